//! Orders over months, in the order in which they would have happened: sold, delivered, given back,
//! confirmed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use domain::id::OrderId;
use domain::orders::attribution::Claims;
use domain::orders::event::{EventKind, OrderEvent};
use domain::orders::line::LineStatus;
use domain::orders::order::{LineDraft, OrderDraft};
use domain::tenancy::network::Network;
use domain::{Currency, Error, Money, Result, Timestamp};
use store::commissions::confirm::confirm_due;
use store::orders::order::{self, Recorded};
use store::orders::{event, insert};
use store::scope::NetworkTx;

use super::build::{Shop, Site};
use super::chance::Chance;

/// Orders that are written with one statement of each kind.
const STATEMENT: usize = 500;
/// Orders of one commit.
const COMMIT: usize = 2_500;
/// Commissions that one statement confirms.
const CONFIRM: i64 = 5_000;
const DAY: i64 = 86_400;

/// What is sold, by whom, for how long.
pub struct Season<'a> {
    /// Where.
    pub site: &'a Site,
    /// By whom.
    pub shops: Arc<Vec<Shop>>,
    /// How many orders.
    pub orders: usize,
    /// Over how many days until now.
    pub days: i64,
    /// Now.
    pub now: Timestamp,
    /// What chance begins with.
    pub seed: u64,
}

/// Something that is given back later on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Return {
    at: Timestamp,
    order: OrderId,
    kind: ReturnKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ReturnKind {
    Cancel,
    Part,
    Whole,
}

impl Season<'_> {
    /// Sells; `progress` hears how many orders are written.
    ///
    /// # Errors
    /// What the rules or the database answer.
    pub fn sell(&self, mut progress: impl FnMut(usize)) -> Result<()> {
        let mut chance = Chance::new(self.seed);
        let mut returns: BinaryHeap<Reverse<Return>> = BinaryHeap::new();
        let mut confirmed_at = self.placed_at(0);
        let mut written = 0;
        while written < self.orders {
            let count = COMMIT.min(self.orders - written);
            let drafts: Vec<OrderDraft> =
                (written..written + count).map(|number| self.order(number, &mut chance)).collect();
            let until = self.placed_at(written + count - 1);
            let due = due(&mut returns, until);
            let network = self.site.network.clone();
            let fates: Vec<u64> = (0..count).map(|_| chance.bits()).collect();
            let fresh = self.site.write(move |tx| {
                give_back(tx, &network, &due)?;
                write(tx, &network, &drafts, &fates, until)
            })?;
            returns.extend(fresh.into_iter().filter(|back| back.at <= self.now).map(Reverse));
            written += count;
            if until.seconds_since(confirmed_at) >= 7 * DAY {
                confirmed_at = until;
                self.confirm(until)?;
            }
            if written <= 2 * COMMIT {
                // PostgreSQL must not keep the plans of empty tables.
                self.site.app.store.analyze()?;
            }
            progress(written);
        }
        let rest = due(&mut returns, self.now);
        let (network, now) = (self.site.network.clone(), self.now);
        for some in rest.chunks(500) {
            let (network, some) = (network.clone(), some.to_vec());
            self.site.write(move |tx| give_back(tx, &network, &some))?;
        }
        self.confirm(now)
    }

    fn confirm(&self, at: Timestamp) -> Result<()> {
        while self.site.write(move |tx| confirm_due(tx, at, CONFIRM))? > 0 {}
        Ok(())
    }

    /// Spread evenly, a little more with each month: the network grows.
    fn placed_at(&self, number: usize) -> Timestamp {
        let span = self.days * DAY;
        let (number, all) = (number as u64, self.orders.max(1) as u64);
        // The square root makes the last month busier than the first.
        let share = (number * 1_000_000 / all * 1_000_000).isqrt();
        let passed = i64::try_from(share).unwrap_or(0) * span / 1_000_000;
        self.now.plus_seconds(passed - span)
    }

    fn order(&self, number: usize, chance: &mut Chance) -> OrderDraft {
        let placed_at = self.placed_at(number);
        let shop = &self.shops[chance.skewed(self.shops.len())];
        let currency = if chance.happens(150) { Currency::Cny } else { Currency::Jpy };
        let count = 1 + usize::from(chance.happens(180)) + usize::from(chance.happens(40));
        let lines = (0..count).map(|_| line(shop, currency, chance)).collect();
        let delivered_at = placed_at.plus_seconds(chance.between(2 * DAY, 9 * DAY));
        let delivered_at = (delivered_at <= self.now).then_some(delivered_at);
        let shipped = self.now.seconds_since(placed_at) > 2 * DAY;
        OrderDraft {
            buyer: None,
            reserve: false,
            source: if currency == Currency::Cny { "wechat_shop" } else { "shopify" }.to_owned(),
            external_id: format!("#{}", 100_001 + number),
            currency,
            placed_at,
            delivered_at,
            status: match delivered_at {
                Some(_) => LineStatus::Delivered,
                None if shipped => LineStatus::Shipped,
                None => LineStatus::Paid,
            },
            claims: self.claims(shop, chance),
            lines,
        }
    }

    fn claims(&self, shop: &Shop, chance: &mut Chance) -> Claims {
        match chance.below(100) {
            0..8 => Claims::default(),
            8..30 => Claims { coupon: Some(shop.coupon.clone()), ..Claims::default() },
            _ => {
                let code = &shop.links[chance.skewed(shop.links.len())];
                let public = format!("{}{code}", self.site.network.code);
                Claims { link_code: Some(public), ..Claims::default() }
            }
        }
    }
}

fn line(shop: &Shop, currency: Currency, chance: &mut Chance) -> LineDraft {
    let (sku, yen) = &shop.goods[chance.skewed(shop.goods.len())];
    let quantity = if chance.happens(850) { 1 } else { chance.between(2, 4) };
    // About five fen to the yen, as the shops in China price it.
    let unit = if currency == Currency::Cny { yen * 5 } else { *yen };
    let discount = if chance.happens(120) { unit * quantity / 10 } else { 0 };
    LineDraft {
        funds: Vec::new(),
        sku: sku.clone(),
        quantity,
        unit_price: Money::new(unit, currency),
        discount: Money::new(discount, currency),
    }
}

fn due(returns: &mut BinaryHeap<Reverse<Return>>, until: Timestamp) -> Vec<Return> {
    let mut due = Vec::new();
    while returns.peek().is_some_and(|Reverse(next)| next.at <= until) {
        if let Some(Reverse(next)) = returns.pop() {
            due.push(next);
        }
    }
    due
}

/// Writes orders and says which of them will be given back.
fn write(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    drafts: &[OrderDraft],
    fates: &[u64],
    at: Timestamp,
) -> Result<Vec<Return>> {
    let mut returns = Vec::new();
    for (drafts, fates) in drafts.chunks(STATEMENT).zip(fates.chunks(STATEMENT)) {
        let answers = insert::insert_many(tx, network, drafts, None, at)?;
        for ((answer, draft), fate) in answers.into_iter().zip(drafts).zip(fates) {
            let Recorded::New(order) = answer? else {
                return Err(Error::Taken("order-exists"));
            };
            returns.extend(fate_of(order, draft, *fate));
        }
    }
    Ok(returns)
}

/// One order of a hundred is canceled, three are given back in part, two wholly.
fn fate_of(order: OrderId, draft: &OrderDraft, fate: u64) -> Option<Return> {
    let days = i64::try_from((fate >> 32) % 12).unwrap_or(0);
    let kind = match fate % 100 {
        0 => ReturnKind::Cancel,
        1..4 => ReturnKind::Part,
        4..6 => ReturnKind::Whole,
        _ => return None,
    };
    let at = match (kind, draft.delivered_at) {
        // What was sent cannot be canceled any more.
        (ReturnKind::Cancel, None) if draft.status == LineStatus::Paid => {
            draft.placed_at.plus_seconds(DAY / 4)
        }
        (ReturnKind::Cancel, _) | (_, None) => return None,
        (_, Some(delivered)) => delivered.plus_seconds((1 + days) * DAY),
    };
    Some(Return { at, order, kind })
}

fn give_back(tx: &mut NetworkTx<'_>, network: &Network, returns: &[Return]) -> Result<()> {
    for back in returns {
        let stored = order::get(tx, back.order)?;
        let half = Money::new(stored.total_minor / 2, stored.currency);
        let (kind, amount) = match back.kind {
            ReturnKind::Cancel => (EventKind::Cancel, None),
            ReturnKind::Whole => (EventKind::Refund, None),
            ReturnKind::Part => (EventKind::Refund, Some(half)),
        };
        let external_id = format!("R{}", stored.external_id);
        let happened = OrderEvent { kind, external_id, at: back.at, amount, line: None };
        event::apply(tx, network, None, &stored, &happened, back.at)?;
    }
    Ok(())
}
