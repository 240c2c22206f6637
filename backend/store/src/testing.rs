//! For tests and benches: databases of a PostgreSQL cluster, statements of one's own.

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types as st;
use domain::{Error, Result};

use crate::conn::{Db, each};

/// Makes an empty database, or a copy of one.
///
/// # Errors
/// `Broken` when the cluster does not answer or refuses.
pub fn create_database(url: &str, name: &str, template: Option<&str>) -> Result<()> {
    if !plain(name) || !template.is_none_or(plain) {
        return Err(Error::Broken("a database's name".into()));
    }
    let template = template.unwrap_or("template0");
    Raw::open(url)?.batch(&format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'"))
}

/// Removes a database, whoever is still connected.
///
/// # Errors
/// `Broken` when the cluster does not answer or refuses.
pub fn drop_database(url: &str, name: &str) -> Result<()> {
    if !plain(name) {
        return Err(Error::Broken("a database's name".into()));
    }
    Raw::open(url)?.batch(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
}

fn plain(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// A connection of either engine without scopes: for the floors that the product's speed is measured
/// against, and for looking at what was stored.
pub struct Raw(Db);

impl Raw {
    /// Opens a connection, set up as the product's are.
    ///
    /// # Errors
    /// `Broken` when the database cannot be opened.
    pub fn open(url: &str) -> Result<Self> {
        Db::open(url, true).map(Self).map_err(|error| Error::Broken(error.to_string()))
    }

    /// Runs statements as they stand; also `BEGIN` and `COMMIT`.
    ///
    /// # Errors
    /// What the database answers.
    pub fn batch(&mut self, sql: &str) -> Result<()> {
        Ok(self.0.batch_execute(sql)?)
    }

    /// Runs one statement with a value for each `?`. It stays prepared. Answers how many rows it
    /// changed.
    ///
    /// # Errors
    /// What the database answers.
    pub fn run(&mut self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        let statement = Statement { sql, values };
        Ok(each!(&mut self.0, |conn| statement.execute(conn))?)
    }

    /// The column `value` of a query with a value for each `?`. It stays prepared.
    ///
    /// # Errors
    /// What the database answers.
    pub fn find(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<String>> {
        let statement = Statement { sql, values };
        let lines: Vec<Line> = each!(&mut self.0, |conn| statement.load(conn))?;
        Ok(lines.into_iter().map(|line| line.value).collect())
    }

    /// The column `value` of a query, a text.
    ///
    /// # Errors
    /// What the database answers.
    pub fn texts(&mut self, sql: &str) -> Result<Vec<String>> {
        let lines: Vec<Line> = diesel::sql_query(sql).load(&mut self.0)?;
        Ok(lines.into_iter().map(|line| line.value).collect())
    }

    /// How SQLite would carry out a query, a step each: `SEARCH commissions USING INDEX …`.
    ///
    /// # Errors
    /// What the database answers; on PostgreSQL always, which knows no such words.
    pub fn plan(&mut self, sql: &str) -> Result<Vec<String>> {
        let explained = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"));
        let steps: Vec<Step> = explained.load(&mut self.0)?;
        Ok(steps.into_iter().map(|step| step.detail).collect())
    }
}

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Raw").finish()
    }
}

/// A value of a statement.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A whole number.
    Number(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// `NULL`; on PostgreSQL that of a number.
    Nothing,
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = st::Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = st::Text)]
    value: String,
}

/// `sql_query` is prepared anew each time; this one is kept by its text.
struct Statement<'a> {
    sql: &'a str,
    values: &'a [Value<'a>],
}

impl<DB> QueryFragment<DB> for Statement<'_>
where
    DB: Backend
        + st::HasSqlType<st::BigInt>
        + st::HasSqlType<st::Text>
        + st::HasSqlType<st::Binary>,
    i64: ToSql<st::BigInt, DB>,
    str: ToSql<st::Text, DB>,
    [u8]: ToSql<st::Binary, DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let mut values = self.values.iter();
        for (place, piece) in self.sql.split('?').enumerate() {
            if place > 0 {
                match values.next() {
                    Some(Value::Number(number)) => {
                        pass.push_bind_param::<st::BigInt, i64>(number)?;
                    }
                    Some(Value::Text(text)) => pass.push_bind_param::<st::Text, str>(text)?,
                    Some(Value::Bytes(bytes)) => pass.push_bind_param::<st::Binary, [u8]>(bytes)?,
                    Some(Value::Nothing) => {
                        pass.push_bind_param::<st::Nullable<st::BigInt>, Option<i64>>(&None)?;
                    }
                    None => {
                        let missing = "a statement has more places than values";
                        return Err(diesel::result::Error::QueryBuilderError(missing.into()));
                    }
                }
            }
            pass.push_sql(piece);
        }
        Ok(())
    }
}
impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl Query for Statement<'_> {
    type SqlType = st::Untyped;
}
impl<C: Connection> RunQueryDsl<C> for Statement<'_> {}
