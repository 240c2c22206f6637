//! Many rows at once: inserts of several rows in one statement, lists of values, totals by group.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types as st;

use crate::conn::{Db, MultiBackend};

/// Rows of one INSERT at most: twenty columns of each stay below PostgreSQL's 65,535 variables.
pub(crate) const ROWS_AT_ONCE: usize = 1_000;

/// Ids of one IN list at most: they stay below SQLite's 32,766 variables.
pub(crate) const IDS_AT_ONCE: usize = 10_000;

/// Inserts rows of an `Insertable` struct that carries its tenant; answers how many were written.
///
/// PostgreSQL gets as few statements as possible, because each is a trip. SQLite gets them in pieces
/// of few sizes, whose statements stay prepared. With `or nothing` a row whose unique key is taken is
/// left out.
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
            let rows = &$rows;
            // The rows' type is their caller's; what follows is the same for all sizes.
            macro_rules! insert {
                ($conn:expr, $values:expr) => {
                    written += diesel::insert_into(schema::$table::table)
                        .values($values)
                        $($conflict)*
                        .execute($conn)?
                };
            }
            match conn {
                $crate::conn::Db::Postgres(conn) => {
                    for rows in rows.chunks($crate::rows::ROWS_AT_ONCE) {
                        match rows {
                            [one] => insert!(conn, one),
                            many => insert!(conn, many),
                        }
                    }
                }
                $crate::conn::Db::Sqlite(conn) => {
                    let (many, rest) = rows.as_chunks::<64>();
                    let (some, rest) = rest.as_chunks::<8>();
                    for rows in many {
                        insert!(conn, rows);
                    }
                    for rows in some {
                        insert!(conn, rows);
                    }
                    for one in rest {
                        insert!(conn, one);
                    }
                }
            }
            Ok(written)
        })
    };
}
pub(crate) use insert_rows;

/// Values of a list at most whose statement is worth keeping prepared.
const KEPT: usize = 1_024;

/// `column IN (…)` for values of the caller.
///
/// The library writes such lists too, but never keeps their statements: here a list is filled up to
/// the next power of two by repeating its last value, so that there are few texts and each stays
/// prepared.
pub(crate) trait Among: Expression + Sized {
    /// Whether the column has one of the values; never where there is none.
    fn among<T>(self, values: impl IntoIterator<Item = T>) -> InList<Self, T> {
        InList { column: self, operator: " IN (", values: values.into_iter().collect() }
    }

    /// Whether the column has none of the values; one at least.
    fn none_of<T>(self, values: impl IntoIterator<Item = T>) -> InList<Self, T> {
        InList { column: self, operator: " NOT IN (", values: values.into_iter().collect() }
    }
}
impl<C: Column> Among for C {}

/// See [`Among`].
#[derive(Debug, Clone)]
pub(crate) struct InList<C, T> {
    column: C,
    operator: &'static str,
    values: Vec<T>,
}

impl<C, T> QueryFragment<MultiBackend> for InList<C, T>
where
    C: Expression + QueryFragment<MultiBackend>,
    C::SqlType: st::SqlType,
    MultiBackend: st::HasSqlType<C::SqlType>,
    T: ToSql<C::SqlType, MultiBackend>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        let Some(last) = self.values.last() else {
            pass.push_sql("1 = 0");
            return Ok(());
        };
        let count = self.values.len();
        let filled = if count <= KEPT { count.next_power_of_two() } else { count };
        if count > KEPT {
            pass.unsafe_to_cache_prepared();
        }
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(self.operator);
        for (place, value) in
            self.values.iter().chain(std::iter::repeat(last)).take(filled).enumerate()
        {
            if place > 0 {
                pass.push_sql(", ");
            }
            pass.push_bind_param::<C::SqlType, T>(value)?;
        }
        pass.push_sql(")");
        Ok(())
    }
}
impl<C, T> QueryId for InList<C, T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<C, T> Expression for InList<C, T> {
    type SqlType = st::Bool;
}
impl<C, T, GB> ValidGrouping<GB> for InList<C, T> {
    type IsAggregate = is_aggregate::No;
}
impl<C, T, QS> SelectableExpression<QS> for InList<C, T> where C: SelectableExpression<QS> {}
impl<C, T, QS> AppearsOnTable<QS> for InList<C, T> where C: AppearsOnTable<QS> {}

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
