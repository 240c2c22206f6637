//! Which entry confirmed a commission, and the proofs that were made of the ledger.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    commission_confirmations (network_id, commission_id) {
        network_id -> IdSql,
        commission_id -> IdSql,
        entry_id -> IdSql,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    ledger_proofs (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        status -> Text,
        walked_count -> BigInt,
        sealed_count -> BigInt,
        waiting_count -> BigInt,
        head -> Binary,
        broken_number -> Nullable<BigInt>,
        broken_entry -> Nullable<IdSql>,
        damage -> Nullable<Text>,
        findings -> Text,
        membership_id -> IdSql,
        version -> BigInt,
        started_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}
