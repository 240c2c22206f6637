//! Samples from the KOL's request to its arrival.

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
        version -> BigInt,
        requested_at -> Timestamp,
        updated_at -> Timestamp,
    }
}
