//! Side effects as rows, the audit log, texts in several languages, stored files.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    texts (network_id, owner_id, field, locale) {
        network_id -> IdSql,
        owner_id -> IdSql,
        field -> Text,
        locale -> Text,
        organization_id -> IdSql,
        value -> Text,
        source_digest -> Nullable<Binary>,
        published -> Bool,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    assets (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        organization_id -> IdSql,
        media_type -> Text,
        width -> BigInt,
        height -> BigInt,
        bytes -> Binary,
        published -> Bool,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    mails (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kind -> Text,
        class -> Text,
        subject_id -> Nullable<IdSql>,
        recipient -> Text,
        sender -> Text,
        locale -> Text,
        subject -> Text,
        body_text -> Text,
        body_html -> Text,
        status -> Text,
        attempts -> BigInt,
        next_at -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        sent_at -> Nullable<Timestamp>,
        wait_ms -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    mail_events (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        mail_id -> Nullable<IdSql>,
        address -> Text,
        kind -> Text,
        source -> Text,
        detail -> Nullable<Text>,
        key -> Nullable<Text>,
        at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    mail_templates (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kind -> Text,
        locale -> Text,
        subject -> Text,
        body -> Text,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    suppressions (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        address -> Text,
        reach -> Text,
        cause -> Text,
        detail -> Nullable<Text>,
        mail_id -> Nullable<IdSql>,
        version -> BigInt,
        since_at -> Timestamp,
        lifted_at -> Nullable<Timestamp>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    jobs (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kind -> Text,
        subject_id -> IdSql,
        status -> Text,
        attempts -> BigInt,
        next_at -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    audit_events (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        at -> Timestamp,
        membership_id -> Nullable<IdSql>,
        organization_id -> Nullable<IdSql>,
        kind -> Text,
        subject_id -> IdSql,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    idempotency_keys (network_id, organization_id, key) {
        network_id -> IdSql,
        organization_id -> IdSql,
        key -> Text,
        request_digest -> Binary,
        response -> Text,
        created_at -> Timestamp,
    }
}
