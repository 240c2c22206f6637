//! The front door: who asked, what they said, what they may download.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    leads (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kind -> Text,
        locale -> Text,
        company -> Text,
        name -> Text,
        email -> Text,
        phone -> Text,
        category -> Text,
        status -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        owner_id -> Nullable<IdSql>,
        reply_due_at -> Nullable<Timestamp>,
        replied_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        escalated_at -> Nullable<Timestamp>,
        next_step -> Nullable<Text>,
        step_due_at -> Nullable<Timestamp>,
        lost_reason -> Nullable<Text>,
        merged_into_id -> Nullable<IdSql>,
        organization_id -> Nullable<IdSql>,
        score -> BigInt,
        signed_at -> Nullable<Timestamp>,
        score_due_at -> Nullable<Timestamp>,
        mail_domain -> Text,
        phone_key -> Text,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    inquiries (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        lead_id -> IdSql,
        locale -> Text,
        company -> Text,
        name -> Text,
        phone -> Text,
        category -> Text,
        message -> Text,
        consent_version -> Text,
        marketing -> Bool,
        referrer -> Nullable<Text>,
        campaign -> Nullable<Text>,
        visitor -> Binary,
        created_at -> Timestamp,
        first_touch -> Nullable<Text>,
        last_touch -> Nullable<Text>,
        qr -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    material_grants (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        lead_id -> IdSql,
        token_hash -> Binary,
        locale -> Text,
        expires_at -> Timestamp,
        opened_count -> BigInt,
        opened_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    marketing_consents (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        address -> Text,
        locale -> Text,
        status -> Text,
        form -> Text,
        text_version -> Text,
        text_digest -> Binary,
        visitor -> Binary,
        confirm_visitor -> Nullable<Binary>,
        token_hash -> Nullable<Binary>,
        expires_at -> Timestamp,
        asked_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}
