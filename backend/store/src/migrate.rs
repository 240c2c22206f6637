//! Migrations: one portable set, then what only one engine can say.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types as st;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use domain::{Error, Result};

use crate::conn::Db;
use crate::scope::TENANT_TABLES;
use crate::{Engine, Store};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// Tables whose rows are never changed or removed: the database itself refuses.
const APPEND_ONLY: &[&str] = &[
    "journal_entries",
    "transfers",
    "audit_events",
    "entry_seals",
    "ledger_periods",
    "ledger_closings",
    "late_entries",
    "fx_rates",
    "fx_conversions",
];

/// What a migration run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// Names of the migrations that ran, oldest first.
    pub applied: Vec<String>,
}

/// How the database is, for `check` and `/readyz`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The engine and its version.
    pub engine: String,
    /// Migrations that have not run.
    pub pending: usize,
    /// Whether row-level security binds the role that the server connects with. Always true on
    /// SQLite, where the scope types alone keep the tenant.
    pub rows_secured: bool,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = st::Text)]
    value: String,
}

impl Store {
    /// Brings the schema up to date; safe to repeat.
    ///
    /// # Errors
    /// `Broken` when a migration fails; it is then rolled back.
    pub fn migrate(&self) -> Result<Migrated> {
        let mut conn = self.owner()?;
        whole(&mut conn)?;
        let applied: Vec<String> = conn
            .run_pending_migrations(MIGRATIONS)
            .map_err(|error| Error::Broken(error.to_string()))?
            .into_iter()
            .map(|version| version.to_string())
            .collect();
        if let (Db::Sqlite(conn), false) = (&mut conn, applied.is_empty()) {
            crate::planner::teach(conn)?;
        }
        secure(&mut conn)?;
        Ok(Migrated { applied })
    }

    /// Takes every migration back. Everything is lost: for tests of the migrations.
    ///
    /// # Errors
    /// `Broken` when one fails.
    pub fn revert_all(&self) -> Result<()> {
        let mut conn = self.owner()?;
        whole(&mut conn)?;
        conn.revert_all_migrations(MIGRATIONS).map_err(|error| Error::Broken(error.to_string()))?;
        Ok(())
    }

    /// Every table with its columns, sorted: `table.column`.
    ///
    /// # Errors
    /// `Broken` when the catalogue of the engine cannot be read.
    pub fn columns(&self) -> Result<Vec<String>> {
        let sql = match &self.0.engine {
            Engine::Sqlite(_) => {
                "SELECT m.name || '.' || c.name AS value FROM sqlite_master m, pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1"
            }
            Engine::Postgres => {
                "SELECT table_name || '.' || column_name AS value FROM information_schema.columns \
                 WHERE table_schema = 'public' ORDER BY 1"
            }
        };
        let mut lines: Vec<Line> = diesel::sql_query(sql).load(&mut self.owner()?)?;
        lines.sort_by(|a, b| a.value.cmp(&b.value));
        Ok(lines.into_iter().map(|line| line.value).collect())
    }

    /// How the database is.
    ///
    /// # Errors
    /// `Busy` or `Broken` when it does not answer.
    pub fn health(&self) -> Result<Health> {
        // Readers may not make the table of migrations, which the library would where it is missing.
        let mut conn = self.owner()?;
        let version = match &self.0.engine {
            Engine::Sqlite(_) => "SELECT 'SQLite ' || sqlite_version() AS value",
            Engine::Postgres => {
                "SELECT 'PostgreSQL ' || current_setting('server_version') AS value"
            }
        };
        let engine = diesel::sql_query(version).get_result::<Line>(&mut conn)?.value;
        let pending = conn
            .pending_migrations(MIGRATIONS)
            .map_err(|error| Error::Broken(error.to_string()))?
            .len();
        let rows_secured = match &self.0.engine {
            Engine::Sqlite(_) => true,
            Engine::Postgres => {
                let sql = "SELECT CASE WHEN rolsuper OR rolbypassrls THEN 'no' ELSE 'yes' END AS value \
                           FROM pg_roles WHERE rolname = current_user";
                diesel::sql_query(sql).get_result::<Line>(&mut conn)?.value == "yes"
            }
        };
        Ok(Health { engine, pending, rows_secured })
    }

    /// A connection for migrations: those that carry rows over must see the rows of every network.
    fn owner(&self) -> Result<Db> {
        let mut conn =
            Db::open(&self.0.url, true).map_err(|error| Error::Broken(error.to_string()))?;
        if let Db::Postgres(conn) = &mut conn {
            conn.batch_execute("SELECT set_config('kakehashi.platform', 'on', false)")?;
        }
        Ok(conn)
    }
}

/// Lets a migration that moves rows see those of every network; the connection is dropped with it.
fn whole(conn: &mut Db) -> Result<()> {
    if let Db::Postgres(conn) = conn {
        conn.batch_execute("SELECT set_config('kakehashi.platform', 'on', false)")?;
    }
    Ok(())
}

/// Row-level security and append-only tables, in the engine's own words.
fn secure(conn: &mut Db) -> Result<()> {
    let postgres = matches!(conn, Db::Postgres(_));
    let mut sql = String::new();
    if postgres {
        for table in TENANT_TABLES {
            sql.push_str(&row_security(table));
        }
        sql.push_str(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$;",
        );
    }
    for table in APPEND_ONLY {
        for act in ["UPDATE", "DELETE"] {
            sql.push_str(&append_only(table, act, postgres));
        }
    }
    sql.push_str(queue_of_seals(postgres));
    conn.batch_execute(&sql)?;
    Ok(())
}

/// Every entry waits for its seal from the moment it is inserted, whoever inserts it: an entry that
/// commits late is found as well as an early one, and an order pays for no further statement.
fn queue_of_seals(postgres: bool) -> &'static str {
    if postgres {
        "CREATE OR REPLACE FUNCTION queue_for_seal() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN INSERT INTO unsealed_entries (network_id, entry_id) \
         SELECT network_id, id FROM fresh; RETURN NULL; END $$; \
         DROP TRIGGER IF EXISTS journal_entries_unsealed ON journal_entries; \
         CREATE TRIGGER journal_entries_unsealed AFTER INSERT ON journal_entries \
         REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION queue_for_seal();"
    } else {
        "CREATE TRIGGER IF NOT EXISTS journal_entries_unsealed AFTER INSERT ON journal_entries \
         BEGIN INSERT INTO unsealed_entries (network_id, entry_id) VALUES (NEW.network_id, NEW.id); END;"
    }
}

fn row_security(table: &str) -> String {
    format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY; \
         DROP POLICY IF EXISTS {table}_network ON {table}; \
         CREATE POLICY {table}_network ON {table} USING (\
           current_setting('kakehashi.platform', true) = 'on' OR \
           network_id = nullif(current_setting('kakehashi.network', true), '')::uuid);"
    )
}

fn append_only(table: &str, act: &str, postgres: bool) -> String {
    let name = format!("{table}_no_{}", act.to_lowercase());
    if postgres {
        format!(
            "DROP TRIGGER IF EXISTS {name} ON {table}; \
             CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        )
    } else {
        format!(
            "CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table} \
             BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END;"
        )
    }
}
