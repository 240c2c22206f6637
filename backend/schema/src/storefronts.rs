//! KOLs' storefronts, what they picked, and the links and codes that lead there.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    storefronts (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kol_id -> IdSql,
        slug -> Text,
        theme -> Text,
        platform -> Text,
        followers -> BigInt,
        city -> Text,
        status -> Text,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    listings (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        storefront_id -> IdSql,
        kol_id -> IdSql,
        brand_id -> IdSql,
        product_id -> IdSql,
        plan_id -> IdSql,
        rate_ppm -> BigInt,
        status -> Text,
        position -> BigInt,
        version -> BigInt,
        listed_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    links (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        code -> Text,
        kol_id -> IdSql,
        storefront_id -> IdSql,
        listing_id -> Nullable<IdSql>,
        session_id -> Nullable<IdSql>,
        channel -> Text,
        path -> Text,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    clicks (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        link_id -> IdSql,
        kol_id -> IdSql,
        at -> Timestamp,
        visitor -> Binary,
        agent_class -> Text,
        referrer -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    coupons (network_id, code) {
        network_id -> IdSql,
        code -> Text,
        kol_id -> IdSql,
        created_at -> Timestamp,
    }
}
