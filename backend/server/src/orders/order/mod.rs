//! Orders: accepted once however often they are sent, listed, explained.

pub mod api;
pub mod asked;
pub mod earned;
pub mod explain;
pub mod pages;
pub mod view;

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::commissions::rule::Rule;
use domain::id::{OrderCaseId, OrderId, OrganizationId, PlanId, ProductId};
use domain::orders::line::LineStatus;
use domain::orders::order::OrderDraft;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Money, Result, Timestamp};
use sha2::{Digest, Sha256};
use store::catalogue::product;
use store::catalogue::shortage::{self, Shortage};
use store::commissions::commission::{self, Commission};
use store::commissions::part::{self, Part};
use store::commissions::rule;
use store::ledger::entry::{self, Posted};
use store::live::session::{self, LiveSession};
use store::orders::case::{self, Case, Piece};
use store::orders::event::{self, Event};
use store::orders::order::{self, Inserted, Line, Order};
use store::orders::written::{self, LineFund};
use store::plans::plan::{self, Plan};
use store::platform::idempotency::{self, Kept, Seen};
use store::scope::NetworkTx;
use store::tracking::click::{self, Click};
use store::tracking::link::{self, Link};

use self::asked::Asked;
use self::view::OrderView;
use crate::app::App;
use crate::commissions::rule::known::Known;
use crate::error::broken;
use crate::orders::cursor::Cursor;
use crate::orders::names::{Named, Names, Said};
use crate::paging;
use crate::together::{self, Together};

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// A caller's key with the digest of the request that it came with.
#[derive(Debug, Clone)]
pub struct Key {
    key: String,
    digest: [u8; 32],
}

impl Key {
    /// Checks the key of a request: 1 to 200 visible ASCII characters.
    ///
    /// # Errors
    /// `Invalid` on `Idempotency-Key`: `idempotency-key-required`, `idempotency-key-malformed`.
    pub fn read(told: Option<&[u8]>, operation: &str, body: &[u8]) -> Result<Self> {
        let field = "Idempotency-Key";
        let told = told
            .filter(|told| !told.is_empty())
            .ok_or_else(|| Error::field(field, "idempotency-key-required"))?;
        let key = std::str::from_utf8(told)
            .ok()
            .filter(|key| key.len() <= 200 && key.bytes().all(|byte| byte.is_ascii_graphic()))
            .ok_or_else(|| Error::field(field, "idempotency-key-malformed"))?;
        let mut digest = Sha256::new();
        digest.update(operation.as_bytes());
        digest.update([0]);
        digest.update(body);
        Ok(Self { key: key.to_owned(), digest: digest.finalize().into() })
    }
}

/// What an order was answered with, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// It was accepted just now.
    First(String),
    /// It was accepted before; this is what was answered then.
    Again(String),
}

/// An order on its way in, with who sent it under which key.
#[derive(Debug, Clone)]
pub struct Handed {
    /// The network, as it was when the order came.
    pub network: Network,
    /// When it came.
    pub at: Timestamp,
    /// Who sent it.
    pub me: Member,
    /// Under which key.
    pub key: Key,
    /// The order.
    pub draft: OrderDraft,
}

/// Accepts orders that came at the same moment; the same key or the same number again is answered as
/// the first time. Each has its own answer, in their order: `Invalid` as
/// `NewOrder::check` and `lines.N.sku: sku-unknown`; `Taken("order-exists")` for another order under
/// the same number.
///
/// The key is looked up only where the order is not new: a fresh order needs no statement for it
/// but the one that keeps the answers, whose unique key stops a request that ran in parallel.
///
/// # Errors
/// `Forbidden`; `Taken("idempotency-key-reused")` for another request under the same key. The whole
/// transaction is given up then: each is to be handed in alone, and [`replay`] knows what was
/// answered under a key.
pub fn accept_each(tx: &mut NetworkTx<'_>, handed: &[&Handed]) -> Result<Vec<Result<Answered>>> {
    let Some(Handed { network, at, .. }) = handed.last().copied() else { return Ok(Vec::new()) };
    let at = *at;
    for one in handed {
        one.me.must(Permission::WriteOrders)?;
    }
    let drafts: Vec<&OrderDraft> = handed.iter().map(|one| &one.draft).collect();
    let inserted = order::insert_each(tx, network, &drafts, at)?;
    let mut kept = Vec::with_capacity(handed.len());
    let mut answers = Vec::with_capacity(handed.len());
    for (one, inserted) in handed.iter().zip(inserted) {
        if let Ok(Inserted::New(accepted)) = inserted {
            let view = OrderView::of_draft(&accepted, &one.draft)?;
            let text = serde_json::to_string(&view).map_err(broken)?;
            kept.push((*one, text.clone()));
            answers.push(Ok(Ok(Answered::First(text))));
        } else {
            answers.push(Err(inserted));
        }
    }
    keep(tx, &kept, at)?;
    // Those that are not new may repeat one of this very batch, whose answer is kept by now.
    let each = handed.iter().zip(answers).map(|(one, answer)| match answer {
        Ok(answer) => Ok(answer),
        Err(inserted) => again(tx, one, inserted, at),
    });
    each.collect()
}

impl together::Piece for Handed {
    type Answer = Answered;

    fn waiting(app: &App) -> &Together<Self> {
        &app.orders
    }

    fn write(tx: &mut NetworkTx<'_>, pieces: &[&Self]) -> Result<Vec<Result<Answered>>> {
        accept_each(tx, pieces)
    }
}

/// What an order is answered that was not written now. The outer error ends the transaction.
fn again(
    tx: &mut NetworkTx<'_>,
    one: &Handed,
    inserted: Result<Inserted>,
    at: Timestamp,
) -> Result<Result<Answered>> {
    match idempotency::get(tx, one.me.organization, &one.key.key, &one.key.digest)? {
        Seen::Same(answer) => return Ok(Ok(Answered::Again(answer))),
        Seen::Other => return Ok(Err(Error::Taken("idempotency-key-reused"))),
        Seen::New => {}
    }
    match inserted {
        Ok(Inserted::Same(id)) => {
            let text = serde_json::to_string(&load(tx, id)?).map_err(broken)?;
            keep(tx, &[(one, text.clone())], at)?;
            Ok(Ok(Answered::Again(text)))
        }
        Ok(Inserted::Differs(id)) => Ok(Err(differs(tx, id, &one.draft)?)),
        Ok(Inserted::New(_)) => Err(broken("a new order is no repetition")),
        Err(error) => Ok(Err(error)),
    }
}

fn keep(tx: &mut NetworkTx<'_>, answers: &[(&Handed, String)], at: Timestamp) -> Result<()> {
    let kept = answers.iter().map(|(one, text)| Kept {
        organization: one.me.organization,
        key: &one.key.key,
        request_digest: &one.key.digest,
        response: text,
    });
    idempotency::insert_many(tx, kept, at)
}

/// Why an order of the same number cannot be taken: its currency is fixed once it is paid, and the
/// rest of it once it is recorded.
///
/// # Errors
/// Only what the store answers.
pub fn differs(tx: &mut NetworkTx<'_>, id: OrderId, draft: &OrderDraft) -> Result<Error> {
    let order = order::get(tx, id)?;
    let paid = order::lines(tx, &[id])?.iter().any(|line| line.status >= LineStatus::Paid);
    let fixed = order.currency != draft.currency && paid;
    Ok(Error::Taken(if fixed { "order-currency-fixed" } else { "order-exists" }))
}

/// What was answered to the same request under a key.
///
/// # Errors
/// `Taken("idempotency-key-reused")` when it was another request.
pub fn replay(tx: &mut NetworkTx<'_>, me: &Member, key: &Key) -> Result<String> {
    match idempotency::get(tx, me.organization, &key.key, &key.digest)? {
        Seen::Same(answer) => Ok(answer),
        Seen::Other | Seen::New => Err(Error::Taken("idempotency-key-reused")),
    }
}

/// An order as the API shows it.
///
/// # Errors
/// `Missing`.
pub fn load(tx: &mut NetworkTx<'_>, id: OrderId) -> Result<OrderView> {
    let order = order::get(tx, id)?;
    let lines = order::lines(tx, &[id])?;
    let commissions = commission::find(tx, &[id])?;
    let skus = skus(tx, &lines)?;
    let parts = part::of(tx, &commissions)?;
    OrderView::new(&order, &lines, (&commissions, &parts), &skus)
}

fn skus(tx: &mut NetworkTx<'_>, lines: &[Line]) -> Result<HashMap<ProductId, String>> {
    let ids: Vec<ProductId> = lines.iter().map(|line| line.product_id).collect();
    let products = product::find(tx, &ids)?;
    Ok(products.into_iter().map(|product| (product.id, product.sku)).collect())
}

/// An order of a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The order.
    pub order: Order,
    /// The KOL that it belongs to.
    pub kol: Option<Said>,
    /// What it earns KOL and network, after refunds; none when it never earned anything.
    pub commission: Option<Money>,
}

/// A page of orders.
#[derive(Debug, Clone)]
pub struct List {
    /// The orders, latest first.
    pub rows: Vec<Row>,
    /// Where the next page begins.
    pub next: Option<Cursor<domain::id::Order>>,
}

/// Orders of the network, latest first.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    locale: Locale,
    asked: &Asked,
    limit: usize,
) -> Result<List> {
    me.must(Permission::SeeOrders)?;
    let filter = asked.filter(network.time_zone);
    let more = paging::one_more(limit);
    let mut orders = order::page(tx, &filter, asked.after.map(|after| (after.0, after.1)), more)?;
    let next = paging::next(&mut orders, limit, |order| Cursor(order.placed_at, order.id));
    let ids: Vec<OrderId> = orders.iter().map(|order| order.id).collect();
    let mut earned: HashMap<OrderId, Money> = HashMap::new();
    for row in commission::find(tx, &ids)? {
        let sum = earned.entry(row.order_id).or_insert(Money::zero(row.currency));
        *sum = sum.plus(amount(&row)?)?;
    }
    let names = tx.names(locale, orders.iter().filter_map(|order| order.kol_id), [])?;
    let rows = orders
        .into_iter()
        .map(|order| Row {
            kol: order.kol_id.map(|kol| names.party(kol)),
            commission: earned.get(&order.id).copied(),
            order,
        })
        .collect();
    Ok(List { rows, next })
}

/// The whole of a commission: the KOL's part, the partners' and the network's.
///
/// # Errors
/// `Broken` on overflow.
pub fn amount(row: &Commission) -> Result<Money> {
    row.frozen().total()
}

/// An order with everything that explains it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The order.
    pub order: Order,
    /// Its lines, by position.
    pub lines: Vec<Line>,
    /// What they earn and what refunds took back, oldest first.
    pub commissions: Vec<Commission>,
    /// What partners have of them.
    pub parts: Vec<Part>,
    /// What happened to it.
    pub events: Vec<Event>,
    /// What was posted about it.
    pub entries: Vec<Posted>,
    /// The products' codes.
    pub skus: HashMap<ProductId, String>,
    /// The plans whose terms were frozen.
    pub plans: HashMap<PlanId, Plan>,
    /// The rules of commission, all versions.
    pub rules: Arc<Vec<Rule>>,
    /// The names of what the rules that won ask for.
    pub known: Known,
    /// The live session whose link led to it.
    pub session: Option<LiveSession>,
    /// The click that led to it.
    pub click: Option<Click>,
    /// The link that led to it.
    pub link: Option<Link>,
    /// The names of everybody and everything in it.
    pub names: Names,
    /// Its returns, exchanges and claims, oldest first.
    pub cases: Vec<Case>,
    /// Pieces of their lines.
    pub pieces: Vec<Piece>,
    /// Who paid for what of its lines.
    pub funds: Vec<LineFund>,
    /// Whether its buyer is new to the network, and to the KOL.
    pub buyer: Option<(bool, bool)>,
    /// Pieces of its lines that were sold and not there.
    pub shortages: Vec<Shortage>,
}

/// An order with everything that explains it.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn detail(tx: &mut NetworkTx<'_>, me: &Member, locale: Locale, id: OrderId) -> Result<Detail> {
    me.must(Permission::SeeOrders)?;
    let order = order::get(tx, id)?;
    let lines = order::lines(tx, &[id])?;
    let commissions = commission::find(tx, &[id])?;
    let plans: Vec<PlanId> = commissions.iter().map(|row| row.plan_id).collect();
    let entries = entry::find(tx, id)?;
    let mut parties: Vec<OrganizationId> = crate::ledger::entry::parties(&entries);
    parties.extend(lines.iter().map(|line| line.brand_id).chain(order.kol_id));
    let parts = part::of(tx, &commissions)?;
    parties.extend(parts.iter().map(|part| part.payee_id));
    let rules = rule::book(tx)?.rules;
    let winners = |rule: &&Rule| commissions.iter().any(|row| row.rule_id == Some(rule.id));
    let asked = rules.iter().filter(winners).map(|rule| &rule.conditions);
    let known = Known::of(tx, locale, asked)?;
    let session = lines.iter().find_map(|line| line.session_id);
    let cases = case::find(tx, id)?;
    let ids: Vec<OrderCaseId> = cases.iter().map(|case| case.id).collect();
    Ok(Detail {
        pieces: case::pieces(tx, &ids)?,
        funds: written::find_funds(tx, id)?,
        buyer: written::find_buyer(tx, id)?,
        shortages: shortage::of_order(tx, id)?,
        cases,
        events: event::find(tx, &[id])?,
        entries,
        skus: skus(tx, &lines)?,
        plans: plan::find(tx, &plans)?,
        session: session.map(|session| session::get(tx, session)).transpose()?,
        known,
        rules,
        click: order.click_id.map(|click| click::get(tx, click)).transpose()?,
        link: order.link_id.map(|link| link::get(tx, link)).transpose()?,
        names: tx.names(locale, parties, lines.iter().map(|line| line.product_id))?,
        commissions,
        parts,
        lines,
        order,
    })
}
