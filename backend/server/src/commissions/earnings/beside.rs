//! Commissions and the money beside them together: what a month came to for a KOL or a brand.

use std::collections::BTreeMap;

use domain::access::Member;
use domain::calendar::{Month, start_of_day};
use domain::commissions::adjustment::AdjustmentStatus;
use domain::commissions::fee::FeeStatus;
use domain::explain::subject::Explained;
use domain::ledger::account::AccountCode;
use domain::samples::movement::MovementKind;
use domain::tenancy::network::Network;
use domain::{Currency, Locale, Money, Result, Timestamp};
use store::commissions::{adjustment, fee, part};
use store::ledger::own::Whose;
use store::samples::movement;
use store::scope::OrgTx;

use crate::commissions::books::Books;
use crate::commissions::statement::Side;
use crate::commissions::statement::sums::Row;
use crate::orders::names::Said;

/// Fees, corrections and samples of a month that are listed at most; the sums have all of them.
const MOST_EXTRAS: i64 = 200;
/// Months that a brand compares.
const MONTHS: usize = 6;

/// A fee, a correction or a sample as a line of the month.
#[derive(Debug, Clone)]
pub struct Extra {
    /// What it is called: a fee's name, the text that came with a correction, a product.
    pub title: String,
    /// The key of its kind's word and the word: `fee-kind`, `adjustment-reason`, `sample-movement`.
    pub kind: (&'static str, &'static str),
    /// Where it can be read; none for corrections.
    pub href: Option<String>,
    /// The other side; none where the network bears it.
    pub other: Option<Said>,
    /// When it counted.
    pub at: Timestamp,
    /// How much: for a brand what it owes.
    pub amount: Money,
    /// Its explanation: the kind and the id.
    pub explained: (Explained, String),
}

/// What a month came to in one currency.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Everything: commissions after refunds, fees, corrections, charged samples.
    pub total: Money,
    /// Commissions of today, after refunds.
    pub today: Money,
    /// Lines that were sold.
    pub sold: i64,
    /// What the rates were applied to, after refunds.
    pub base: Money,
    /// Commissions after refunds.
    pub commission: Money,
    /// The KOLs' part of them.
    pub kol_part: Money,
    /// The network's part of them.
    pub network_part: Money,
    /// The part of agencies and referrers.
    pub partner_part: Money,
    /// The part that may still be taken back.
    pub estimated: Money,
    /// The part that stays.
    pub confirmed: Money,
    /// What refunds took back.
    pub reversals: Money,
    /// Fees that were earned.
    pub fees: Money,
    /// Corrections.
    pub adjusted: Money,
    /// Samples that the KOL bears, below nothing: a KOL earns, and a brand owes, so much less.
    pub samples: Money,
    /// What deposits for samples took from the available balance, or gave back to it. It stays the
    /// KOL's, so that it is not in the total.
    pub deposits: Money,
    /// What lies as a deposit now.
    pub deposited: Money,
    /// Parts of other KOLs' commissions.
    pub referred: Money,
    /// Owed now and not yet to be paid out; for a brand all that it owes now.
    pub frozen: Money,
    /// May be paid out now.
    pub available: Money,
}

impl Figure {
    fn none(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self {
            total: zero,
            today: zero,
            sold: 0,
            base: zero,
            commission: zero,
            kol_part: zero,
            network_part: zero,
            partner_part: zero,
            estimated: zero,
            confirmed: zero,
            reversals: zero,
            fees: zero,
            adjusted: zero,
            samples: zero,
            deposits: zero,
            deposited: zero,
            referred: zero,
            frozen: zero,
            available: zero,
        }
    }
}

/// What a month's sales were and what they cost a brand, in one currency.
#[derive(Debug, Clone, Copy)]
pub struct MonthRow {
    /// The month.
    pub month: Month,
    /// Lines that were sold.
    pub sold: i64,
    /// What the rates were applied to, after refunds.
    pub base: Money,
    /// Commissions after refunds, both parts.
    pub commission: Money,
}

/// The fees, corrections and samples of a month, latest first. A brand reads of samples what is
/// charged: deposits are between the KOL and the network.
///
/// # Errors
/// Only what the database answers.
pub fn extras(
    tx: &mut OrgTx<'_>,
    side: Side,
    locale: Locale,
    span: (Timestamp, Timestamp),
) -> Result<Vec<Extra>> {
    let fees = tx.fees(&fee::Search {
        statuses: vec![FeeStatus::Earned],
        span: Some(span),
        limit: MOST_EXTRAS,
        ..fee::Search::default()
    })?;
    let adjustments = tx.adjustments(&adjustment::Search {
        statuses: vec![AdjustmentStatus::Approved],
        span: Some(span),
        limit: MOST_EXTRAS,
        ..adjustment::Search::default()
    })?;
    let of_fees = fees.iter().flat_map(|row| [row.kol_id, row.brand_id]);
    let of_rest = adjustments.iter().flat_map(|row| [Some(row.kol_id), row.brand_id]).flatten();
    let names = tx.called(locale, of_fees.chain(of_rest).collect(), Vec::new())?;
    let fees = fees.into_iter().map(|row| Extra {
        kind: ("fee-kind", row.kind.as_str()),
        href: Some(format!("/fees/{}", row.id)),
        other: Some(names.party(match side {
            Side::Kols => row.brand_id,
            Side::Brands => row.kol_id,
        })),
        at: row.due_at,
        amount: row.earned(),
        explained: (Explained::Fee, row.id.to_string()),
        title: row.title,
    });
    let adjustments = adjustments.into_iter().map(|row| Extra {
        kind: ("adjustment-reason", row.reason.as_str()),
        href: None,
        other: match side {
            Side::Kols => row.brand_id.map(|id| names.party(id)),
            Side::Brands => Some(names.party(row.kol_id)),
        },
        at: row.decided_at.unwrap_or(row.requested_at),
        amount: row.amount(),
        explained: (Explained::Adjustment, row.id.to_string()),
        title: row.text,
    });
    let samples = samples(tx, side, locale, span)?;
    let mut all: Vec<Extra> = fees.chain(adjustments).chain(samples).collect();
    all.sort_by_key(|extra| std::cmp::Reverse(extra.at));
    Ok(all)
}

fn samples(
    tx: &mut OrgTx<'_>,
    side: Side,
    locale: Locale,
    span: (Timestamp, Timestamp),
) -> Result<Vec<Extra>> {
    let kinds = match side {
        Side::Kols => {
            vec![MovementKind::Deposited, MovementKind::Returned, MovementKind::Charged]
        }
        Side::Brands => vec![MovementKind::Charged],
    };
    let search = movement::Search {
        kinds,
        span: Some(span),
        limit: MOST_EXTRAS,
        ..movement::Search::default()
    };
    let moved = tx.samples(&search)?;
    let parties = moved.iter().flat_map(|row| [row.kol_id, row.brand_id]).collect();
    let names = tx.called(locale, parties, moved.iter().map(|row| row.product_id).collect())?;
    let extra = |row: movement::Moved| Extra {
        title: names.product(row.product_id).text,
        kind: ("sample-movement", row.kind.as_str()),
        href: Some(format!("/samples/{}", row.request_id)),
        other: Some(names.party(match side {
            Side::Kols => row.brand_id,
            Side::Brands => row.kol_id,
        })),
        at: row.moved_at,
        amount: match row.kind {
            MovementKind::Charged => row.amount().negated(),
            _ => row.kol(),
        },
        explained: (Explained::Sample, row.request_id.to_string()),
    };
    Ok(moved.into_iter().map(extra).collect())
}

/// What a month came to in each currency, with what is owed now.
///
/// # Errors
/// `Broken` on overflow.
pub fn figures(
    tx: &mut OrgTx<'_>,
    me: &Member,
    network: &Network,
    side: Side,
    own: &[Row],
    span: (Timestamp, Timestamp),
    at: Timestamp,
) -> Result<Vec<Figure>> {
    let mut all: BTreeMap<Currency, Figure> = BTreeMap::new();
    for row in own {
        let figure = of(&mut all, row.net.currency());
        (figure.sold, figure.base, figure.commission) = (row.sold, row.base, row.net);
        (figure.estimated, figure.confirmed) = (row.estimated, row.confirmed);
        figure.reversals = row.reversals;
    }
    for (_, _, currency, minor) in tx.fees_earned(span)? {
        let figure = of(&mut all, currency);
        figure.fees = figure.fees.plus(Money::new(minor, currency))?;
    }
    for (_, _, currency, minor) in tx.adjusted(span)? {
        let figure = of(&mut all, currency);
        figure.adjusted = figure.adjusted.plus(Money::new(minor, currency))?;
    }
    moved(tx, span, &mut all)?;
    parts(tx, side, span, &mut all)?;
    for part in part::by_payee(tx, span.0, span.1)? {
        if part.payee == me.organization {
            let figure = of(&mut all, part.amount.currency());
            figure.referred = figure.referred.plus(part.amount)?;
        }
    }
    if side == Side::Kols {
        let day = at.date_in(network.time_zone);
        let from = start_of_day(day, network.time_zone);
        let to = start_of_day(day.succ_opt().unwrap_or(day), network.time_zone);
        for month in tx.by_kol((from, to))? {
            let sums = month.total()?;
            of(&mut all, month.currency).today = Money::new(sums.kol_minor, month.currency);
        }
    }
    stand(tx, me, &mut all)?;
    for figure in all.values_mut() {
        let beside = figure.fees.plus(figure.adjusted)?.plus(figure.samples)?;
        let beside = beside.plus(figure.referred)?;
        figure.total = figure.commission.plus(beside)?;
    }
    Ok(all.into_values().collect())
}

fn of(all: &mut BTreeMap<Currency, Figure>, currency: Currency) -> &mut Figure {
    all.entry(currency).or_insert_with(|| Figure::none(currency))
}

/// What samples moved.
fn moved(
    tx: &mut OrgTx<'_>,
    span: (Timestamp, Timestamp),
    all: &mut BTreeMap<Currency, Figure>,
) -> Result<()> {
    for sum in tx.samples_moved(span)? {
        let figure = of(all, sum.amount.currency());
        match sum.kind {
            MovementKind::Charged => figure.samples = figure.samples.minus(sum.amount)?,
            MovementKind::Deposited | MovementKind::Returned => {
                figure.deposits = figure.deposits.plus(sum.on_kol)?;
            }
            MovementKind::Given => {}
        }
    }
    Ok(())
}

/// What the own accounts stand at now.
fn stand(tx: &mut OrgTx<'_>, me: &Member, all: &mut BTreeMap<Currency, Figure>) -> Result<()> {
    for ((code, currency), stands) in tx.balances(Whose::default())? {
        match code {
            AccountCode::KolFrozen(id) | AccountCode::ReceivableBrand(id)
                if id == me.organization && !stands.is_zero() =>
            {
                of(all, currency).frozen = stands;
            }
            AccountCode::SampleDeposit(id) if id == me.organization && !stands.is_zero() => {
                of(all, currency).deposited = stands;
            }
            AccountCode::KolAvailable(id) if id == me.organization && !stands.is_zero() => {
                of(all, currency).available = stands;
            }
            _ => {}
        }
    }
    Ok(())
}

/// What of a brand's cost is the KOLs' and what the network's.
fn parts(
    tx: &mut OrgTx<'_>,
    side: Side,
    span: (Timestamp, Timestamp),
    all: &mut BTreeMap<Currency, Figure>,
) -> Result<()> {
    if side == Side::Kols {
        return Ok(());
    }
    for month in tx.by_brand(span)? {
        let (sums, currency) = (month.total()?, month.currency);
        let figure = of(all, currency);
        figure.kol_part = Money::new(sums.kol_minor, currency);
        figure.network_part = Money::new(sums.network_minor, currency);
        figure.partner_part = Money::new(sums.partner_minor, currency);
    }
    Ok(())
}

/// A brand's last months, the one told first.
///
/// # Errors
/// `Broken` on overflow.
pub fn months(tx: &mut OrgTx<'_>, network: &Network, last: Month) -> Result<Vec<MonthRow>> {
    let mut rows = Vec::new();
    let mut month = last;
    for _ in 0..MONTHS {
        for sums in tx.by_brand(month.span(network.time_zone))? {
            let (total, currency) = (sums.total()?, sums.currency);
            let sold = sums.estimated_sales.plus(sums.confirmed_sales)?.count;
            rows.push(MonthRow {
                month,
                sold,
                base: Money::new(total.base_minor, currency),
                commission: Money::new(total.whole()?, currency),
            });
        }
        month = month.previous();
    }
    Ok(rows)
}
