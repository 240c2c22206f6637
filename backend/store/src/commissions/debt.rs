//! KOLs and agencies whose payable is below nothing, and what was decided about it.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use domain::access::{Member, OrganizationKind};
use domain::commissions::debt::{DAYS_TO_WAIT, Debt, DebtChoice, DebtFields};
use domain::id::{DebtDecisionId, EntryId, LedgerAccountId, OrganizationId};
use domain::ledger::account::{AccountCode, Bucket};
use domain::ledger::entry::Entry;
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{debt_decisions as t, journal_entries as e, transfers as m};

use crate::ledger;
use crate::ledger::own::{Whose, balances};
use crate::platform::audit::{self, Act};
use crate::rows::{Among, grouped, total};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Moves that are read back at most to find since when accounts are below nothing.
const MOVES: i64 = 20_000;
/// Decisions of one page at most.
const DECISIONS: i64 = 500;

/// From where, to where, how much, when it was written.
type Move = (LedgerAccountId, LedgerAccountId, i64, Timestamp);

/// Whose it is, of which kind, what is frozen and what is available.
type Owing = (OrganizationId, OrganizationKind, Money, Money);

/// What was lifted from a payee of a kind, in one currency.
pub type Sum = (OrganizationId, OrganizationKind, Currency, i64);

/// What was decided about a debt.
#[derive(Debug, Clone, Queryable)]
pub struct Decision {
    /// Its id.
    pub id: DebtDecisionId,
    /// Whose debt.
    pub payee_id: OrganizationId,
    pub(super) currency: Currency,
    /// Counts the decisions on a payee's debts in a currency.
    pub sequence: i64,
    /// What is done.
    pub choice: DebtChoice,
    pub(super) amount_minor: i64,
    /// Why.
    pub note: String,
    /// When it comes up again, if it waits.
    pub wait_until: Option<Timestamp>,
    /// The entry that posted it.
    pub entry_id: Option<EntryId>,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// A KOL's or an agency's.
    pub payee_kind: OrganizationKind,
}

impl Decision {
    /// How much was owed.
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::kol_id,
            t::currency,
            t::sequence,
            t::choice,
            t::amount_minor,
            t::note,
            t::wait_until,
            t::entry_id,
            t::decided_at,
            t::payee_kind,
        )
    };
}

/// Every debt of the network, or of one payee, the oldest first.
///
/// # Errors
/// `Broken` on overflow.
pub fn find(tx: &mut NetworkTx<'_>, party: Option<OrganizationId>) -> Result<Vec<Debt>> {
    type Whole = (OrganizationKind, Money, Money);
    let mut stands: BTreeMap<(OrganizationId, Currency), Whole> = BTreeMap::new();
    for ((code, currency), money) in balances(tx, Whose { party, prefix: "payable:" })? {
        let (Some(payee), Some(kind)) = (code.organization(), code.payee_kind()) else { continue };
        let zero = Money::zero(currency);
        let whole = stands.entry((payee, currency)).or_insert((kind, zero, zero));
        match code.bucket() {
            Some(Bucket::Frozen) => whole.1 = money,
            Some(Bucket::Available) => whole.2 = money,
            _ => {}
        }
    }
    let mut owing = Vec::new();
    for ((payee, _), (kind, frozen, available)) in stands {
        if frozen.plus(available)?.is_negative() {
            owing.push((payee, kind, frozen, available));
        }
    }
    since(tx, owing)
}

/// Walks back from what the accounts stand at to the move that took them below nothing.
fn since(tx: &mut NetworkTx<'_>, owing: Vec<Owing>) -> Result<Vec<Debt>> {
    let network = tx.network();
    let mut whose: HashMap<LedgerAccountId, usize> = HashMap::new();
    for (place, (payee, kind, frozen, _)) in owing.iter().enumerate() {
        let codes = [Bucket::Frozen, Bucket::Available]
            .map(|bucket| AccountCode::of_bucket(*kind, *payee, bucket));
        for code in codes.into_iter().flatten() {
            whose.insert(code.id(network, frozen.currency()), place);
        }
    }
    if whose.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<LedgerAccountId> = whose.keys().copied().collect();
    let moves: Vec<Move> = tx.query(m::table, |rows, conn| {
        let entry = e::table.on(e::network_id.eq(m::network_id).and(e::id.eq(m::entry_id)));
        rows.inner_join(entry)
            .filter(m::debit_id.among(ids.clone()).or(m::credit_id.among(ids)))
            .order(m::id.desc())
            .limit(MOVES)
            .select((m::debit_id, m::credit_id, m::amount_minor, e::recorded_at))
            .load(conn)
    })?;
    let mut debts = Vec::with_capacity(owing.len());
    let mut stood: Vec<i64> = Vec::with_capacity(owing.len());
    let oldest = moves.last().map(|moved| moved.3);
    for (payee, kind, frozen, available) in owing {
        let Some(since) = oldest else { continue };
        stood.push(frozen.plus(available)?.minor());
        debts.push(Debt { payee, kind, frozen, available, since });
    }
    for (debit, credit, amount, at) in moves {
        let (debtor, creditor) = (whose.get(&debit), whose.get(&credit));
        // Between the two buckets of one payee nothing changes.
        if debtor == creditor {
            continue;
        }
        for (place, before) in [(debtor, amount), (creditor, -amount)] {
            let Some(place) = place.copied() else { continue };
            if stood[place] >= 0 {
                continue;
            }
            debts[place].since = at;
            stood[place] = stood[place].saturating_add(before);
        }
    }
    debts.sort_by_key(|debt| (debt.since, debt.payee));
    Ok(debts)
}

/// The last decision on each payee's debt in each currency.
///
/// # Errors
/// Only what the database answers.
pub fn latest(
    tx: &mut NetworkTx<'_>,
    payees: &[OrganizationId],
) -> Result<HashMap<(OrganizationId, Currency), Decision>> {
    let rows: Vec<Decision> = tx.query(t::table, |rows, conn| {
        let some = rows.filter(t::kol_id.among(payees.to_vec()));
        some.order(t::sequence).select(columns!()).load(conn)
    })?;
    Ok(rows.into_iter().map(|row| ((row.payee_id, row.currency), row)).collect())
}

/// A decision that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: DebtDecisionId) -> Result<Decision> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// Decisions, latest first; a payee sees its own.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut impl Reads<t::table>) -> Result<Vec<Decision>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order(t::id.desc()).limit(DECISIONS).select(columns!()).load(conn)
    })?)
}

/// What invoices and write-offs lifted, by payee.
///
/// # Errors
/// Only what the database answers.
pub fn sums(tx: &mut impl Reads<t::table>) -> Result<Vec<Sum>> {
    Ok(tx.query(t::table, |rows, conn| {
        let rows = rows.filter(t::entry_id.is_not_null());
        let columns = (t::kol_id, t::payee_kind, t::currency, total(t::amount_minor));
        grouped(3, rows.select(columns)).load(conn)
    })?)
}

/// A member decides about a debt; `sequence` is that of the decision before, nothing without one.
///
/// # Errors
/// `Refused("debt-too-young")`; `Stale` when somebody else decided in between.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    debt: &Debt,
    fields: &DebtFields,
    sequence: i64,
    at: Timestamp,
) -> Result<Decision> {
    let owed = debt.owed()?;
    let (id, currency) = (DebtDecisionId::new(), owed.currency());
    let entry_id = match debt.settle(fields.choice, at)? {
        None => None,
        Some((kind, moves)) => {
            let operator = OrganizationKind::Operator;
            ledger::account::open_for(tx, operator, me.organization, &[currency])?;
            ledger::account::open_for(tx, debt.kind, debt.payee, &[currency])?;
            let key = format!("debt:{}:{currency}:{}", debt.payee, sequence + 1);
            let entry = Entry::new(key, kind, id, at, moves)?;
            Some(ledger::entry::insert(tx, &entry, at).map_err(stale)?.id)
        }
    };
    let waits = fields.choice == DebtChoice::Wait;
    let row = Decision {
        id,
        payee_id: debt.payee,
        currency,
        sequence: sequence + 1,
        choice: fields.choice,
        amount_minor: owed.minor(),
        note: fields.note.clone(),
        wait_until: waits.then(|| at.plus_days(DAYS_TO_WAIT)),
        entry_id,
        decided_at: at,
        payee_kind: debt.kind,
    };
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            (t::id.eq(row.id), t::kol_id.eq(row.payee_id), t::currency.eq(row.currency)),
            t::payee_kind.eq(row.payee_kind),
            (t::sequence.eq(row.sequence), t::choice.eq(row.choice), t::note.eq(&row.note)),
            (t::amount_minor.eq(row.amount_minor), t::wait_until.eq(row.wait_until)),
            (t::maker_id.eq(me.membership), t::entry_id.eq(row.entry_id), t::decided_at.eq(at)),
        ))
        .execute(conn)
    })
    .map_err(|error| stale(error.into()))?;
    let kind = format!("debt.{}", row.choice);
    let act = Act { kind: &kind, reason: Some(&row.note), ..Act::default() };
    audit::insert(tx, Some(me), at, debt.payee, &act)?;
    Ok(row)
}

/// The number of a decision that is taken already was somebody else's.
fn stale(error: Error) -> Error {
    match error {
        Error::Taken(_) => Error::Stale,
        other => other,
    }
}
