//! Why an order belongs to a KOL and how its commissions came about, in words and parts.

use chrono_tz::Tz;
use domain::catalogue::stock::ShortageStatus;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::reject::{RejectReason, may_reject};
use domain::commissions::standing::Standing;
use domain::commissions::tax::Tax;
use domain::id::{CommissionId, CommissionRuleId, EntryId};
use domain::orders::attribution::AttributionKind;
use domain::orders::line::{LineStatus, NoCommission};
use domain::{Money, Rate, Result, Timestamp};
use store::commissions::commission::Commission;
use store::commissions::part::Part;
use store::orders::order::Line;
use words::Words;

use super::Detail;
use crate::commissions::rule::pays;
use crate::http::page::Page;
use crate::ledger::entry::{Moved, kind, moved};
use crate::orders::names::Said;

/// Why an order belongs to a KOL, or to none.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The sentence.
    pub sentence: String,
    /// The claims that did not count, and why.
    pub passed_over: Vec<String>,
}

/// A line as the order's page shows it.
#[derive(Debug, Clone)]
pub struct Bought {
    /// What was bought.
    pub product: Said,
    /// The brand's code of it.
    pub sku: String,
    /// Who makes it.
    pub brand: Said,
    /// Price, pieces, discount.
    pub sold: Sold,
    /// What was paid for its goods.
    pub base: Money,
    /// What of that was given back.
    pub refunded: Money,
    /// Where it stands.
    pub status: LineStatus,
    /// Whether its commission waits.
    pub held: bool,
    /// Pieces of it that were sold and not there.
    pub short: i64,
    /// Why it earns nothing, where it does not.
    pub no_commission: Option<NoCommission>,
    /// Why staff rejected its commission, and what they said.
    pub rejected: Option<(RejectReason, String)>,
    /// Its place in the order, from 1.
    pub position: i64,
    /// Who else paid, and what is no price of goods.
    pub funds: Vec<(&'static str, Money)>,
}

/// How a line's base came about.
#[derive(Debug, Clone, Copy)]
pub struct Sold {
    /// The price of one piece.
    pub price: Money,
    /// Pieces.
    pub pieces: i64,
    /// The price of all pieces.
    pub whole: Money,
    /// What coupons took off.
    pub discount: Money,
}

impl Sold {
    fn of(line: &Line) -> Result<Self> {
        let money = |minor| Money::new(minor, line.currency);
        let price = money(line.unit_price_minor);
        let whole = price.times(line.quantity)?;
        Ok(Self { price, pieces: line.quantity, whole, discount: money(line.discount_minor) })
    }
}

/// A commission, or what a refund took back of one, with all that it was reckoned from.
#[derive(Debug, Clone)]
pub struct Earned {
    /// The commission.
    pub id: CommissionId,
    /// What was sold.
    pub product: Said,
    /// Who owes it.
    pub brand: Said,
    /// Whether a refund took it back.
    pub is_reversal: bool,
    /// Whether it gives again what was taken back.
    pub is_restored: bool,
    /// Where it stands.
    pub status: CommissionStatus,
    /// How the base came about; none for what a refund took back.
    pub sold: Option<Sold>,
    /// What the rate was applied to.
    pub base: Money,
    /// The whole rate.
    pub rate: Rate,
    /// The rule that won; none where the plan's own terms hold.
    pub rule: Option<ByRule>,
    /// The revision of the plan that the rate comes from.
    pub revision: Option<i64>,
    /// The whole.
    pub total: Money,
    /// The network's part as a rate.
    pub share: Rate,
    /// The KOL's part.
    pub kol: Money,
    /// The network's part.
    pub network: Money,
    /// What agencies and referrers have: who, why and out of whose part, the rate, how much.
    pub parts: Vec<(Said, String, Money)>,
    /// The one word for it.
    pub standing: Standing,
    /// How the KOL's part is taxed.
    pub tax: Tax,
    /// The tax inside the KOL's part.
    pub tax_inside: Money,
    /// The month's moment.
    pub earned_at: Timestamp,
    /// From when on it stays.
    pub payable_at: Option<Timestamp>,
    /// The entry that posted it.
    pub entry: EntryId,
}

impl Earned {
    /// Whether staff may reject it, or restore it.
    pub fn turns(&self) -> bool {
        may_reject(self.standing).is_ok() || self.standing == Standing::Rejected
    }
}

/// The version of a rule whose terms were frozen.
#[derive(Debug, Clone)]
pub struct ByRule {
    /// The version.
    pub id: CommissionRuleId,
    /// What staff call the rule.
    pub name: String,
    /// Counts its versions.
    pub version: i64,
    /// Why it won: what it asks for, in words.
    pub asks: Vec<String>,
    /// What it pays, in words.
    pub pays: Vec<String>,
}

/// An entry as the order's page shows it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// What it records.
    pub kind: &'static str,
    /// From when on it counts.
    pub at: Timestamp,
    /// What it moved.
    pub moved: Vec<Moved>,
}

/// Something that happened, for the timeline.
#[derive(Debug, Clone)]
pub struct Happened {
    /// When.
    pub at: Timestamp,
    /// When it was written here, where that is another moment.
    pub recorded_at: Option<Timestamp>,
    /// How it is drawn.
    pub tone: &'static str,
    /// What.
    pub what: String,
    /// An amount that was given back.
    pub amount: Option<Money>,
    /// The shop's number of it.
    pub number: Option<String>,
}

/// Why the order belongs to its KOL.
pub fn reason(words: Words, zone: Tz, detail: &Detail) -> Reason {
    let order = &detail.order;
    let code = order.attribution_code.clone().unwrap_or_default();
    let passed = order.passed_over();
    let sentence = match order.attribution {
        AttributionKind::Click => {
            let link = detail.link.as_ref().map(|link| link.code.clone()).unwrap_or_default();
            let clicked = detail.click.as_ref().map(|click| words.stamp(click.at, zone));
            let days = domain::orders::attribution::WINDOW_DAYS;
            words.orders_reason_click(&link, clicked.unwrap_or_default(), days)
        }
        AttributionKind::Link => words.orders_reason_link(&code),
        AttributionKind::Coupon => words.orders_reason_coupon(&code),
        AttributionKind::None if passed.is_empty() => words.orders_reason_none().to_owned(),
        AttributionKind::None => words.orders_reason_none_of_them().to_owned(),
    };
    let passed_over = passed
        .iter()
        .map(|one| {
            let kind = words.state("attribution", one.kind.as_str());
            let why = words.state("attribution-why", one.why.as_str());
            words.orders_passed_over(&kind, &one.code, &why)
        })
        .collect();
    Reason { sentence, passed_over }
}

/// The order's lines.
///
/// # Errors
/// `Broken` on overflow.
pub fn lines(detail: &Detail) -> Result<Vec<Bought>> {
    let one = |line: &Line| {
        Ok(Bought {
            product: detail.names.product(line.product_id),
            sku: detail.skus.get(&line.product_id).cloned().unwrap_or_default(),
            brand: detail.names.party(line.brand_id),
            sold: Sold::of(line)?,
            base: line.base()?,
            refunded: Money::new(line.refunded_minor, line.currency),
            status: line.status,
            held: line.held,
            short: detail
                .shortages
                .iter()
                .filter(|one| one.line == line.id && one.status == ShortageStatus::Open)
                .map(|one| one.pieces)
                .sum(),
            no_commission: line.no_commission,
            rejected: line
                .rejected_for
                .map(|why| (why, line.rejected_text.clone().unwrap_or_default())),
            position: line.position,
            funds: detail
                .funds
                .iter()
                .filter(|fund| fund.line_id == line.id)
                .map(|fund| (fund.fund.as_str(), Money::new(fund.amount_minor, fund.currency)))
                .collect(),
        })
    };
    detail.lines.iter().map(one).collect()
}

/// What the order earns, step by step.
///
/// # Errors
/// `Broken` on overflow.
pub fn earned(page: &Page, detail: &Detail) -> Result<Vec<Earned>> {
    detail.commissions.iter().map(|row| one(page, detail, row)).collect()
}

fn one(page: &Page, detail: &Detail, row: &Commission) -> Result<Earned> {
    let money = |minor| Money::new(minor, row.currency);
    let line = detail.lines.iter().find(|line| line.id == row.order_line_id);
    let lost = || domain::Error::Broken("a commission without its line".into());
    let standing = row.standing_on(line.ok_or_else(lost)?)?;
    let line = line.filter(|_| row.reverses_id.is_none());
    let sold = line.map(Sold::of).transpose()?;
    let rule = detail.rules.iter().find(|rule| Some(rule.id) == row.rule_id);
    Ok(Earned {
        id: row.id,
        product: detail.names.product(row.product_id),
        brand: detail.names.party(row.brand_id),
        is_reversal: row.reverses_id.is_some(),
        is_restored: row.reverses_id.is_some() && row.base_minor > 0,
        status: row.status,
        sold,
        base: money(row.base_minor),
        rate: row.rate,
        rule: rule.map(|rule| ByRule {
            id: rule.id,
            name: rule.name.clone(),
            version: rule.version,
            asks: detail.known.asks(&rule.conditions, page),
            pays: pays(&rule.terms, page),
        }),
        revision: detail.plans.get(&row.plan_id).map(|plan| plan.revision),
        total: super::amount(row)?,
        share: row.share,
        kol: money(row.kol_minor),
        network: money(row.network_minor),
        parts: parts(page, detail, row),
        standing,
        tax: row.tax(),
        tax_inside: row.tax_amount(),
        earned_at: row.earned_at,
        payable_at: row.payable_at,
        entry: row.entry_id,
    })
}

/// What partners have of a commission, in words.
fn parts(page: &Page, detail: &Detail, row: &Commission) -> Vec<(Said, String, Money)> {
    let words = page.words;
    let own = detail.parts.iter().filter(|part| part.commission_id == row.id);
    let one = |part: &Part| {
        let kind = words.state("partner", part.kind.as_str());
        let bearer = words.state("partner-bearer", part.bearer.as_str());
        let why = format!("{kind} · {} · {bearer}", words.percent(part.rate));
        (detail.names.party(part.payee_id), why, part.amount())
    };
    own.map(one).collect()
}

/// What was posted about the order, in words.
pub fn entries(words: Words, detail: &Detail) -> Vec<Entry> {
    let one = |entry: &store::ledger::entry::Posted| Entry {
        id: entry.id,
        kind: kind(words, entry.kind),
        at: entry.effective_at,
        moved: moved(words, &detail.names, entry),
    };
    detail.entries.iter().map(one).collect()
}

/// What happened to the order, in the order of time.
pub fn timeline(words: Words, detail: &Detail) -> Vec<Happened> {
    use domain::orders::event::EventKind;
    let order = &detail.order;
    let plain = |at, what: &str| Happened {
        at,
        recorded_at: None,
        tone: "neutral",
        what: what.to_owned(),
        amount: None,
        number: None,
    };
    let mut all = vec![plain(order.placed_at, words.orders_placed())];
    for event in &detail.events {
        let given = event.kind.has_amount() || event.kind == EventKind::Cancel;
        let good = event.kind.progress().is_some() || event.kind == EventKind::ChargebackWon;
        all.push(Happened {
            at: event.at,
            recorded_at: Some(event.recorded_at),
            tone: if good { "good" } else { "bad" },
            what: words.state("order-event", event.kind.as_str()).into_owned(),
            amount: given.then(|| Money::new(event.amount_minor, event.currency)),
            number: Some(event.external_id.clone()),
        });
    }
    let told = detail.events.iter().any(|event| event.kind == EventKind::Delivered);
    if let Some(at) = order.delivered_at.filter(|_| !told) {
        all.push(Happened { tone: "good", ..plain(at, &words.state("order-event", "delivered")) });
    }
    for case in &detail.cases {
        let kind = words.state("case-kind", case.kind.as_str());
        all.push(Happened {
            tone: "waiting",
            ..plain(case.opened_at, &words.orders_case_opened(&kind))
        });
        if let Some(at) = case.closed_at {
            all.push(plain(at, &words.orders_case_closed(&kind)));
        }
    }
    all.push(plain(order.recorded_at, words.orders_recorded()));
    all.sort_by_key(|one| one.at);
    all
}
