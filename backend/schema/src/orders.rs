//! Orders as they arrive, and the files they arrive in.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_imports (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        membership_id -> IdSql,
        source -> Text,
        profile -> Nullable<Text>,
        file_name -> Text,
        file_digest -> Nullable<Binary>,
        format -> Text,
        byte_count -> BigInt,
        chunk_count -> BigInt,
        encoding -> Nullable<Text>,
        status -> Text,
        row_count -> BigInt,
        order_count -> BigInt,
        done_count -> BigInt,
        new_count -> BigInt,
        changed_count -> BigInt,
        error_count -> BigInt,
        errors -> Text,
        totals -> Text,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_file_chunks (network_id, import_id, position) {
        network_id -> IdSql,
        import_id -> IdSql,
        position -> BigInt,
        bytes -> Binary,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_profiles (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        membership_id -> IdSql,
        name -> Text,
        mapping -> Text,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    orders (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        source -> Text,
        external_id -> Text,
        currency -> Text,
        total_minor -> BigInt,
        kol_id -> Nullable<IdSql>,
        attribution -> Text,
        attribution_code -> Nullable<Text>,
        passed_over -> Text,
        click_id -> Nullable<IdSql>,
        link_id -> Nullable<IdSql>,
        import_id -> Nullable<IdSql>,
        placed_at -> Timestamp,
        delivered_at -> Nullable<Timestamp>,
        recorded_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_lines (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        order_id -> IdSql,
        position -> BigInt,
        product_id -> IdSql,
        brand_id -> IdSql,
        kol_id -> Nullable<IdSql>,
        status -> Text,
        begun -> Text,
        held -> Bool,
        quantity -> BigInt,
        unit_price_minor -> BigInt,
        discount_minor -> BigInt,
        refunded_minor -> BigInt,
        currency -> Text,
        placed_at -> Timestamp,
        session_id -> Nullable<IdSql>,
        no_commission -> Nullable<Text>,
        rejected_for -> Nullable<Text>,
        rejected_text -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_events (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        order_id -> IdSql,
        kind -> Text,
        external_id -> Text,
        line -> Nullable<BigInt>,
        whole -> Bool,
        amount_minor -> BigInt,
        currency -> Text,
        at -> Timestamp,
        recorded_at -> Timestamp,
    }
}
