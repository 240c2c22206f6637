//! The connection: one of two engines, and what their common backend does not know by itself.

// The derive writes items of its own without documentation.
#![allow(missing_docs)]

use diesel::backend::Backend;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::deserialize::FromSql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::{IsNull, Output, ToSql};
use diesel::sql_types as st;
use diesel::sqlite::Sqlite;
use domain::column::IdSql;
use domain::id::{Id, Kind, NetworkId};
use domain::{Error, Result, Timestamp};

/// A connection to one of the two engines.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// PostgreSQL 14 or newer.
    Postgres(PgConnection),
    /// SQLite, compiled in.
    Sqlite(SqliteConnection),
}

impl st::HasSqlType<IdSql> for MultiBackend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        MultiBackend::lookup_sql_type::<IdSql>(lookup)
    }
}
impl<K: Kind> FromSql<IdSql, MultiBackend> for Id<K> {
    fn from_sql(
        value: <MultiBackend as Backend>::RawValue<'_>,
    ) -> diesel::deserialize::Result<Self> {
        value.from_sql::<Self, IdSql>()
    }
}
impl<K: Kind> ToSql<IdSql, MultiBackend> for Id<K> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> diesel::serialize::Result {
        out.set_value((IdSql, self));
        Ok(IsNull::No)
    }
}

impl FromSql<st::Timestamp, MultiBackend> for Timestamp {
    fn from_sql(
        value: <MultiBackend as Backend>::RawValue<'_>,
    ) -> diesel::deserialize::Result<Self> {
        value.from_sql::<Self, st::Timestamp>()
    }
}
impl ToSql<st::Timestamp, MultiBackend> for Timestamp {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> diesel::serialize::Result {
        out.set_value((st::Timestamp, self));
        Ok(IsNull::No)
    }
}

/// A statement that both engines know although their common backend does not (`ON CONFLICT` …); the
/// bounds check it against each of them.
pub(crate) struct OnBoth<Q>(pub(crate) Q);

impl<Q> QueryFragment<MultiBackend> for OnBoth<Q>
where
    Q: QueryFragment<Pg> + QueryFragment<Sqlite>,
{
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, pass)
    }
}
impl<Q: QueryId> QueryId for OnBoth<Q> {
    type QueryId = Q::QueryId;
    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
}
impl<Q: Query> Query for OnBoth<Q> {
    type SqlType = Q::SqlType;
}
impl<Q> RunQueryDsl<Db> for OnBoth<Q> {}

/// Runs the same expression on whichever engine is connected: for statements of several rows, which
/// the common backend cannot type.
macro_rules! each {
    ($conn:expr, |$inner:ident| $body:expr) => {
        match $conn {
            $crate::conn::Db::Postgres($inner) => $body,
            $crate::conn::Db::Sqlite($inner) => $body,
        }
    };
}
pub(crate) use each;

/// `SELECT status, COUNT(*) FROM (rows) GROUP BY status`: a boxed query cannot be grouped, so that it
/// becomes a subquery. The query selects the column `status` alone.
pub(crate) struct CountByStatus<Q>(pub(crate) Q);

impl<Q> QueryFragment<MultiBackend> for CountByStatus<Q>
where
    Q: QueryFragment<MultiBackend>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        pass.push_sql("SELECT status, COUNT(*) FROM (");
        self.0.walk_ast(pass.reborrow())?;
        pass.push_sql(") AS counted GROUP BY status");
        Ok(())
    }
}
impl<Q> QueryId for CountByStatus<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<Q: Query<SqlType = st::Text>> Query for CountByStatus<Q> {
    type SqlType = (st::Text, st::BigInt);
}
impl<Q> RunQueryDsl<Db> for CountByStatus<Q> {}

/// A statement without arguments that stays prepared; what the library runs as a batch is parsed
/// each time.
#[derive(Debug, Clone, Copy)]
struct Fixed(&'static str);

impl QueryFragment<MultiBackend> for Fixed {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        pass.push_sql(self.0);
        Ok(())
    }
}
impl QueryId for Fixed {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<Db> for Fixed {}

/// What a transaction may touch, as PostgreSQL's row-level security is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// One network's rows.
    Network(NetworkId),
    /// Every row: sign-in, the worker loop, the installation's owner.
    Platform,
}

impl Db {
    /// Opens a connection to the engine that the URL names.
    pub(crate) fn open(url: &str, writes: bool) -> Result<Self, ConnectionError> {
        if is_postgres(url) {
            return PgConnection::establish(url).map(Self::Postgres);
        }
        let mut conn = SqliteConnection::establish(sqlite_path(url))?;
        // A commit after a page was split walks the whole cache: a larger one costs each commit more
        // than it saves, as the system's own cache is behind it.
        conn.batch_execute(
            "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; \
             PRAGMA wal_autocheckpoint = 16000;",
        )
        .map_err(ConnectionError::CouldntSetupConfiguration)?;
        if !writes {
            // Many readers share the system's page cache: a small one of their own is enough.
            conn.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -2048")
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
        }
        Ok(Self::Sqlite(conn))
    }

    /// Begins a transaction; on PostgreSQL row-level security learns the reach in the same trip.
    pub(crate) fn begin(&mut self, reach: Reach, writes: bool) -> QueryResult<()> {
        match self {
            Self::Sqlite(conn) => {
                let sql = if writes { "BEGIN IMMEDIATE" } else { "BEGIN" };
                AnsiTransactionManager::begin_transaction_sql(conn, sql)
            }
            Self::Postgres(conn) => {
                let begin = if writes { "BEGIN" } else { "BEGIN READ ONLY" };
                let (network, platform) = match reach {
                    Reach::Network(id) => (id.uuid().to_string(), "off"),
                    Reach::Platform => (String::new(), "on"),
                };
                AnsiTransactionManager::begin_transaction_sql(
                    conn,
                    &format!(
                        "{begin}; SELECT set_config('kakehashi.network', '{network}', true), \
                         set_config('kakehashi.platform', '{platform}', true)"
                    ),
                )
            }
        }
    }

    /// Commits what [`Db::begin`] began.
    pub(crate) fn commit(&mut self) -> QueryResult<()> {
        <Self as Connection>::TransactionManager::commit_transaction(self)
    }

    /// Rolls back what [`Db::begin`] began.
    pub(crate) fn rollback(&mut self) -> QueryResult<()> {
        <Self as Connection>::TransactionManager::rollback_transaction(self)
    }

    /// Runs the closure in a savepoint of the open transaction: what it wrote is kept when it
    /// answers `Ok`. After a panic in the closure the caller says [`Db::give_up`].
    pub(crate) fn in_savepoint<R>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<R>,
    ) -> Result<R> {
        Fixed("SAVEPOINT job").execute(self)?;
        let answer = run(self);
        match &answer {
            Ok(_) => Fixed("RELEASE job").execute(self).map(|_| ())?,
            Err(_) => self.give_up()?,
        }
        answer
    }

    /// Takes back what was written since the savepoint.
    pub(crate) fn give_up(&mut self) -> QueryResult<()> {
        Fixed("ROLLBACK TO job").execute(self)?;
        Fixed("RELEASE job").execute(self)?;
        Ok(())
    }

    /// Runs the closure in a transaction; commits when it answers `Ok`.
    pub(crate) fn within<R>(
        &mut self,
        reach: Reach,
        writes: bool,
        run: impl FnOnce(&mut Self) -> Result<R>,
    ) -> Result<R> {
        self.begin(reach, writes)?;
        match run(self) {
            Ok(answer) => {
                self.commit()?;
                Ok(answer)
            }
            Err(error) => {
                self.rollback()?;
                Err(error)
            }
        }
    }
}

/// Whether the URL names PostgreSQL.
pub(crate) fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// The file that a `sqlite:` URL or a plain path names.
pub(crate) fn sqlite_path(url: &str) -> &str {
    url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url)
}

/// Opens connections for the pool.
#[derive(Debug)]
pub(crate) struct Manager {
    pub(crate) url: String,
    pub(crate) writes: bool,
}

impl diesel::r2d2::ManageConnection for Manager {
    type Connection = Db;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Db, Self::Error> {
        Db::open(&self.url, self.writes).map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Db) -> Result<(), Self::Error> {
        conn.batch_execute("SELECT 1").map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Db) -> bool {
        use diesel::connection::TransactionManagerStatus;
        let status = <Db as Connection>::TransactionManager::transaction_manager_status_mut(conn);
        !matches!(status, TransactionManagerStatus::Valid(inner) if inner.transaction_depth().is_none())
    }
}

/// A pool that is exhausted or cannot connect answers "busy".
pub(crate) fn busy(error: impl std::fmt::Display) -> Error {
    tracing::warn!(%error, "no connection");
    Error::Busy
}
