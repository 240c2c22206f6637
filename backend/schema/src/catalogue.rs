//! Products from submission to publication, and the terms under which they may be sold.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    products (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        brand_id -> IdSql,
        sku -> Text,
        jan -> Nullable<Text>,
        category -> Text,
        status -> Text,
        price_minor -> BigInt,
        currency -> Text,
        rate_ppm -> BigInt,
        sample_offered -> Bool,
        picture_id -> Nullable<IdSql>,
        submitted_at -> Nullable<Timestamp>,
        published_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        on_hand -> Nullable<BigInt>,
        counted_at -> Nullable<Timestamp>,
        sample_treatment -> Text,
        sample_value_minor -> BigInt,
        sample_terms_version -> BigInt,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    review_notes (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        product_id -> IdSql,
        brand_id -> IdSql,
        membership_id -> IdSql,
        act -> Text,
        reason -> Nullable<Text>,
        note -> Text,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    plans (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        brand_id -> IdSql,
        product_id -> IdSql,
        kind -> Text,
        rate_ppm -> BigInt,
        revision -> BigInt,
        valid_from -> Timestamp,
        valid_to -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}
