//! What SQLite's planner is told about the tables, before there is a row in them.
//!
//! Without statistics SQLite takes `network_id = ?` for as choosy as `order_id = ?`, and reads a whole
//! network to save itself a sort. Statistics it gathers itself help only the connection that gathered
//! them, and change plans as a network grows. So the schema comes with its own: one shape of a busy
//! installation, from which every connection plans alike from the first row on.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types as st;
use domain::Result;

/// Rows of a table, as the planner shall believe.
const ROWS: u64 = 1_000_000;

#[derive(QueryableByName)]
struct IndexColumn {
    #[diesel(sql_type = st::Text)]
    table_name: String,
    #[diesel(sql_type = st::Text)]
    index_name: String,
    #[diesel(sql_type = st::BigInt)]
    is_unique: i64,
    #[diesel(sql_type = st::Text)]
    column_name: String,
}

/// Writes the statistics of every index; connections read them with the schema.
pub(crate) fn teach(conn: &mut SqliteConnection) -> Result<()> {
    let columns: Vec<IndexColumn> = diesel::sql_query(
        "SELECT m.name AS table_name, l.name AS index_name, l.\"unique\" AS is_unique, \
                c.name AS column_name \
         FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.name IS NOT NULL \
         ORDER BY 1, 2, c.seqno",
    )
    .load(conn)?;
    // Makes the table of statistics where there is none yet.
    let mut sql = vec!["ANALYZE sqlite_schema; DELETE FROM sqlite_stat1".to_owned()];
    sql.extend(columns.chunk_by(|a, b| a.index_name == b.index_name).map(|index| {
        let (table, name) = (&index[0].table_name, &index[0].index_name);
        let names: Vec<&str> = index.iter().map(|column| column.column_name.as_str()).collect();
        let stat = stat(&names, index[0].is_unique != 0);
        format!("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('{table}', '{name}', '{stat}')")
    }));
    conn.batch_execute(&sql.join(";"))?;
    Ok(())
}

/// SQLite's words for it: all rows, then how many share the first column, the first two, …
fn stat(columns: &[&str], unique: bool) -> String {
    let mut alike = ROWS;
    let mut words = vec![ROWS.to_string()];
    for (place, column) in columns.iter().enumerate() {
        alike = if unique && place + 1 == columns.len() { 1 } else { share(alike, column) };
        words.push(alike.to_string());
    }
    words.join(" ")
}

/// How many of `rows` share one value of a column.
fn share(rows: u64, column: &str) -> u64 {
    let values = match column {
        // A busy installation has one network that holds half of everything.
        "network_id" => 2,
        "status" | "kind" | "locale" | "currency" => 5,
        "storefront_id" | "kol_id" | "brand_id" => 200,
        _ => 200_000,
    };
    (rows / values).max(2)
}
