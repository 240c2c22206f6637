//! What happens to orders after they were placed: waiting events, cases, who paid and who bought,
//! returns, signed messages, comparisons.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_event_waiting (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        source -> Text,
        order_number -> Text,
        kind -> Text,
        external_id -> Text,
        body -> Text,
        status -> Text,
        reason -> Nullable<Text>,
        at -> Timestamp,
        recorded_at -> Timestamp,
        expires_at -> Timestamp,
        order_id -> Nullable<IdSql>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_cases (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        order_id -> IdSql,
        kind -> Text,
        reason -> Text,
        note -> Text,
        status -> Text,
        outcome -> Nullable<Text>,
        version -> BigInt,
        membership_id -> Nullable<IdSql>,
        opened_at -> Timestamp,
        received_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_case_lines (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        case_id -> IdSql,
        position -> BigInt,
        quantity -> BigInt,
        received_count -> BigInt,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_line_funds (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        order_id -> IdSql,
        order_line_id -> IdSql,
        fund -> Text,
        amount_minor -> BigInt,
        currency -> Text,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_buyers (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        buyer -> Binary,
        kol_id -> Nullable<IdSql>,
        new_to_network -> Bool,
        new_to_kol -> Bool,
        placed_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    return_terms (network_id) {
        network_id -> IdSql,
        threshold_ppm -> BigInt,
        least_lines -> BigInt,
        window_days -> BigInt,
        long_days -> BigInt,
        changed_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    return_rates (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kol_id -> IdSql,
        product_id -> IdSql,
        session_id -> Nullable<IdSql>,
        line_count -> BigInt,
        returned_count -> BigInt,
        is_long -> Bool,
        counted_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    webhook_endpoints (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        name -> Text,
        source -> Text,
        profile -> Text,
        secret -> Binary,
        is_open -> Bool,
        created_at -> Timestamp,
        shop -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    webhook_deliveries (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        endpoint_id -> IdSql,
        event_id -> Nullable<Text>,
        topic -> Text,
        body_digest -> Binary,
        status -> Text,
        reason -> Nullable<Text>,
        detail -> Nullable<Text>,
        shop_order -> Nullable<Text>,
        notice -> Nullable<Text>,
        buyer -> Nullable<Binary>,
        tries -> BigInt,
        order_id -> Nullable<IdSql>,
        answer -> Nullable<Text>,
        received_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_compares (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        source -> Text,
        from_at -> Timestamp,
        until_at -> Timestamp,
        told_count -> BigInt,
        stored_count -> BigInt,
        row_count -> BigInt,
        membership_id -> IdSql,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    order_compare_rows (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        compare_id -> IdSql,
        kind -> Text,
        external_id -> Text,
        order_id -> Nullable<IdSql>,
        told -> Text,
        stored -> Text,
        follow -> Text,
        body -> Nullable<Text>,
        at -> Timestamp,
        applied_at -> Nullable<Timestamp>,
    }
}
