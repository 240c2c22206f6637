//! Orders of shop systems by their own ids, stock of products, how long anything of a buyer is kept.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    shop_orders (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        endpoint_id -> IdSql,
        shop_order -> Text,
        line_ids -> Text,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    stock_movements (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        product_id -> IdSql,
        brand_id -> IdSql,
        kind -> Text,
        pieces -> BigInt,
        note -> Text,
        order_line_id -> Nullable<IdSql>,
        membership_id -> Nullable<IdSql>,
        at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    stock_shortages (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        product_id -> IdSql,
        brand_id -> IdSql,
        order_id -> IdSql,
        order_line_id -> IdSql,
        pieces -> BigInt,
        status -> Text,
        at -> Timestamp,
        told_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    privacy_terms (network_id) {
        network_id -> IdSql,
        buyer_days -> BigInt,
        address_days -> BigInt,
        changed_at -> Timestamp,
    }
}
