//! Seals over entries, periods that are closed, rates of exchange, amounts held.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    entry_seals (network_id, number) {
        network_id -> IdSql,
        number -> BigInt,
        entry_id -> IdSql,
        hash -> Binary,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    unsealed_entries (network_id, entry_id) {
        network_id -> IdSql,
        entry_id -> IdSql,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    ledger_periods (network_id, month) {
        network_id -> IdSql,
        month -> Text,
        ends_at -> Timestamp,
        seal_number -> BigInt,
        closed_at -> Timestamp,
        closed_by -> IdSql,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    ledger_closings (network_id, month, account_id) {
        network_id -> IdSql,
        month -> Text,
        account_id -> IdSql,
        debit_minor -> BigInt,
        credit_minor -> BigInt,
        currency -> Text,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    late_entries (network_id, entry_id) {
        network_id -> IdSql,
        entry_id -> IdSql,
        belongs_to -> Text,
        happened_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    fx_rates (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        base -> Text,
        quote -> Text,
        units -> BigInt,
        rate_e8 -> BigInt,
        source -> Text,
        effective_on -> Text,
        recorded_at -> Timestamp,
        recorded_by -> IdSql,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    fx_conversions (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        key -> Text,
        organization_id -> IdSql,
        rate_id -> IdSql,
        sold_minor -> BigInt,
        sold_currency -> Text,
        sold_entry_id -> IdSql,
        bought_minor -> BigInt,
        bought_currency -> Text,
        bought_entry_id -> IdSql,
        converted_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    ledger_holds (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        key -> Text,
        organization_id -> IdSql,
        amount_minor -> BigInt,
        currency -> Text,
        status -> Text,
        entry_id -> IdSql,
        end_entry_id -> Nullable<IdSql>,
        expires_at -> Timestamp,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}
