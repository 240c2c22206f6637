//! What rules would do: to an example of an order, and to a month that was sold already.

use std::collections::{BTreeMap, HashSet};

use domain::access::{Member, Permission};
use domain::calendar::Month;
use domain::commissions::draft::NewRule;
use domain::commissions::freeze::{Frozen, Sold, payable_at};
use domain::commissions::rule::{Fit, Rule, Sale, Terms};
use domain::commissions::split::PartnerKind;
use domain::id::{CommissionRuleId, LiveSessionId, OrganizationId, PlanId};
use domain::orders::funds::Fund;
use domain::orders::order::{LineDraft, NewLine, NewOrder};
use domain::tenancy::network::Network;
use domain::{Currency, Error, Money, Result, Timestamp};
use serde::Deserialize;
use store::commissions::rule;
use store::commissions::sold::{self, SoldLine};
use store::live::session;
use store::orders::terms::{self, Book};
use store::scope::NetworkTx;
use store::tenancy::organization;

use super::checked;

/// Lines that one statement of a replay reads.
const LINES: i64 = 5_000;

/// An order of one line, as somebody makes it up.
#[derive(Debug, Clone, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The brand's code of a published product.
    pub sku: String,
    /// The KOL: `org_…`.
    pub kol: String,
    /// ISO 4217.
    pub currency: String,
    /// The price of one piece, a decimal.
    pub unit_price: String,
    /// Pieces.
    pub quantity: i64,
    /// What coupons took off, a decimal.
    pub discount: Option<String>,
    /// The live session whose link led to it: `liv_…`.
    pub session: Option<String>,
    /// The shop; `api` when not said.
    pub source: Option<String>,
    /// RFC 3339; now when not said.
    pub placed_at: Option<String>,
}

/// How a rule fared.
#[derive(Debug, Clone)]
pub struct Considered {
    /// The rule.
    pub rule: Rule,
    /// Whether it fits, or why not.
    pub fit: Fit,
    /// Whether its terms hold.
    pub wins: bool,
}

/// What an example would earn, and why.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Every rule that there was, the most specific first.
    pub considered: Vec<Considered>,
    /// The plan behind it.
    pub plan: PlanId,
    /// Whose terms hold: a rule's, or the plan's when none.
    pub winner: Option<CommissionRuleId>,
    /// The terms.
    pub terms: Terms,
    /// What they see of the line.
    pub base: Money,
    /// The KOL's and the network's part; none when it comes to nothing.
    pub frozen: Option<Frozen>,
    /// Which agency or referrer has how much of it.
    pub partners: Vec<(PartnerKind, OrganizationId, Money)>,
    /// Days from delivery.
    pub holding_days: i64,
    /// The earliest moment that it is owed for good, if it arrives as the network assumes.
    pub payable_at: Option<Timestamp>,
    /// The month whose statement it stands on.
    pub month: Month,
}

/// What other rules would have made of a month.
#[derive(Debug, Clone)]
pub struct Replay {
    /// Lines that were sold.
    pub lines: i64,
    /// Lines that would earn another amount.
    pub changed: i64,
    /// By currency: what was frozen, and what it would have been.
    pub totals: BTreeMap<Currency, (Money, Money)>,
}

/// Tries an example on the rules as they are, or with another one beside or in place of its
/// version before. Nothing is written.
///
/// # Errors
/// `Forbidden`; `Invalid` for the example's fields and the draft's; `Refused("rule-no-plan")` when
/// the product had no plan at that time, `Refused("kol-left")` when the KOL's part had ended.
pub fn attempt(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    example: &Example,
    draft: Option<(&NewRule, Option<CommissionRuleId>)>,
    at: Timestamp,
) -> Result<Trial> {
    me.must(Permission::SeeMoney)?;
    let (line, placed_at, kol) = read(tx, network, example, at)?;
    let product = *terms::products(tx, std::iter::once(line.sku.as_str()))?
        .get(&line.sku)
        .ok_or_else(|| Error::field("sku", "sku-unknown"))?;
    let mut rules = rule::book(tx)?.rules.as_ref().clone();
    if let Some((new, after)) = draft {
        rules = with_draft(tx, rules, new, after, at)?;
    }
    let book = Book::open(tx, &HashSet::from([(kol, product.product)]))?.trying(rules);
    if book.has_left(kol, placed_at) {
        return Err(Error::Refused("kol-left"));
    }
    let groups = book.groups(kol, placed_at);
    let source = example.source.clone().unwrap_or_else(|| domain::orders::order::API.to_owned());
    let sale = Sale {
        product: product.product,
        category: product.category,
        brand: product.brand,
        kol,
        source: &source,
        order_total: line.base()?,
        new_buyer: None,
        groups: &groups,
        session: session_of(tx, example)?,
        plans: &[],
        at: placed_at,
    };
    let held = book.held(&sale).ok_or(Error::Refused("rule-no-plan"))?;
    let discounts = line.discounts();
    let tax = line.tax();
    let sold =
        Sold { unit_price: line.unit_price, quantity: line.quantity, discounts: &discounts, tax };
    let holding_days = held.terms.holding_days.unwrap_or(network.holding_days);
    let arrives = placed_at.plus_days(network.transit_days);
    let plans = book.revisions(product.product, held.plan);
    let frozen = held.terms.freeze(&sold, network.network_share)?;
    let cut = |frozen| book.payees().cut(frozen, kol, placed_at, network.time_zone);
    let cut = frozen.map(cut).transpose()?;
    let parts = cut.iter().flat_map(|cut| &cut.parts);
    Ok(Trial {
        partners: parts.map(|one| (one.agreed.kind, one.agreed.payee_id, one.amount)).collect(),
        considered: considered(&book, &Sale { plans: &plans, ..sale }, held.rule),
        plan: held.plan,
        winner: held.rule,
        base: held.terms.base(&sold)?,
        frozen: cut.as_ref().map(|cut| cut.frozen),
        terms: held.terms,
        holding_days,
        payable_at: payable_at(Some(arrives), holding_days),
        month: Month::at(placed_at, network.time_zone),
    })
}

/// How every rule of the time fared, the one that wins first, then those that fit.
fn considered(book: &Book, sale: &Sale<'_>, winner: Option<CommissionRuleId>) -> Vec<Considered> {
    let mut all: Vec<Considered> = book
        .rules()
        .iter()
        .map(|rule| Considered {
            fit: rule.fit(sale),
            wins: winner == Some(rule.id),
            rule: rule.clone(),
        })
        .filter(|one| one.fit != Fit::OtherTime)
        .collect();
    all.sort_by_key(|one| {
        (!one.wins, one.fit != Fit::Yes, std::cmp::Reverse(one.rule.conditions.specificity()))
    });
    all
}

/// The live session that an example names.
fn session_of(tx: &mut NetworkTx<'_>, example: &Example) -> Result<Option<LiveSessionId>> {
    let Some(told) = example.session.as_deref().filter(|told| !told.is_empty()) else {
        return Ok(None);
    };
    let unknown = || Error::field("session", "choice-unknown");
    let id: LiveSessionId = told.parse().map_err(|_| unknown())?;
    if session::find(tx, &[id])?.is_empty() { Err(unknown()) } else { Ok(Some(id)) }
}

/// Tells what a month would have earned with another rule. Nothing is written.
///
/// # Errors
/// `Forbidden`; `Invalid` for the draft's fields.
pub fn replay(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    month: Month,
    draft: (&NewRule, Option<CommissionRuleId>),
    at: Timestamp,
) -> Result<Replay> {
    me.must(Permission::SeeMoney)?;
    let rules = rule::book(tx)?.rules.as_ref().clone();
    let mut rules = with_draft(tx, rules, draft.0, draft.1, at)?;
    // As if the new rule had held all the time; the others hold when they did.
    let span = month.span(network.time_zone);
    if let Some(new) = rules.last_mut() {
        (new.valid_from, new.valid_to) = (new.valid_from.min(span.0), None);
    }
    let mut replay = Replay { lines: 0, changed: 0, totals: BTreeMap::new() };
    let mut after = None;
    loop {
        let lines = sold::page(tx, span, after, LINES)?;
        let pairs = lines.iter().map(|line| (line.kol_id, line.product_id)).collect();
        let book = Book::open(tx, &pairs)?.trying(rules.clone());
        for line in &lines {
            replay.add(line, &book, network)?;
        }
        after = lines.last().map(|line| (line.earned_at, line.id));
        if i64::try_from(lines.len()).is_ok_and(|count| count < LINES) {
            return Ok(replay);
        }
    }
}

impl Replay {
    fn add(&mut self, line: &SoldLine, book: &Book, network: &Network) -> Result<()> {
        let at = line.terms_at.unwrap_or(line.earned_at);
        let groups = book.groups(line.kol_id, at);
        let was = line.money(line.kol_minor).plus(line.money(line.network_minor))?;
        let was = was.plus(line.money(line.partner_minor))?;
        let sale = Sale {
            product: line.product_id,
            category: line.category,
            brand: line.brand_id,
            kol: line.kol_id,
            source: &line.source,
            order_total: line.money(line.order_minor),
            new_buyer: None,
            groups: &groups,
            session: line.session_id,
            plans: &[],
            at,
        };
        let sold = Sold {
            unit_price: line.money(line.unit_price_minor),
            quantity: line.quantity,
            discounts: &[(Fund::Brand, line.money(line.discount_minor))],
            tax: Money::zero(line.currency),
        };
        let frozen = match book.held(&sale) {
            Some(held) => held.terms.freeze(&sold, network.network_share)?,
            None => None,
        };
        let would = match frozen {
            Some(frozen) => frozen.kol.plus(frozen.network)?,
            None => Money::zero(line.currency),
        };
        self.lines += 1;
        self.changed += i64::from(was != would);
        let zero = Money::zero(line.currency);
        let total = self.totals.entry(line.currency).or_insert((zero, zero));
        *total = (total.0.plus(was)?, total.1.plus(would)?);
        Ok(())
    }
}

/// The rules with a draft as the last of them, in place of the version that it follows.
fn with_draft(
    tx: &mut NetworkTx<'_>,
    mut rules: Vec<Rule>,
    new: &NewRule,
    after: Option<CommissionRuleId>,
    at: Timestamp,
) -> Result<Vec<Rule>> {
    let draft = checked(tx, new, at)?;
    let before = after
        .map(|id| rules.iter().position(|rule| rule.id == id).ok_or(Error::Missing))
        .transpose()?
        .map(|place| rules.remove(place));
    rules.push(draft.as_rule(before.as_ref(), at));
    Ok(rules)
}

/// Reads an example as an order would be read, its faults named by the example's own fields.
fn read(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    example: &Example,
    at: Timestamp,
) -> Result<(LineDraft, Timestamp, OrganizationId)> {
    let order = NewOrder {
        external_id: "example".to_owned(),
        source: example.source.clone(),
        currency: example.currency.clone(),
        placed_at: example.placed_at.clone().unwrap_or_else(|| at.to_string()),
        paid_at: None,
        delivered_at: None,
        click: None,
        link_code: None,
        coupon: None,
        buyer: None,
        reserve: false,
        lines: vec![NewLine {
            sku: example.sku.clone(),
            quantity: example.quantity,
            unit_price: example.unit_price.clone(),
            discount: example.discount.clone(),
            discounts: Vec::new(),
            tax: None,
            freight: None,
        }],
    };
    let mut draft = order.check(network, at).map_err(|error| match error {
        Error::Invalid(mut errors) => {
            for error in &mut errors {
                if let Some(name) = error.field.strip_prefix("lines.0.") {
                    error.field = name.to_owned();
                }
            }
            Error::Invalid(errors)
        }
        other => other,
    })?;
    let kol: OrganizationId =
        example.kol.parse().map_err(|_| Error::field("kol", "choice-unknown"))?;
    if !organization::find(tx, &[kol])?.contains_key(&kol) {
        return Err(Error::field("kol", "choice-unknown"));
    }
    let line = draft.lines.pop().ok_or(Error::Missing)?;
    Ok((line, draft.placed_at, kol))
}
