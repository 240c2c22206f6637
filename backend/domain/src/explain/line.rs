//! The chain of a commission: order, winner, terms, arithmetic, holding, entries, statement.

use crate::calendar::Month;
use crate::commissions::commission::CommissionStatus;
use crate::commissions::freeze::{Frozen, Sold};
use crate::commissions::reject::RejectReason;
use crate::commissions::rule::{Conditions, Terms};
use crate::error::Result;
use crate::explain::reckoning;
use crate::explain::refunded::{self, Correction};
use crate::explain::step::{Chain, Code, Place, Stage, Step, Value, Whose};
use crate::explain::subject::{Explained, Viewer};
use crate::id::{CommissionId, CommissionRuleId, EntryId, OrderId, OrganizationId, ProductId};
use crate::ledger::entry::EntryKind;
use crate::money::Money;
use crate::orders::attribution::{AttributionKind, WINDOW_DAYS};
use crate::orders::candidate::Candidate;
use crate::orders::funds::Fund;
use crate::rate::Rate;
use crate::time::Timestamp;

/// What was frozen about a commission, and what it stands on.
#[derive(Debug, Clone)]
pub struct Line {
    /// The row.
    pub id: CommissionId,
    /// Its amounts.
    pub frozen: Frozen,
    /// What it corrects; none for a commission itself.
    pub correction: Option<Correction>,
    /// The order.
    pub order: Ordered,
    /// Why the order is the KOL's.
    pub claim: Claim,
    /// What was sold.
    pub product: ProductId,
    /// Who makes it.
    pub brand: OrganizationId,
    /// Who earns it.
    pub kol: OrganizationId,
    /// Price and pieces.
    pub goods: Goods,
    /// The terms that hold.
    pub terms: ByTerms,
    /// Why staff rejected the commission of its line, and what they said.
    pub rejected: Option<(RejectReason, String)>,
    /// Rows that correct this one, oldest first.
    pub corrections: Vec<(CommissionId, Timestamp, Frozen)>,
    /// How long it waits.
    pub waiting: Waiting,
    /// What was posted about it, oldest first.
    pub entries: Vec<(EntryId, EntryKind, Timestamp)>,
    /// The month that it belongs to.
    pub month: Month,
}

/// The order of a commission.
#[derive(Debug, Clone)]
pub struct Ordered {
    /// Its id.
    pub id: OrderId,
    /// The shop's number of it.
    pub number: String,
    /// The shop.
    pub source: String,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// When it arrived.
    pub delivered_at: Option<Timestamp>,
}

/// Why an order is a KOL's.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What it rests on.
    pub by: AttributionKind,
    /// The code of the link or the coupon.
    pub code: Option<String>,
    /// When the link was clicked.
    pub clicked_at: Option<Timestamp>,
    /// The claims that did not count, best first.
    pub passed_over: Vec<Candidate>,
}

/// What was sold on a line.
#[derive(Debug, Clone)]
pub struct Goods {
    /// The price of one piece.
    pub unit_price: Money,
    /// Pieces.
    pub quantity: i64,
    /// What was taken off, and who pays for that.
    pub discounts: Vec<(Fund, Money)>,
    /// The tax inside the price.
    pub tax: Money,
}

/// Whose terms were frozen.
#[derive(Debug, Clone)]
pub struct ByTerms {
    /// The version of the rule that won, with its name and for what it is.
    pub rule: Option<(CommissionRuleId, String, i64, Conditions)>,
    /// The revision of the plan, where no rule won.
    pub revision: Option<i64>,
    /// What they say.
    pub terms: Terms,
    /// The moment whose terms hold, where it is known.
    pub at: Option<Timestamp>,
}

/// How long a commission waits.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    /// Where it stands.
    pub status: CommissionStatus,
    /// Whether an open return or dispute holds it.
    pub held: bool,
    /// Days from delivery on.
    pub days: i64,
    /// From when on it stays.
    pub payable_at: Option<Timestamp>,
}

/// The chain of a commission, as far as its viewer may see it.
///
/// # Errors
/// `Broken` on overflow.
pub fn explain(line: &Line, viewer: Viewer) -> Result<Chain> {
    let total = line.frozen.total()?;
    let figure = if viewer == Viewer::Kol { line.frozen.kol } else { total };
    let code = match &line.correction {
        None => Code::AboutCommission,
        Some(_) if figure.minor() > 0 => Code::AboutRestored,
        Some(_) => Code::AboutReversal,
    };
    let about = Step::new(Stage::Source, code).with("product", Value::Product(line.product));
    let mut steps = source(line, viewer);
    steps.extend(winner(line, viewer));
    if let Some(correction) = &line.correction {
        match rejected(line) {
            // What staff rejected was not refunded.
            Some(why) if refunded::takes_rest(correction)? => {
                steps.extend([refunded::corrects(correction, viewer)?, why]);
            }
            _ => steps.extend(refunded::steps(correction, viewer)?),
        }
    } else {
        steps.extend(terms(&line.terms, viewer));
        steps.extend(arithmetic(line, total, viewer)?);
        steps.extend(corrections(line, figure, viewer)?);
        steps.extend(rejected(line));
    }
    steps.extend(waiting(line));
    steps.extend(line.entries.iter().map(|(id, kind, at)| posted(*id, *kind, *at, viewer)));
    let (whose, party) = match viewer {
        Viewer::Brand => (Whose::Brand, line.brand),
        Viewer::Kol | Viewer::Staff => (Whose::Kol, line.kol),
    };
    steps.push(
        Step::new(Stage::Statement, Code::InMonth)
            .with("month", Value::Month(line.month))
            .to(Place::Statement(line.month, whose, party)),
    );
    Ok(Chain::new(about, figure, steps))
}

/// A step about an entry: staff read it in the ledger, a party reads what moved for itself.
pub fn posted(id: EntryId, kind: EntryKind, at: Timestamp, viewer: Viewer) -> Step {
    let code = if viewer == Viewer::Staff { Code::Posted } else { Code::PostedOwn };
    let place = match viewer {
        Viewer::Staff => Place::Entry(id),
        Viewer::Kol | Viewer::Brand => Place::Explanation(Explained::Entry, id.to_string()),
    };
    Step::new(Stage::Entries, code).with("kind", Value::Kind(kind)).at(at).to(place)
}

fn source(line: &Line, viewer: Viewer) -> Vec<Step> {
    let step = |code| Step::new(Stage::Source, code);
    let order = &line.order;
    let ordered = if viewer == Viewer::Staff {
        step(Code::Ordered)
            .with("number", Value::Text(order.number.clone()))
            .with("source", Value::Text(order.source.clone()))
            .at(order.placed_at)
            .to(Place::Order(order.id))
    } else {
        // The shop's own number is a way to its buyer.
        step(Code::OrderedOwn).with("order", Value::Text(order.id.to_string())).at(order.placed_at)
    };
    let sold = step(Code::Sold)
        .with("product", Value::Product(line.product))
        .with("brand", Value::Party(line.brand))
        .count("pieces", line.goods.quantity);
    vec![ordered, sold]
}

fn winner(line: &Line, viewer: Viewer) -> Vec<Step> {
    let step = |code| Step::new(Stage::Winner, code);
    let kol = || Value::Party(line.kol);
    let claim = &line.claim;
    let by = Value::Word("attribution", claim.by.as_str());
    let code = Value::Text(claim.code.clone().unwrap_or_default());
    let won = match (claim.by, claim.clicked_at) {
        // A brand is not told how a KOL finds its buyers.
        _ if viewer == Viewer::Brand => step(Code::WonBy).with("kind", by),
        (AttributionKind::Click, Some(at)) => {
            step(Code::WonByClick).with("code", code).at(at).count("days", WINDOW_DAYS)
        }
        (AttributionKind::Link, _) => step(Code::WonByLink).with("code", code),
        (AttributionKind::Coupon, _) => step(Code::WonByCoupon).with("code", code),
        (AttributionKind::Click | AttributionKind::None, _) => step(Code::WonBy).with("kind", by),
    };
    let mut steps = vec![won.with("kol", kol())];
    for passed in claim.passed_over.iter().filter(|_| viewer != Viewer::Brand) {
        let told = match viewer {
            Viewer::Staff => step(Code::PassedOver).with("code", Value::Text(passed.code.clone())),
            // Another KOL's code is not told.
            Viewer::Kol | Viewer::Brand => step(Code::PassedOverOwn),
        };
        steps.push(
            told.with("kind", Value::Word("attribution", passed.kind.as_str()))
                .with("why", Value::Word("attribution-why", passed.why.as_str())),
        );
    }
    steps
}

fn terms(by: &ByTerms, viewer: Viewer) -> Vec<Step> {
    let step = |code| Step::new(Stage::Terms, code);
    let mut steps = Vec::new();
    match (&by.rule, by.revision) {
        (Some((id, name, version, conditions)), _) if viewer == Viewer::Staff => {
            let named = step(Code::ByRule).with("name", Value::Text(name.clone()));
            steps.push(named.count("version", *version).to(Place::Rule(*id)));
            let kinds = conditions.kinds();
            steps.push(if kinds.is_empty() {
                step(Code::RuleForAll)
            } else {
                step(Code::RuleAsks).with("kinds", Value::Conditions(kinds))
            });
        }
        (Some((_, _, version, _)), _) => {
            steps.push(step(Code::ByRuleOwn).count("version", *version));
        }
        (None, Some(revision)) => steps.push(step(Code::ByPlan).count("revision", revision)),
        (None, None) => steps.push(step(Code::ByPlanAny)),
    }
    steps.extend(by.at.map(|at| step(Code::FixedAt).at(at)));
    steps
}

fn arithmetic(line: &Line, total: Money, viewer: Viewer) -> Result<Vec<Step>> {
    let (goods, terms, frozen) = (&line.goods, &line.terms.terms, &line.frozen);
    let step = |code| Step::new(Stage::Reckoning, code);
    let sold = Sold {
        unit_price: goods.unit_price,
        quantity: goods.quantity,
        discounts: &goods.discounts,
        tax: goods.tax,
    };
    let mut steps = Vec::new();
    let same_base = terms.base(&sold)? == frozen.base;
    if same_base {
        steps.extend(reckoning::base(terms, &sold)?);
    } else {
        steps.push(step(Code::Base).money("base", frozen.base));
    }
    if terms.total(frozen.base, goods.quantity)? == total {
        steps.extend(reckoning::total(terms, frozen.base, goods.quantity)?);
    } else {
        steps.push(step(Code::Frozen).money("base", frozen.base).money("total", total));
    }
    let own = Rate::from_ppm(Rate::ONE.ppm() - frozen.share.ppm()).unwrap_or(Rate::ONE);
    steps.push(match viewer {
        Viewer::Kol if !frozen.partners.is_zero() => {
            step(Code::PartOfKolAfter).money("total", total).money("amount", frozen.kol)
        }
        Viewer::Kol => step(Code::PartOfKol)
            .money("total", total)
            .with("rate", Value::Rate(own))
            .money("amount", frozen.kol),
        Viewer::Brand => step(Code::WholeOfBrand).money("total", total),
        Viewer::Staff => refunded::parts(step, frozen)?,
    });
    Ok(steps)
}

fn corrections(line: &Line, figure: Money, viewer: Viewer) -> Result<Vec<Step>> {
    let step = |code| Step::new(Stage::Corrections, code);
    let (mut steps, mut left) = (Vec::new(), figure);
    for (id, at, frozen) in &line.corrections {
        let amount = match viewer {
            Viewer::Kol => frozen.kol,
            Viewer::Brand | Viewer::Staff => frozen.total()?,
        };
        left = left.plus(amount)?;
        let place = Place::Explanation(Explained::Commission, id.to_string());
        steps.push(step(Code::CorrectedBy).at(*at).money("amount", amount).to(place));
    }
    if !steps.is_empty() {
        steps.push(step(Code::Left).money("left", left));
    }
    Ok(steps)
}

/// What staff said when they rejected it.
fn rejected(line: &Line) -> Option<Step> {
    let (why, text) = line.rejected.as_ref()?;
    let step = Step::new(Stage::Corrections, Code::Rejected);
    let why = Value::Word("rejected-for", why.as_str());
    Some(step.with("why", why).with("text", Value::Text(text.clone())))
}

fn waiting(line: &Line) -> Vec<Step> {
    let step = |code| Step::new(Stage::Waiting, code);
    let waiting = &line.waiting;
    let mut steps = Vec::new();
    let is_over = waiting.status == CommissionStatus::Confirmed;
    match (line.order.delivered_at, waiting.payable_at) {
        (Some(delivered), Some(payable)) if held_days(delivered, payable).is_some() => {
            let code = if is_over { Code::HoldingOver } else { Code::Holding };
            let held = step(code).with("delivered", Value::On(delivered));
            let days = held_days(delivered, payable).unwrap_or(waiting.days);
            steps.push(held.count("days", days).with("on", Value::On(payable)));
        }
        (None, None) if !is_over => {
            steps.push(step(Code::NotDelivered).count("days", waiting.days));
        }
        _ => {}
    }
    if waiting.held && !is_over {
        steps.push(step(Code::Held));
    }
    steps.push(step(if is_over { Code::IsConfirmed } else { Code::IsEstimated }));
    steps
}

/// The whole days that a commission was held after its delivery: more than the frozen ones where the
/// KOL's buyers return much; none where it is over for another reason.
fn held_days(delivered: Timestamp, payable: Timestamp) -> Option<i64> {
    let seconds = payable.seconds_since(delivered);
    (seconds >= 0 && seconds % 86_400 == 0).then_some(seconds / 86_400)
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
