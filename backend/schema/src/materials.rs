//! The front door's own contents: materials and who holds them, what the public pages tell.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    materials (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        name -> Text,
        kind -> Text,
        audience -> Text,
        maker_id -> IdSql,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    material_versions (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        material_id -> IdSql,
        locale -> Text,
        number -> BigInt,
        file_name -> Text,
        sha256 -> Binary,
        byte_count -> BigInt,
        note -> Text,
        valid_from -> Timestamp,
        valid_until -> Nullable<Timestamp>,
        status -> Text,
        maker_id -> IdSql,
        approver_id -> Nullable<IdSql>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        bytes -> Binary,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    material_offers (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        grant_id -> IdSql,
        version_id -> IdSql,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    material_downloads (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        lead_id -> IdSql,
        grant_id -> IdSql,
        version_id -> Nullable<IdSql>,
        locale -> Text,
        sha256 -> Binary,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    material_holdings (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        lead_id -> IdSql,
        material_id -> IdSql,
        version_id -> IdSql,
        taken_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    material_notices (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        lead_id -> IdSql,
        version_id -> IdSql,
        grant_id -> IdSql,
        mail_id -> IdSql,
        maker_id -> IdSql,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    front_items (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        kind -> Text,
        slug -> Nullable<Text>,
        place -> BigInt,
        status -> Text,
        units -> Nullable<BigInt>,
        first_month -> Nullable<Text>,
        last_month -> Nullable<Text>,
        evidence_note -> Text,
        evidence_url -> Text,
        maker_id -> IdSql,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    front_items,
    material_downloads,
    material_holdings,
    material_notices,
    material_offers,
    material_versions,
    materials,
);
