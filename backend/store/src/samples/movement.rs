//! What samples moved in the ledger: a row for each movement, beside its entry.

use diesel::prelude::*;
use domain::id::{OrganizationId, ProductId, SampleMovementId, SampleRequestId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::Entry;
use domain::samples::movement::{Movement, MovementKind, movement};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::sample_movements as t;

use crate::ledger::{account, balance, entry};
use crate::rows::{Among, grouped, total};
use crate::samples::request::SampleRequest;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A movement that was posted.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Moved {
    /// Its id.
    pub id: SampleMovementId,
    /// The request.
    pub request_id: SampleRequestId,
    /// Whose product it is.
    pub brand_id: OrganizationId,
    /// Who asked.
    pub kol_id: OrganizationId,
    /// The product.
    pub product_id: ProductId,
    /// What happened.
    pub kind: MovementKind,
    amount_minor: i64,
    kol_minor: i64,
    currency: Currency,
    /// When.
    pub moved_at: Timestamp,
}

impl Moved {
    /// How much moved.
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }
    /// What the KOL's available balance gained; below nothing where it lost.
    pub fn kol(&self) -> Money {
        Money::new(self.kol_minor, self.currency)
    }
}

/// Which movements to look for, newest first. Set `limit`.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Of these kinds; all when empty.
    pub kinds: Vec<MovementKind>,
    /// Of this KOL.
    pub kol: Option<OrganizationId>,
    /// Of this brand's products.
    pub brand: Option<OrganizationId>,
    /// From one moment (inclusive) to another (exclusive).
    pub span: Option<(Timestamp, Timestamp)>,
    /// After the last one of the page before.
    pub after: Option<SampleMovementId>,
    /// How many at most.
    pub limit: i64,
}

/// What the movements of a kind came to between a KOL and a brand, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The KOL.
    pub kol: OrganizationId,
    /// The brand.
    pub brand: OrganizationId,
    /// The kind.
    pub kind: MovementKind,
    /// How much moved.
    pub amount: Money,
    /// What the KOL's available balance gained.
    pub on_kol: Money,
    /// What the KOL's deposit gained.
    pub on_deposit: Money,
    /// What the brand owes more.
    pub on_brand: Money,
}

/// One page of what is looked for, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut impl Reads<t::table>, search: &Search) -> Result<Vec<Moved>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if !search.kinds.is_empty() {
            rows = rows.filter(t::kind.among(search.kinds.clone()));
        }
        if let Some(kol) = search.kol {
            rows = rows.filter(t::kol_id.eq(kol));
        }
        if let Some(brand) = search.brand {
            rows = rows.filter(t::brand_id.eq(brand));
        }
        if let Some((from, to)) = search.span {
            rows = rows.filter(t::moved_at.ge(from)).filter(t::moved_at.lt(to));
        }
        if let Some(after) = search.after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc())
            .limit(search.limit)
            .select((
                t::id,
                t::request_id,
                t::brand_id,
                t::kol_id,
                t::product_id,
                t::kind,
                t::amount_minor,
                t::kol_minor,
                t::currency,
                t::moved_at,
            ))
            .load(conn)
    })?)
}

/// What movements came to, by KOL, brand and kind; of all time without a span.
///
/// # Errors
/// Only what the database answers.
pub fn sums(
    tx: &mut impl Reads<t::table>,
    span: Option<(Timestamp, Timestamp)>,
) -> Result<Vec<Sum>> {
    type Row = (OrganizationId, OrganizationId, MovementKind, Currency, i64, i64, i64, i64);
    let found: Vec<Row> = tx.query(t::table, |mut rows, conn| {
        if let Some((from, to)) = span {
            rows = rows.filter(t::moved_at.ge(from)).filter(t::moved_at.lt(to));
        }
        let sums = rows.select((
            t::kol_id,
            t::brand_id,
            t::kind,
            t::currency,
            total(t::amount_minor),
            total(t::kol_minor),
            total(t::deposit_minor),
            total(t::brand_minor),
        ));
        grouped(4, sums).load(conn)
    })?;
    let sum = |(kol, brand, kind, currency, amount, on_kol, on_deposit, on_brand): Row| Sum {
        kol,
        brand,
        kind,
        amount: Money::new(amount, currency),
        on_kol: Money::new(on_kol, currency),
        on_deposit: Money::new(on_deposit, currency),
        on_brand: Money::new(on_brand, currency),
    };
    Ok(found.into_iter().map(sum).collect())
}

/// What the rows say should stand on the accounts of samples.
///
/// # Errors
/// Only what the database answers.
pub fn expected(tx: &mut NetworkTx<'_>) -> Result<Vec<(AccountCode, Money)>> {
    let mut all = Vec::new();
    for sum in sums(tx, None)? {
        all.push((AccountCode::SampleDeposit(sum.kol), sum.on_deposit));
        if sum.kind == MovementKind::Given {
            all.push((AccountCode::SampleGiven(sum.brand), sum.amount));
            all.push((AccountCode::SampleStock(sum.brand), sum.amount));
        }
    }
    Ok(all)
}

/// Posts what happens to the money of a request, under a key that no other movement has.
///
/// # Errors
/// `Refused("sample-sponsored")`, `Refused("sample-no-deposit")` for what its terms do not know;
/// `Refused("sample-deposit-short")` for a deposit that the KOL has not.
pub(super) fn insert(
    tx: &mut NetworkTx<'_>,
    request: &SampleRequest,
    kind: MovementKind,
    at: Timestamp,
) -> Result<()> {
    let moved = movement(kind, &request.terms(), request.kol_id, request.brand_id)?;
    let Some(moved) = moved else { return Ok(()) };
    let amount = moved.transfer.amount;
    let currency = amount.currency();
    let codes = [moved.transfer.debit, moved.transfer.credit];
    account::open(tx, codes.map(|code| (code, currency)))?;
    if kind == MovementKind::Deposited {
        afford(tx, request.kol_id, amount)?;
    }
    let key = format!("sample:{}:{kind}", request.id);
    let posted = Entry::new(key, kind.entry(), request.id, at, vec![moved.transfer])?;
    let entry = entry::insert(tx, &posted, at)?.id;
    write(tx, request, &moved, entry, at)
}

/// Whether the KOL has the deposit free; nobody else decides about it until the transaction ends.
fn afford(tx: &mut NetworkTx<'_>, kol: OrganizationId, amount: Money) -> Result<()> {
    let (code, currency) = (AccountCode::KolAvailable(kol), amount.currency());
    let id = code.id(tx.network(), currency);
    account::lock(tx, &[id])?;
    let free = balance::balance(tx, code, currency)?;
    if free.minor() < amount.minor() {
        return Err(Error::Refused("sample-deposit-short"));
    }
    Ok(())
}

fn write(
    tx: &mut NetworkTx<'_>,
    request: &SampleRequest,
    moved: &Movement,
    entry: domain::id::EntryId,
    at: Timestamp,
) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            (t::id.eq(SampleMovementId::new()), t::request_id.eq(request.id)),
            (t::brand_id.eq(request.brand_id), t::kol_id.eq(request.kol_id)),
            (t::product_id.eq(request.product_id), t::kind.eq(moved.kind)),
            (t::amount_minor.eq(moved.transfer.amount.minor()), t::kol_minor.eq(moved.kol.minor())),
            (t::deposit_minor.eq(moved.deposit.minor()), t::brand_minor.eq(moved.brand.minor())),
            (t::currency.eq(moved.kol.currency()), t::entry_id.eq(entry), t::moved_at.eq(at)),
        ))
        .execute(conn)
    })?;
    Ok(())
}
