//! Commissions frozen at order time, and the double-entry ledger behind every amount.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    ledger_accounts (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        code -> Text,
        currency -> Text,
        organization_id -> Nullable<IdSql>,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    journal_entries (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        key -> Text,
        kind -> Text,
        subject_id -> IdSql,
        reverses_id -> Nullable<IdSql>,
        effective_at -> Timestamp,
        recorded_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    transfers (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        entry_id -> IdSql,
        debit_id -> IdSql,
        credit_id -> IdSql,
        amount_minor -> BigInt,
        currency -> Text,
        effective_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    commissions (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        order_id -> IdSql,
        order_line_id -> IdSql,
        product_id -> IdSql,
        brand_id -> IdSql,
        kol_id -> IdSql,
        plan_id -> IdSql,
        reverses_id -> Nullable<IdSql>,
        entry_id -> IdSql,
        rate_ppm -> BigInt,
        share_ppm -> BigInt,
        base_minor -> BigInt,
        kol_minor -> BigInt,
        network_minor -> BigInt,
        currency -> Text,
        status -> Text,
        earned_at -> Timestamp,
        payable_at -> Nullable<Timestamp>,
        recorded_at -> Timestamp,
        rule_id -> Nullable<IdSql>,
        holding_days -> Nullable<BigInt>,
        terms_at -> Nullable<Timestamp>,
        belongs_to -> Nullable<Text>,
        partner_minor -> BigInt,
        tax_class -> Text,
        tax_ppm -> BigInt,
        credit_ppm -> BigInt,
        tax_minor -> BigInt,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    commission_rules (network_id, id) {
        network_id -> IdSql,
        id -> IdSql,
        family_id -> IdSql,
        version -> BigInt,
        name -> Text,
        conditions -> Text,
        terms -> Text,
        membership_id -> IdSql,
        valid_from -> Timestamp,
        valid_to -> Nullable<Timestamp>,
        since -> Timestamp,
        created_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::*;
    use domain::column::IdSql;

    #[allow(missing_docs)]
    commission_rule_books (network_id) {
        network_id -> IdSql,
        revision -> IdSql,
    }
}
