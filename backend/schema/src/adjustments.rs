//! Money beside the commission: corrections by hand, fixed fees and bonuses, decisions on debts.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    adjustments (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kol_id -> IdSql,
        brand_id -> Nullable<IdSql>,
        order_id -> Nullable<IdSql>,
        reason -> Text,
        text -> Text,
        amount_minor -> BigInt,
        currency -> Text,
        status -> Text,
        note -> Nullable<Text>,
        maker_id -> IdSql,
        approver_id -> Nullable<IdSql>,
        entry_id -> Nullable<IdSql>,
        version -> BigInt,
        requested_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    fees (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kind -> Text,
        kol_id -> IdSql,
        brand_id -> IdSql,
        product_id -> Nullable<IdSql>,
        title -> Text,
        amount_minor -> BigInt,
        ladder -> Text,
        currency -> Text,
        starts_at -> Timestamp,
        due_at -> Timestamp,
        status -> Text,
        note -> Nullable<Text>,
        maker_id -> IdSql,
        earned_minor -> BigInt,
        units -> Nullable<BigInt>,
        version -> BigInt,
        agreed_at -> Timestamp,
        updated_at -> Timestamp,
        tax_class -> Text,
        tax_ppm -> BigInt,
        credit_ppm -> BigInt,
        tax_minor -> BigInt,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    debt_decisions (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kol_id -> IdSql,
        currency -> Text,
        sequence -> BigInt,
        choice -> Text,
        amount_minor -> BigInt,
        note -> Text,
        wait_until -> Nullable<Timestamp>,
        maker_id -> IdSql,
        entry_id -> Nullable<IdSql>,
        decided_at -> Timestamp,
        payee_kind -> Text,
    }
}
