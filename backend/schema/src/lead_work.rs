//! What becomes of a lead: owners, notes, tasks, turns, invitations.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    lead_notes (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        lead_id -> IdSql,
        author_id -> IdSql,
        body -> Text,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    lead_tasks (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        lead_id -> IdSql,
        owner_id -> IdSql,
        maker_id -> IdSql,
        title -> Text,
        due_on -> Text,
        status -> Text,
        done_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    lead_terms (network_id) {
        network_id -> IdSql,
        reply_days -> BigInt,
        version -> BigInt,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    lead_rules (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        position -> BigInt,
        kind -> Nullable<Text>,
        category -> Text,
        locale -> Nullable<Text>,
        owner_id -> IdSql,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    lead_turns (network_id, membership_id) {
        network_id -> IdSql,
        membership_id -> IdSql,
        weight -> BigInt,
        credit -> BigInt,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    lead_absences (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        membership_id -> IdSql,
        from_on -> Text,
        until_on -> Text,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    invitations (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        organization_id -> IdSql,
        role -> Text,
        email -> Text,
        name -> Text,
        locale -> Text,
        token_hash -> Binary,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        maker_id -> Nullable<IdSql>,
        created_at -> Timestamp,
    }
}
