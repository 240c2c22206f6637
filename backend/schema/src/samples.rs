//! Samples from the KOL's request to the end of its duty, and what they moved in the ledger.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    sample_requests (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        brand_id -> IdSql,
        kol_id -> IdSql,
        product_id -> IdSql,
        quantity -> BigInt,
        message -> Text,
        ship_to -> Text,
        status -> Text,
        reason -> Nullable<Text>,
        carrier -> Nullable<Text>,
        tracking_number -> Nullable<Text>,
        decide_by -> Timestamp,
        treatment -> Text,
        cost_minor -> BigInt,
        currency -> Text,
        terms_version -> BigInt,
        accepted_by -> Nullable<IdSql>,
        accepted_at -> Nullable<Timestamp>,
        due_at -> Nullable<Timestamp>,
        is_extended -> Bool,
        fix_count -> BigInt,
        post_url -> Nullable<Text>,
        version -> BigInt,
        requested_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    sample_movements (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        request_id -> IdSql,
        brand_id -> IdSql,
        kol_id -> IdSql,
        product_id -> IdSql,
        kind -> Text,
        amount_minor -> BigInt,
        kol_minor -> BigInt,
        deposit_minor -> BigInt,
        brand_minor -> BigInt,
        currency -> Text,
        entry_id -> IdSql,
        moved_at -> Timestamp,
    }
}
