//! Many rows at once: inserts of several rows in one statement, and totals by group.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types as st;

use crate::conn::{Db, MultiBackend};

/// Rows of one INSERT at most: twenty columns of each stay below SQLite's 32,766 variables.
pub(crate) const ROWS_AT_ONCE: usize = 1_000;

/// Ids of one IN list at most, for the same reason.
pub(crate) const IDS_AT_ONCE: usize = 10_000;

/// Inserts rows of an `Insertable` struct that carries its tenant, in as few statements as
/// possible; answers how many rows were written.
///
/// One or two rows go through statements that stay prepared: an order of one line is made of such.
/// With `or nothing` a row whose unique key is taken is left out.
macro_rules! insert_rows {
    ($tx:expr, $table:ident, $rows:expr) => {
        $crate::rows::insert_rows!(@ $tx, $table, $rows,)
    };
    ($tx:expr, $table:ident, $rows:expr, or nothing) => {
        $crate::rows::insert_rows!(@ $tx, $table, $rows, .on_conflict_do_nothing())
    };
    (@ $tx:expr, $table:ident, $rows:expr, $($conflict:tt)*) => {
        $tx.insert(schema::$table::table, |_, _, conn| -> domain::Result<usize> {
            let mut written = 0;
            for rows in $rows.chunks($crate::rows::ROWS_AT_ONCE) {
                let pair = <&[_; 2]>::try_from(rows);
                written += $crate::conn::each!(conn, |conn| match (rows, pair) {
                    ([one], _) => diesel::insert_into(schema::$table::table)
                        .values(one)
                        $($conflict)*
                        .execute(conn),
                    (_, Ok(pair)) => diesel::insert_into(schema::$table::table)
                        .values(pair)
                        $($conflict)*
                        .execute(conn),
                    (many, Err(_)) => diesel::insert_into(schema::$table::table)
                        .values(many)
                        $($conflict)*
                        .execute(conn),
                })?;
            }
            Ok(written)
        })
    };
}
pub(crate) use insert_rows;

/// A query whose first columns are the group and whose others are [`total`]s or [`count`]s: the
/// library cannot group a query that is boxed already, as those of a scope are.
///
/// The query must have neither order nor limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grouped<Q> {
    query: Q,
    columns: usize,
}

/// Groups a query by its first so many columns.
pub(crate) fn grouped<Q>(columns: usize, query: Q) -> Grouped<Q> {
    Grouped { query, columns }
}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Grouped<Q> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.query.walk_ast(pass.reborrow())?;
        for column in 1..=self.columns {
            pass.push_sql(if column == 1 { " GROUP BY " } else { ", " });
            pass.push_sql(&column.to_string());
        }
        Ok(())
    }
}
impl<Q> QueryId for Grouped<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<Q: Query> Query for Grouped<Q> {
    type SqlType = Q::SqlType;
}
impl<Q> RunQueryDsl<Db> for Grouped<Q> {}

macro_rules! in_groups {
    ($(#[$doc:meta])* $name:ident, $make:ident: $before:literal, $after:literal => $sql:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, QueryId)]
        pub(crate) struct $name<E>(E);

        $(#[$doc])*
        pub(crate) fn $make<E: Expression>(expression: E) -> $name<E> {
            $name(expression)
        }

        impl<E> Expression for $name<E> {
            type SqlType = $sql;
        }
        impl<E, GB> ValidGrouping<GB> for $name<E> {
            // It may stand beside the group's own columns.
            type IsAggregate = is_aggregate::Never;
        }
        impl<E, QS> SelectableExpression<QS> for $name<E> where E: SelectableExpression<QS> {}
        impl<E, QS> AppearsOnTable<QS> for $name<E> where E: AppearsOnTable<QS> {}
        impl<E, DB> QueryFragment<DB> for $name<E>
        where
            DB: Backend,
            E: QueryFragment<DB>,
        {
            fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                pass.push_sql($before);
                self.0.walk_ast(pass.reborrow())?;
                pass.push_sql($after);
                Ok(())
            }
        }
    };
}

in_groups! {
    /// The exact sum of whole numbers over a group; see [`grouped`].
    Total, total: "CAST(COALESCE(SUM(", "), 0) AS BIGINT)" => st::BigInt
}
in_groups! {
    /// How many rows of a group have a value there; see [`grouped`].
    Count, count: "COUNT(", ")" => st::BigInt
}
in_groups! {
    /// How many different values a group has there; see [`grouped`].
    Distinct, distinct: "COUNT(DISTINCT ", ")" => st::BigInt
}
in_groups! {
    /// The UTC hour of a moment as both engines write it, `2026-11-22 07`; see [`grouped`].
    Hour, hour: "SUBSTR(CAST(", " AS TEXT), 1, 13)" => st::Text
}
