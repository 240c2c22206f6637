//! Writes orders with everything that follows from them, in few statements for any number of them:
//! one each for products, attribution, the orders, terms, lines, entries, transfers, commissions.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::freeze::{self, Frozen, payable_at};
use domain::commissions::rule::{Sale, Terms};
use domain::error::FieldError;
use domain::id::{
    CommissionId, EntryId, NetworkId, OrderId, OrderImportId, OrderLineId, OrganizationId,
    ProductId,
};
use domain::ledger::entry::{Entry, EntryKind};
use domain::orders::attribution::Attribution;
use domain::orders::candidate::Candidate;
use domain::orders::line::NoCommission;
use domain::orders::order::{LineDraft, OrderDraft};
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Error, Result};

use crate::commissions::commission::{self, NewCommission};
use crate::commissions::part::NewPart;
use crate::commissions::payees::Cut;
use crate::ledger;
use crate::orders::order::{self, Recorded};
use crate::orders::row::{LineRow, OrderRow};
use crate::orders::terms::{self, Book, Held, Sold};
use crate::orders::written::{self, Fresh};
use crate::rows::insert_rows;
use crate::scope::{InNetwork, NetworkTx};

/// An order on its way into the tables.
struct Written<'a> {
    id: OrderId,
    draft: &'a OrderDraft,
    attribution: Attribution,
    /// The products of its lines.
    sold: Vec<Sold>,
}

/// What a batch came to, and the rows that were written.
pub(super) struct Batch {
    pub(super) answers: Vec<Result<Recorded>>,
    pub(super) orders: Vec<OrderRow>,
    pub(super) lines: Vec<LineRow>,
    pub(super) commissions: Vec<NewCommission>,
    pub(super) parts: Vec<NewPart>,
    /// Whether anything had waited for them, so that the rows are no longer as they were written.
    pub(super) followed: bool,
}

impl Batch {
    /// The orders that were written.
    pub(super) fn fresh(&self) -> Vec<OrderId> {
        let new = |answer: &Result<Recorded>| match answer {
            Ok(Recorded::New(id)) => Some(*id),
            _ => None,
        };
        self.answers.iter().filter_map(new).collect()
    }
}

pub(super) fn lost() -> Error {
    Error::Broken("an order without an answer".into())
}

/// Writes up to 500 orders with as many statements as one; the answers stand in their order. An
/// order that cannot be accepted is left out; the others are written.
///
/// # Errors
/// Those of the batch as a whole; an order's own stand in its answer, as for `accept::insert`.
pub fn insert_many(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    drafts: &[OrderDraft],
    import: Option<OrderImportId>,
    at: Timestamp,
) -> Result<Vec<Result<Recorded>>> {
    let drafts: Vec<&OrderDraft> = drafts.iter().collect();
    Ok(write(tx, network, &drafts, import, at)?.answers)
}

pub(super) fn write(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    drafts: &[&OrderDraft],
    import: Option<OrderImportId>,
    at: Timestamp,
) -> Result<Batch> {
    let skus = drafts.iter().flat_map(|draft| draft.lines.iter().map(|line| line.sku.as_str()));
    let products = terms::products(tx, skus)?;
    let mut answers: Vec<Result<Recorded>> = Vec::with_capacity(drafts.len());
    let mut accepted: Vec<(usize, Vec<Sold>)> = Vec::with_capacity(drafts.len());
    for (place, draft) in drafts.iter().enumerate() {
        match sold(draft, &products) {
            Ok(sold) => {
                // The answer is set below; until then it is a defect.
                answers.push(Err(lost()));
                accepted.push((place, sold));
            }
            Err(error) => answers.push(Err(error)),
        }
    }
    let told: Vec<&OrderDraft> = accepted.iter().map(|(place, _)| drafts[*place]).collect();
    let attributions = terms::attributions(tx, network, &told)?;
    let written: Vec<Written<'_>> = accepted
        .iter()
        .zip(attributions)
        .map(|((place, sold), attribution)| Written {
            id: OrderId::new(),
            draft: drafts[*place],
            attribution,
            sold: sold.clone(),
        })
        .collect();
    let (orders, new) = insert_orders(tx, &written, import, at)?;
    let fresh: Vec<&Written<'_>> = written.iter().filter(|order| new.contains(&order.id)).collect();
    let told: Vec<Fresh<'_>> =
        fresh.iter().map(|one| (one.id, one.draft, one.attribution.kol)).collect();
    let new_buyers = written::buyers(tx, &told)?;
    let (lines, (commissions, parts)) =
        insert_lines_and_money(tx, network, &fresh, &new_buyers, at)?;
    let counted = products.values().filter_map(|sold| Some((sold.product, sold.counted_at?)));
    let counted = counted.collect();
    let followed = written::follow_up(tx, network, (&told, &lines), &counted, at)?;
    let repeated: Vec<&OrderDraft> =
        written.iter().filter(|order| !new.contains(&order.id)).map(|order| order.draft).collect();
    let mut stored = order::compare(tx, &repeated)?.into_iter();
    for ((place, _), order) in accepted.iter().zip(&written) {
        answers[*place] = if new.contains(&order.id) {
            Ok(Recorded::New(order.id))
        } else {
            stored.next().ok_or_else(lost)
        };
    }
    Ok(Batch { answers, orders, lines, commissions, parts, followed })
}

fn sold(draft: &OrderDraft, products: &HashMap<String, Sold>) -> Result<Vec<Sold>> {
    let mut errors = Vec::new();
    let mut sold = Vec::with_capacity(draft.lines.len());
    for (place, line) in draft.lines.iter().enumerate() {
        match products.get(&line.sku) {
            Some(product) => sold.push(*product),
            None => {
                errors.push(FieldError::new(format!("lines.{place}.sku"), "sku-unknown"));
            }
        }
    }
    if errors.is_empty() { Ok(sold) } else { Err(Error::Invalid(errors)) }
}

/// Inserts the orders whose number is new within their source, and answers the rows and which of
/// them were written.
fn insert_orders(
    tx: &mut NetworkTx<'_>,
    orders: &[Written<'_>],
    import: Option<OrderImportId>,
    at: Timestamp,
) -> Result<(Vec<OrderRow>, HashSet<OrderId>)> {
    let network = tx.network();
    let rows = orders
        .iter()
        .map(|order| {
            let (draft, attribution) = (order.draft, &order.attribution);
            Ok(OrderRow {
                network_id: network,
                id: order.id,
                source: draft.source.clone(),
                external_id: draft.external_id.clone(),
                currency: draft.currency,
                total_minor: draft.total()?.minor(),
                kol_id: attribution.kol,
                attribution: attribution.kind,
                attribution_code: attribution.code.clone(),
                passed_over: Candidate::write(&Candidate::of(attribution, &draft.claims)),
                click_id: attribution.click,
                link_id: attribution.link,
                import_id: import,
                placed_at: draft.placed_at,
                delivered_at: draft.delivered_at,
                recorded_at: at,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    // The unique key decides, so that two deliveries at once are one order.
    let count = insert_rows!(tx, orders, rows, or nothing)?;
    let ids: Vec<OrderId> = orders.iter().map(|order| order.id).collect();
    if count == ids.len() {
        return Ok((rows, ids.into_iter().collect()));
    }
    if count == 0 {
        return Ok((rows, HashSet::new()));
    }
    let new = order::existing(tx, &ids)?;
    Ok((rows, new))
}

fn insert_lines_and_money(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    orders: &[&Written<'_>],
    new_buyers: &HashMap<OrderId, bool>,
    at: Timestamp,
) -> Result<(Vec<LineRow>, Earnings)> {
    let pairs: HashSet<(OrganizationId, ProductId)> = orders
        .iter()
        .filter_map(|order| Some((order.attribution.kol?, order)))
        .flat_map(|(kol, order)| order.sold.iter().map(move |sold| (kol, sold.product)))
        .collect();
    let book = Book::open(tx, &pairs)?;
    let mut lines: Vec<LineRow> = Vec::new();
    let mut entries: Vec<(EntryId, Entry)> = Vec::new();
    let (mut commissions, mut parts): Earnings = (Vec::new(), Vec::new());
    for order in orders {
        let first = lines.len();
        lines.extend(line_rows(tx.network(), order));
        let new_buyer = new_buyers.get(&order.id).copied();
        let earned = earnings(network, &book, (order, new_buyer), &mut lines[first..], at)?;
        if let Some((entry, (rows, cut))) = earned {
            entries.push(entry);
            commissions.extend(rows);
            parts.extend(cut);
        }
    }
    insert_rows!(tx, order_lines, lines)?;
    let posted: Vec<(EntryId, &Entry)> = entries.iter().map(|(id, entry)| (*id, entry)).collect();
    let late = ledger::entry::insert_many(tx, &posted, at)?;
    commission::count_from(&mut commissions, &late);
    insert_rows!(tx, commissions, commissions)?;
    insert_rows!(tx, commission_parts, parts)?;
    Ok((lines, (commissions, parts)))
}

fn line_rows(network: NetworkId, order: &Written<'_>) -> impl Iterator<Item = LineRow> {
    (1..).zip(order.draft.lines.iter().zip(&order.sold)).map(move |(position, (line, sold))| {
        LineRow {
            network_id: network,
            id: OrderLineId::new(),
            order_id: order.id,
            position,
            product_id: sold.product,
            brand_id: sold.brand,
            kol_id: order.attribution.kol,
            status: order.draft.status,
            begun: order.draft.status,
            held: false,
            quantity: line.quantity,
            unit_price_minor: line.unit_price.minor(),
            discount_minor: line.discount.minor(),
            refunded_minor: 0,
            currency: order.draft.currency,
            placed_at: order.draft.placed_at,
            session_id: order.attribution.session,
            no_commission: None,
        }
    })
}

/// What a line earns by some terms; none when that is nothing.
fn freeze(line: &LineDraft, terms: &Terms, network: &Network) -> Result<Option<Frozen>> {
    let (discounts, tax) = (line.discounts(), line.tax());
    let (unit_price, quantity) = (line.unit_price, line.quantity);
    let sold = freeze::Sold { unit_price, quantity, discounts: &discounts, tax };
    terms.freeze(&sold, network.network_share)
}

/// Rows of commissions, and of what partners have of them.
type Earnings = (Vec<NewCommission>, Vec<NewPart>);
type Earned = ((EntryId, Entry), Earnings);

/// On which terms a line is sold and what it earns by them; where it earns nothing, why.
fn earned(
    (network, book): (&Network, &Book),
    sale: &Sale<'_>,
    (order, line): (&OrderDraft, &LineDraft),
    why: &mut Option<NoCommission>,
) -> Result<Option<(Held, Frozen)>> {
    if book.has_left(sale.kol, order.placed_at) {
        *why = Some(NoCommission::KolLeft);
        return Ok(None);
    }
    let Some(held) = book.held(sale) else {
        *why = Some(NoCommission::NoPlan);
        return Ok(None);
    };
    let frozen = freeze(line, &held.terms, network)?;
    if frozen.is_none() {
        *why = Some(NoCommission::Nothing);
    }
    Ok(frozen.map(|frozen| (held, frozen)))
}

/// The commissions of an order's lines and the entry that expects them; none when it earns none. A
/// line that earns nothing is told why.
fn earnings(
    network: &Network,
    book: &Book,
    (order, new_buyer): (&Written<'_>, Option<bool>),
    lines: &mut [LineRow],
    at: Timestamp,
) -> Result<Option<Earned>> {
    let Some(kol) = order.attribution.kol else { return Ok(None) };
    let draft = order.draft;
    let entry_id = EntryId::new();
    let mut transfers = Vec::new();
    let (mut rows, mut parts) = (Vec::new(), Vec::new());
    let terms_at = order.attribution.clicked_at.unwrap_or(draft.placed_at);
    let groups = book.groups(kol, terms_at);
    for ((line, told), sold) in lines.iter_mut().zip(&draft.lines).zip(&order.sold) {
        let sale = Sale {
            product: sold.product,
            category: sold.category,
            brand: sold.brand,
            kol,
            source: &draft.source,
            order_total: draft.total()?,
            new_buyer,
            groups: &groups,
            session: order.attribution.session,
            plans: &[],
            at: terms_at,
        };
        let why = &mut line.no_commission;
        let Some((held, frozen)) = earned((network, book), &sale, (draft, told), why)? else {
            continue;
        };
        let zone = network.time_zone;
        let cut = book.payees().cut(frozen, kol, draft.placed_at, zone)?;
        transfers.extend(cut.expected(sold.brand, kol)?);
        let row = row(network, (order, kol), line, (&held, &cut), (entry_id, terms_at, at));
        let of = (row.id, order.id);
        let part = |part| NewPart::of(line.network_id, of, part, draft.placed_at);
        parts.extend(cut.parts.iter().map(part));
        rows.push(row);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let key = format!("commission:{}", order.id);
    let kind = EntryKind::CommissionEstimated;
    let entry = Entry::new(key, kind, order.id, draft.placed_at, transfers)?;
    Ok(Some(((entry_id, entry), (rows, parts))))
}

/// A line's commission as it is written.
fn row(
    network: &Network,
    (order, kol): (&Written<'_>, OrganizationId),
    line: &LineRow,
    (held, cut): (&Held, &Cut),
    (entry_id, terms_at, at): (EntryId, Timestamp, Timestamp),
) -> NewCommission {
    let (draft, frozen) = (order.draft, cut.frozen);
    let holding_days = held.terms.holding_days.unwrap_or(network.holding_days);
    NewCommission {
        network_id: line.network_id,
        id: CommissionId::new(),
        order_id: order.id,
        order_line_id: line.id,
        product_id: line.product_id,
        brand_id: line.brand_id,
        kol_id: kol,
        plan_id: held.plan,
        reverses_id: None,
        entry_id,
        rate_ppm: frozen.rate,
        share_ppm: frozen.share,
        base_minor: frozen.base.minor(),
        kol_minor: frozen.kol.minor(),
        network_minor: frozen.network.minor(),
        currency: draft.currency,
        status: CommissionStatus::Estimated,
        earned_at: draft.placed_at,
        payable_at: payable_at(draft.delivered_at, holding_days),
        recorded_at: at,
        rule_id: held.rule,
        holding_days: Some(holding_days),
        terms_at: Some(terms_at),
        belongs_to: None,
        partner_minor: frozen.partners.minor(),
        tax_class: cut.tax.class,
        tax_ppm: cut.tax.rate,
        credit_ppm: cut.tax.credit,
        tax_minor: cut.tax.within(frozen.kol).minor(),
    }
}
