//! The tenant, its parties, the people who act for them.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    networks (id) {
        id -> IdSql,
        slug -> Text,
        code -> Text,
        base_currency -> Text,
        currencies -> Text,
        time_zone -> Text,
        mail_sender -> Text,
        network_share_ppm -> BigInt,
        holding_days -> BigInt,
        transit_days -> BigInt,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    accounts (id) {
        id -> IdSql,
        email -> Text,
        name -> Text,
        locale -> Text,
        password_hash -> Text,
        failed_count -> BigInt,
        locked_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    organizations (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kind -> Text,
        status -> Text,
        name -> Text,
        locale -> Text,
        email -> Text,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        lead_id -> Nullable<IdSql>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    memberships (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        account_id -> IdSql,
        organization_id -> IdSql,
        role -> Text,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    sessions (id) {
        id -> IdSql,
        account_id -> IdSql,
        network_id -> IdSql,
        membership_id -> IdSql,
        token_hash -> Binary,
        previous_hash -> Nullable<Binary>,
        rotated_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}
