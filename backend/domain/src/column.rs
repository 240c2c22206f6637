//! How ids, moments, money words and states sit in a column, on both engines.
//!
//! The only file of this crate that knows of the database library: the orphan rule keeps these
//! implementations beside the types.

use std::io::Write;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::pg::Pg;
use diesel::query_builder::QueryId;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{SqlType, Timestamp as TimestampSql};
use diesel::sqlite::Sqlite;

use crate::id::{Id, Kind};
use crate::{Currency, Locale, Rate, Timestamp};

/// 16 bytes: `PostgreSQL`'s `uuid`, `SQLite`'s blob.
#[derive(Debug, Clone, Copy, SqlType, QueryId)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951))]
#[diesel(sqlite_type(name = "Binary"))]
pub struct IdSql;

impl<K: Kind> FromSql<IdSql, Pg> for Id<K> {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::from_uuid(uuid::Uuid::from_slice(value.as_bytes())?))
    }
}
impl<K: Kind> FromSql<IdSql, Sqlite> for Id<K> {
    fn from_sql(mut value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::from_uuid(uuid::Uuid::from_slice(value.read_blob())?))
    }
}
impl<K: Kind> ToSql<IdSql, Pg> for Id<K> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(self.uuid().as_bytes())?;
        Ok(IsNull::No)
    }
}
impl<K: Kind> ToSql<IdSql, Sqlite> for Id<K> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.uuid().as_bytes().to_vec());
        Ok(IsNull::No)
    }
}

macro_rules! through {
    ($name:ty, $sql:ty, $inner:ty, |$self:ident| $out:expr, |$value:ident| $read:expr) => {
        impl<DB: Backend> FromSql<$sql, DB> for $name
        where
            $inner: FromSql<$sql, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let $value = <$inner as FromSql<$sql, DB>>::from_sql(raw)?;
                $read
            }
        }
        impl<DB: Backend> ToSql<$sql, DB> for $name
        where
            $inner: ToSql<$sql, DB>,
        {
            fn to_sql<'b>(&'b $self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                <$inner as ToSql<$sql, DB>>::to_sql($out, out)
            }
        }
    };
}

impl FromSql<TimestampSql, Pg> for Timestamp {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::from_naive(FromSql::<TimestampSql, Pg>::from_sql(value)?))
    }
}
impl ToSql<TimestampSql, Pg> for Timestamp {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<TimestampSql, Pg>::to_sql(self.as_naive(), out)
    }
}
impl FromSql<TimestampSql, Sqlite> for Timestamp {
    fn from_sql(mut value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = value.read_text();
        Self::from_column(text).ok_or_else(|| format!("not a moment: {text}").into())
    }
}
/// The text that the library would write, without its general formatter: every row has moments.
impl ToSql<TimestampSql, Sqlite> for Timestamp {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.to_column());
        Ok(IsNull::No)
    }
}
through!(Rate, diesel::sql_types::BigInt, i64, |self| self.as_ppm(), |value| Self::from_ppm(value)
    .ok_or_else(|| "a rate outside 0 to 100 %".into()));

/// Lets a word of a fixed set sit in a `Text` column. The type has `ALL` and `as_str`, and derives
/// `AsExpression` and `FromSqlRow` for `Text`.
#[macro_export]
macro_rules! text_column {
    ($name:ty) => {
        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB>
            for $name
        where
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = <String as diesel::deserialize::FromSql<_, DB>>::from_sql(raw)?;
                Self::ALL
                    .iter()
                    .copied()
                    .find(|word| word.as_str() == text)
                    .ok_or_else(|| format!("unknown {}: {text}", stringify!($name)).into())
            }
        }
        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB>
            for $name
        where
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<_, DB>>::to_sql((*self).as_str(), out)
            }
        }
    };
}

text_column!(Currency);
text_column!(Locale);

/// Unique constraints that a caller can run into, and the code of the answer. `PostgreSQL` names the
/// constraint, `SQLite` its columns.
const TAKEN: &[(&str, &str, &str)] = &[
    ("accounts_email_key", "accounts.email", "email-taken"),
    ("products_sku_key", "products.sku", "sku-taken"),
    ("storefronts_slug_key", "storefronts.slug", "slug-taken"),
    ("listings_product_key", "listings.product_id", "listing-exists"),
    ("order_imports_file_key", "order_imports.file_digest", "import-duplicate-file"),
    ("order_profiles_name_key", "order_profiles.name", "profile-exists"),
    ("orders_external_key", "orders.external_id", "order-exists"),
    ("idempotency_keys_pkey", "idempotency_keys.key", "idempotency-key-reused"),
    ("journal_entries_key_key", "journal_entries.key", "entry-exists"),
    ("entry_seals_pkey", "entry_seals.number", "entry-sealed"),
    ("entry_seals_entry_key", "entry_seals.entry_id", "entry-sealed"),
    ("ledger_periods_pkey", "ledger_periods.month", "period-closed"),
    ("ledger_holds_key_key", "ledger_holds.key", "entry-exists"),
    ("fx_conversions_key_key", "fx_conversions.key", "entry-exists"),
    ("order_events_external_key", "order_events.external_id", "order-event-exists"),
    ("kol_groups_name_key", "kol_groups.name", "group-name-taken"),
    ("debt_decisions_sequence_key", "debt_decisions.sequence", "debt-decided"),
    ("order_event_waiting_external_key", "order_event_waiting.external_id", "order-event-exists"),
    ("shop_orders_shop_key", "shop_orders.shop_order", "webhook-repeated"),
    ("webhook_deliveries_event_key", "webhook_deliveries.event_id", "webhook-repeated"),
    ("leads_email_key", "leads.email", "lead-exists"),
    ("materials_name_key", "materials.name", "material-exists"),
    ("material_versions_number_key", "material_versions.number", "material-overtaken"),
    ("material_holdings_lead_key", "material_holdings.material_id", "material-overtaken"),
    ("material_notices_lead_key", "material_notices.version_id", "material-overtaken"),
    ("front_items_slug_key", "front_items.slug", "slug-taken"),
];

impl From<diesel::result::Error> for crate::Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind as Kind, Error as Db};
        match error {
            Db::NotFound => Self::Missing,
            Db::DatabaseError(Kind::UniqueViolation, info) => {
                let name = info.constraint_name().unwrap_or_default().to_owned();
                let message = info.message();
                TAKEN
                    .iter()
                    .find(|(constraint, column, _)| name == *constraint || message.contains(column))
                    .map_or_else(
                        || Self::Broken(message.to_owned()),
                        |(_, _, code)| Self::Taken(code),
                    )
            }
            Db::DatabaseError(Kind::SerializationFailure | Kind::ClosedConnection, _) => Self::Busy,
            Db::DatabaseError(_, info) if info.message().contains("database is locked") => {
                Self::Busy
            }
            other => Self::Broken(other.to_string()),
        }
    }
}
