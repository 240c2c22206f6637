//! The floor of an import: the engine's own bulk load of the very rows that came of it, in one
//! transaction, into tables of the same shape with the same indexes, without our rules: no foreign
//! keys, checks, triggers or row-level security.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use store::testing::{Raw, Value};

use crate::Result;
use crate::engine::Engine;
use crate::process::own_processor;
use crate::world::World;

/// What an import writes.
const TABLES: [&str; 5] = ["orders", "order_lines", "journal_entries", "transfers", "commissions"];
/// Rows of one statement.
const AT_ONCE: usize = 50;
/// Rows that are read at once.
const READ: u64 = 50_000;

/// What a load came to.
#[derive(Debug)]
pub(crate) struct Load {
    pub(crate) rows: u64,
    pub(crate) seconds: f64,
    pub(crate) processor: Option<f64>,
}

/// Writes the rows of a world to files, which is not counted, and loads them.
pub(crate) fn load(world: &World, engine: &Engine) -> Result<Load> {
    let file = |table: &str| world.folder().join(format!("{table}.rows"));
    let files: Vec<(&str, PathBuf)> = TABLES.iter().map(|table| (*table, file(table))).collect();
    let load =
        if engine.is_sqlite() { sqlite(world, &files)? } else { postgres(world, engine, &files)? };
    for (_, file) in &files {
        std::fs::remove_file(file)?;
    }
    Ok(load)
}

/// `COPY` from files of PostgreSQL's own text.
fn postgres(world: &World, engine: &Engine, files: &[(&str, PathBuf)]) -> Result<Load> {
    let mut out =
        vec!["SET kakehashi.platform = 'on'".to_owned(), "CREATE SCHEMA floor".to_owned()];
    let mut copy = vec!["BEGIN".to_owned()];
    for (table, file) in files {
        let file = file.display();
        out.push(format!("CREATE TABLE floor.{table} (LIKE public.{table} INCLUDING INDEXES)"));
        out.push(format!("\\copy (SELECT * FROM public.{table}) TO '{file}'"));
        copy.push(format!("\\copy floor.{table} FROM '{file}'"));
    }
    copy.push("COMMIT".to_owned());
    psql(world.url(), &out)?;
    let (began, before) = (Instant::now(), engine.processor()?);
    psql(world.url(), &copy)?;
    let seconds = began.elapsed().as_secs_f64();
    let processor = engine.processor()?.zip(before).map(|(after, before)| after - before);
    let mut rows = 0;
    for (table, _) in files {
        let loaded = world.count(&format!("floor.{table}"))?;
        same(table, loaded, world.count(&format!("public.{table}"))?)?;
        rows += loaded;
    }
    Ok(Load { rows, seconds, processor })
}

fn psql(url: &str, commands: &[String]) -> Result<()> {
    let mut command = Command::new("psql");
    command.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", url]);
    for one in commands {
        command.args(["--command", one]);
    }
    let done = command.output().map_err(|error| format!("psql, which loads with COPY: {error}"))?;
    if done.status.success() {
        return Ok(());
    }
    Err(format!("psql: {}", String::from_utf8_lossy(&done.stderr)).into())
}

fn same(table: &str, loaded: u64, wanted: u64) -> Result<()> {
    if loaded == wanted {
        return Ok(());
    }
    Err(format!("{loaded} rows of {table} were loaded instead of {wanted}").into())
}

/// Prepared statements of many rows each, from files of lines.
fn sqlite(world: &World, files: &[(&str, PathBuf)]) -> Result<Load> {
    let mut raw = world.raw()?;
    let mut tables = Vec::new();
    for (table, file) in files {
        let columns =
            raw.texts(&format!("SELECT name AS value FROM pragma_table_info('{table}')"))?;
        write(&mut raw, table, &columns, file)?;
        let made = raw.texts(&format!(
            "SELECT sql AS value FROM sqlite_master WHERE tbl_name = '{table}' \
             AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC"
        ))?;
        tables.push((*table, columns, made, file));
    }
    let path = world.folder().join("floor-bulk.db");
    let mut floor = Raw::open(&format!("sqlite:{}", path.display()))?;
    floor.batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")?;
    for (_, _, made, _) in &tables {
        floor.batch(&made.join(";"))?;
    }
    let (began, before) = (Instant::now(), own_processor()?);
    floor.batch("BEGIN IMMEDIATE")?;
    let mut rows = 0;
    for (table, columns, _, file) in &tables {
        let loaded = read(&mut floor, table, columns, file)?;
        same(table, loaded, world.count(table)?)?;
        rows += loaded;
    }
    floor.batch("COMMIT")?;
    let (seconds, after) = (began.elapsed().as_secs_f64(), own_processor()?);
    Ok(Load { rows, seconds, processor: Some(after - before) })
}

/// Writes a table, a row to a line; a cell's first character says what it is.
fn write(raw: &mut Raw, table: &str, columns: &[String], file: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(file)?);
    let cells: Vec<String> = columns
        .iter()
        .map(|name| {
            format!(
                "CASE typeof({name}) WHEN 'blob' THEN 'x' || hex({name}) WHEN 'null' THEN 'n' \
                 WHEN 'integer' THEN 'i' || {name} ELSE 't' || {name} END"
            )
        })
        .collect();
    let cells = cells.join(" || char(9) || ");
    let last = format!("SELECT CAST(COALESCE(MAX(rowid), 0) AS TEXT) AS value FROM {table}");
    let last: u64 = raw.texts(&last)?.first().ok_or("no rows")?.parse()?;
    let mut from = 0;
    while from < last {
        let to = from + READ;
        let some = format!(
            "SELECT {cells} AS value FROM {table} WHERE rowid > {from} AND rowid <= {to} \
             ORDER BY rowid"
        );
        for line in raw.texts(&some)? {
            writeln!(file, "{line}")?;
        }
        from = to;
    }
    file.flush()?;
    Ok(())
}

/// A cell of a line.
enum Cell {
    Bytes(Vec<u8>),
    Number(i64),
    Text(String),
    Nothing,
}

impl Cell {
    fn read(text: &str) -> Result<Self> {
        let (kind, rest) = text.split_at_checked(1).ok_or("an empty cell")?;
        Ok(match kind {
            "x" => {
                let digits = rest.as_bytes();
                let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or(0);
                let byte = |two: &[u8]| u8::try_from(digit(two[0]) << 4 | digit(two[1]));
                Self::Bytes(
                    digits.chunks_exact(2).map(byte).collect::<std::result::Result<_, _>>()?,
                )
            }
            "i" => Self::Number(rest.parse()?),
            "t" => Self::Text(rest.to_owned()),
            _ => Self::Nothing,
        })
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Bytes(bytes) => Value::Bytes(bytes),
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text),
            Self::Nothing => Value::Nothing,
        }
    }
}

fn read(floor: &mut Raw, table: &str, columns: &[String], file: &Path) -> Result<u64> {
    let row = format!("({})", vec!["?"; columns.len()].join(", "));
    let insert = |rows: usize| {
        let (columns, rows) = (columns.join(", "), vec![row.as_str(); rows].join(", "));
        format!("INSERT INTO {table} ({columns}) VALUES {rows}")
    };
    let many = insert(AT_ONCE);
    let mut cells = Vec::with_capacity(AT_ONCE * columns.len());
    let mut loaded = 0;
    for line in BufReader::with_capacity(1 << 20, File::open(file)?).lines() {
        for cell in line?.split('\t') {
            cells.push(Cell::read(cell)?);
        }
        loaded += 1;
        if cells.len() == AT_ONCE * columns.len() {
            let values: Vec<Value<'_>> = cells.iter().map(Cell::value).collect();
            floor.run(&many, &values)?;
            cells.clear();
        }
    }
    if !cells.is_empty() {
        let values: Vec<Value<'_>> = cells.iter().map(Cell::value).collect();
        floor.run(&insert(cells.len() / columns.len()), &values)?;
    }
    Ok(loaded)
}
