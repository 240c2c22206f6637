//! Groups of KOLs and live sessions.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    kol_groups (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        name -> Text,
        note -> Text,
        status -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    kol_group_members (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        group_id -> IdSql,
        kol_id -> IdSql,
        joined_at -> Timestamp,
        left_at -> Nullable<Timestamp>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    live_sessions (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kol_id -> IdSql,
        platform -> Text,
        title -> Text,
        note -> Text,
        status -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        reason -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}
