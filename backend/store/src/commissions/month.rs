//! What a month's commissions come to, from their rows and, as the proof, from the ledger.
//!
//! A commission belongs to the month in which its order was placed, what a refund takes back to the
//! month of the refund; where that month was closed already, to the first open one. An organization sees the rows that it is a party of: a KOL its own
//! earnings, a brand its own cost.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::commissions::commission::CommissionStatus;
use domain::id::{LedgerAccountId, OrganizationId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::EntryKind;
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{commissions as t, journal_entries, transfers};

use crate::ledger::account;
use crate::rows::{Among, count, grouped, total};
use crate::scope::{NetworkTx, Reads};

/// The sums of some rows, in smallest units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many rows.
    pub count: i64,
    /// What the rates were applied to.
    pub base_minor: i64,
    /// The KOLs' part.
    pub kol_minor: i64,
    /// The network's part.
    pub network_minor: i64,
    /// The partners' part.
    pub partner_minor: i64,
}

impl Sums {
    /// What the brands owe: all parts together.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn whole(self) -> Result<i64> {
        let whole = self.kol_minor.checked_add(self.network_minor);
        let whole = whole.and_then(|sum| sum.checked_add(self.partner_minor));
        whole.ok_or_else(|| Error::Broken("month: overflow".into()))
    }

    /// The sums of both.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn plus(self, other: Self) -> Result<Self> {
        let add = |a: i64, b: i64| {
            a.checked_add(b).ok_or_else(|| Error::Broken("month: overflow".into()))
        };
        Ok(Self {
            count: add(self.count, other.count)?,
            base_minor: add(self.base_minor, other.base_minor)?,
            kol_minor: add(self.kol_minor, other.kol_minor)?,
            network_minor: add(self.network_minor, other.network_minor)?,
            partner_minor: add(self.partner_minor, other.partner_minor)?,
        })
    }
}

/// A party's month in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartyMonth {
    /// The KOL or the brand.
    pub organization: OrganizationId,
    /// The currency of the sums.
    pub currency: Currency,
    /// Commissions on sales that may still come back.
    pub estimated_sales: Sums,
    /// Commissions on sales that stay.
    pub confirmed_sales: Sums,
    /// What refunds took back of the former: amounts below nothing.
    pub estimated_reversals: Sums,
    /// What refunds took back of the latter: amounts below nothing.
    pub confirmed_reversals: Sums,
}

impl PartyMonth {
    /// Sales and reversals, estimated and confirmed, together.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn total(&self) -> Result<Sums> {
        self.estimated_sales
            .plus(self.confirmed_sales)?
            .plus(self.estimated_reversals)?
            .plus(self.confirmed_reversals)
    }
}

/// What the ledger says of a month, in one currency each: what the rows' totals must be equal to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerMonth {
    /// What each KOL and each of their partners earned.
    pub payees: BTreeMap<(OrganizationId, Currency), Money>,
    /// What each brand's sales cost it: the KOLs' parts and the network's.
    pub brands: BTreeMap<(OrganizationId, Currency), Money>,
    /// What the network earned.
    pub network: BTreeMap<Currency, Money>,
}

type Grouped = (OrganizationId, Currency, CommissionStatus, i64, i64, i64, i64, i64);

macro_rules! by_party {
    ($tx:expr, $party:ident, $from:expr, $to:expr) => {{
        let mut months = BTreeMap::new();
        for reversals in [false, true] {
            let groups: Vec<Grouped> = $tx.query(t::table, |rows, conn| {
                let mut rows = rows.filter(t::earned_at.ge($from)).filter(t::earned_at.lt($to));
                rows = if reversals {
                    rows.filter(t::reverses_id.is_not_null())
                } else {
                    rows.filter(t::reverses_id.is_null())
                };
                let sums = rows.select((
                    t::$party,
                    t::currency,
                    t::status,
                    count(t::id),
                    total(t::base_minor),
                    total(t::kol_minor),
                    total(t::network_minor),
                    total(t::partner_minor),
                ));
                grouped(3, sums).load(conn)
            })?;
            add(&mut months, groups, reversals);
        }
        Ok(months.into_values().collect())
    }};
}

/// What each KOL earned from one moment (inclusive) to another (exclusive), in two grouped queries.
///
/// # Errors
/// Only what the database answers.
pub fn by_kol(
    tx: &mut impl Reads<t::table>,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<PartyMonth>> {
    by_party!(tx, kol_id, from, to)
}

/// What each brand's sales cost it, likewise.
///
/// # Errors
/// Only what the database answers.
pub fn by_brand(
    tx: &mut impl Reads<t::table>,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<PartyMonth>> {
    by_party!(tx, brand_id, from, to)
}

fn add(
    months: &mut BTreeMap<(OrganizationId, Currency), PartyMonth>,
    groups: Vec<Grouped>,
    reversals: bool,
) {
    let none = Sums::default();
    for group in groups {
        let (organization, currency, status, count, base_minor, ..) = group;
        let (kol_minor, network_minor, partner_minor) = (group.5, group.6, group.7);
        let month = months.entry((organization, currency)).or_insert(PartyMonth {
            organization,
            currency,
            estimated_sales: none,
            confirmed_sales: none,
            estimated_reversals: none,
            confirmed_reversals: none,
        });
        let sums = match (status, reversals) {
            (CommissionStatus::Estimated, false) => &mut month.estimated_sales,
            (CommissionStatus::Confirmed, false) => &mut month.confirmed_sales,
            (CommissionStatus::Estimated, true) => &mut month.estimated_reversals,
            (CommissionStatus::Confirmed, true) => &mut month.confirmed_reversals,
        };
        *sums = Sums { count, base_minor, kol_minor, network_minor, partner_minor };
    }
}

/// The month's commissions as the ledger has them: the transfers of the entries that expect and
/// reverse commissions and are effective in the span. Confirming moves amounts between accounts of
/// the same party, so those entries add nothing and are left out.
///
/// # Errors
/// `Broken` on overflow.
pub fn ledger_month(tx: &mut NetworkTx<'_>, from: Timestamp, to: Timestamp) -> Result<LedgerMonth> {
    use {journal_entries as e, transfers as m};
    type Row = (LedgerAccountId, LedgerAccountId, Currency, i64);
    let kinds = [
        EntryKind::CommissionEstimated,
        EntryKind::CommissionReversed,
        EntryKind::CommissionRestored,
    ];
    // An entry of a month that was closed counts where it could, as its commissions do (LED-10).
    let rows: Vec<Row> = tx.query(m::table, |rows, conn| {
        let sums = rows
            .inner_join(e::table.on(e::network_id.eq(m::network_id).and(e::id.eq(m::entry_id))))
            .filter(e::kind.among(kinds))
            .filter(e::effective_at.ge(from))
            .filter(e::effective_at.lt(to))
            .select((m::debit_id, m::credit_id, m::currency, total(m::amount_minor)));
        grouped(3, sums).load(conn)
    })?;
    let mut ids: Vec<LedgerAccountId> = rows.iter().flat_map(|row| [row.0, row.1]).collect();
    ids.sort_unstable();
    ids.dedup();
    let accounts = account::find(tx, &ids)?;
    let mut month = LedgerMonth::default();
    for (debit, credit, currency, minor) in rows {
        let amount = Money::new(minor, currency);
        for (id, amount) in [(debit, amount.negated()), (credit, amount)] {
            let account =
                accounts.get(&id).ok_or_else(|| Error::Broken(format!("no account {id}")))?;
            month.credit(account.code, amount)?;
        }
    }
    Ok(month)
}

impl LedgerMonth {
    fn credit(&mut self, code: AccountCode, amount: Money) -> Result<()> {
        use AccountCode as A;
        let currency = amount.currency();
        let zero = Money::zero(currency);
        let (sum, amount) = match code {
            A::EstimatedKol(payee)
            | A::KolFrozen(payee)
            | A::KolAvailable(payee)
            | A::EstimatedMcn(payee)
            | A::McnFrozen(payee)
            | A::McnAvailable(payee) => {
                (self.payees.entry((payee, currency)).or_insert(zero), amount)
            }
            A::EstimatedBrand(brand) | A::ReceivableBrand(brand) => {
                (self.brands.entry((brand, currency)).or_insert(zero), amount.negated())
            }
            A::EstimatedNetwork | A::NetworkFee => {
                (self.network.entry(currency).or_insert(zero), amount)
            }
            // Entries of commissions do not touch what comes after them.
            _ => return Ok(()),
        };
        *sum = sum.plus(amount)?;
        Ok(())
    }
}
