//! Who has a part of commissions beside KOL and network, and how payees are taxed.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    commission_partners (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kind -> Text,
        kol_id -> IdSql,
        payee_id -> IdSql,
        payee_kind -> Text,
        rate_ppm -> BigInt,
        bearer -> Text,
        note -> Text,
        valid_from -> Timestamp,
        valid_to -> Nullable<Timestamp>,
        maker_id -> IdSql,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    commission_parts (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        commission_id -> IdSql,
        order_id -> IdSql,
        partner_id -> IdSql,
        kind -> Text,
        kol_id -> IdSql,
        payee_id -> IdSql,
        payee_kind -> Text,
        rate_ppm -> BigInt,
        bearer -> Text,
        amount_minor -> BigInt,
        currency -> Text,
        earned_at -> Timestamp,
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
    tax_statuses (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        organization_id -> IdSql,
        class -> Text,
        number -> Nullable<Text>,
        valid_from -> Timestamp,
        membership_id -> IdSql,
        created_at -> Timestamp,
    }
}
