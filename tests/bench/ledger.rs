//! Floors without HTTP: an order and three ledger rows, durable, in four prepared statements.

use std::sync::Barrier;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use domain::id::OrderId;
use store::testing::{Raw, Value};

use crate::Result;

/// The leanest tables that hold it. An order's number is unique, as in the product: else a repeated
/// one would be a second order.
pub(crate) fn prepare(database: &mut Raw, bytes: &str) -> Result<()> {
    database.batch(&format!(
        "CREATE TABLE floor_orders (id {bytes} PRIMARY KEY, external_id TEXT NOT NULL UNIQUE, \
             kol_id {bytes} NOT NULL, total_minor BIGINT NOT NULL, currency TEXT NOT NULL, \
             placed_at BIGINT NOT NULL); \
         CREATE TABLE floor_ledger (id {bytes} PRIMARY KEY, order_id {bytes} NOT NULL, \
             debit BIGINT NOT NULL, credit BIGINT NOT NULL, amount_minor BIGINT NOT NULL, \
             currency TEXT NOT NULL)"
    ))?;
    Ok(())
}

/// What an order moves: debit, credit, amount.
const TRANSFERS: [(i64, i64, i64); 3] = [(1, 2, 1_980), (2, 3, 198), (2, 4, 40)];

/// Numbers of orders, over all rounds.
static NEXT: AtomicI64 = AtomicI64::new(1);

fn order(database: &mut Raw) -> Result<()> {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let external_id = format!("floor-{number:012}");
    let (id, kol) = (OrderId::new(), [9; 16]);
    let id = *id.uuid().as_bytes();
    database.run(
        "INSERT INTO floor_orders (id, external_id, kol_id, total_minor, currency, placed_at) \
         VALUES (?, ?, ?, ?, ?, ?)",
        &[
            Value::Bytes(&id),
            Value::Text(&external_id),
            Value::Bytes(&kol),
            Value::Number(1_980),
            Value::Text("JPY"),
            Value::Number(number),
        ],
    )?;
    for (debit, credit, amount) in TRANSFERS {
        let row = *OrderId::new().uuid().as_bytes();
        database.run(
            "INSERT INTO floor_ledger (id, order_id, debit, credit, amount_minor, currency) \
             VALUES (?, ?, ?, ?, ?, ?)",
            &[
                Value::Bytes(&row),
                Value::Bytes(&id),
                Value::Number(debit),
                Value::Number(credit),
                Value::Number(amount),
                Value::Text("JPY"),
            ],
        )?;
    }
    Ok(())
}

/// Orders and the seconds that they took.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) orders: u64,
    pub(crate) seconds: f64,
    pub(crate) micros: Vec<u32>,
}

/// `sqlite.order.FULL`: so many orders a commit, in this process.
pub(crate) fn in_groups(database: &mut Raw, group: u64, lasts: Duration) -> Result<Written> {
    write(database, "BEGIN IMMEDIATE", group, lasts)
}

/// `pgbench.order`: one order a commit over so many connections.
pub(crate) fn over_connections(url: &str, connections: usize, lasts: Duration) -> Result<Written> {
    let start = Barrier::new(connections);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..connections)
            .map(|_| {
                scope.spawn(|| {
                    let opened = Raw::open(url);
                    start.wait();
                    write(&mut opened?, "BEGIN", 1, lasts)
                })
            })
            .collect();
        let mut all = Written::default();
        for writer in writers {
            let one = writer.join().map_err(|_| "a writer panicked")??;
            all.orders += one.orders;
            all.seconds = all.seconds.max(one.seconds);
            all.micros.extend(one.micros);
        }
        all.micros.sort_unstable();
        Ok(all)
    })
}

/// `pgbench.order_batch`: so many orders a commit, in one statement for the orders and one for their
/// ledger rows.
pub(crate) fn in_batches(database: &mut Raw, batch: usize, lasts: Duration) -> Result<Written> {
    let rows = |row: &str, count: usize| vec![row; count].join(", ");
    let orders = format!(
        "INSERT INTO floor_orders (id, external_id, kol_id, total_minor, currency, placed_at) \
         VALUES {}",
        rows("(?, ?, ?, ?, ?, ?)", batch)
    );
    let ledger = format!(
        "INSERT INTO floor_ledger (id, order_id, debit, credit, amount_minor, currency) VALUES {}",
        rows("(?, ?, ?, ?, ?, ?)", batch * 3)
    );
    let since = Instant::now();
    let mut written = Written::default();
    while written.orders == 0 || since.elapsed() < lasts {
        let started = Instant::now();
        let made: Vec<_> = (0..batch)
            .map(|_| {
                let number = NEXT.fetch_add(1, Ordering::Relaxed);
                let id = || *OrderId::new().uuid().as_bytes();
                (number, format!("floor-{number:012}"), id(), [id(), id(), id()])
            })
            .collect();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for (number, external_id, id, rows) in &made {
            first.extend([
                Value::Bytes(id),
                Value::Text(external_id),
                Value::Bytes(&[9; 16]),
                Value::Number(1_980),
                Value::Text("JPY"),
                Value::Number(*number),
            ]);
            for (row, (debit, credit, amount)) in rows.iter().zip(TRANSFERS) {
                second.extend([
                    Value::Bytes(row),
                    Value::Bytes(id),
                    Value::Number(debit),
                    Value::Number(credit),
                    Value::Number(amount),
                    Value::Text("JPY"),
                ]);
            }
        }
        database.batch("BEGIN")?;
        database.run(&orders, &first)?;
        database.run(&ledger, &second)?;
        database.batch("COMMIT")?;
        written.orders += u64::try_from(batch)?;
        written.micros.push(u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    written.seconds = since.elapsed().as_secs_f64();
    written.micros.sort_unstable();
    Ok(written)
}

fn write(database: &mut Raw, begin: &str, group: u64, lasts: Duration) -> Result<Written> {
    let since = Instant::now();
    let mut written = Written::default();
    while written.orders == 0 || since.elapsed() < lasts {
        let started = Instant::now();
        database.batch(begin)?;
        for _ in 0..group {
            order(database)?;
        }
        database.batch("COMMIT")?;
        written.orders += group;
        written.micros.push(u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    written.seconds = since.elapsed().as_secs_f64();
    written.micros.sort_unstable();
    Ok(written)
}
