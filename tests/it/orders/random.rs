//! Random lives of many orders: whatever happens to them, in whatever order, the books stay sound.
//!
//! A new kind of event is a variant of `Act`, its weight, and an arm of `Life::act`.

use std::collections::BTreeMap;
use std::time::Instant;

use domain::id::{ClickId, OrderId};
use domain::orders::event::NewEvent;
use domain::orders::order::NewOrder;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use server::orders::event::{Recorded, record};
use server::orders::order::{Answered, Handed, Key, accept_each};
use server::platform::maintain::maintain;
use server::seed::chance::Chance;
use store::scope::OfNetwork;

use crate::app::{TestApp, stories};
use crate::invariants::{broken, join_as_written, unsettled};
use crate::makers::any::any_order;
use crate::makers::orders::{Market, click, findings, market};
use crate::makers::partners::company;
use crate::orders::acts::{ACTS, Act, refused};

/// How many events, unless `KAKEHASHI_EVENTS` says otherwise.
const EVENTS: usize = 3_000;
/// Events between two looks at everything.
const PART: usize = 1_000;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// What is more than any order of a story.
const TOO_MUCH: i64 = 150_000_000;

/// An order that was accepted, and what was told of it.
#[derive(Clone)]
struct Known {
    id: OrderId,
    body: NewOrder,
    key: String,
    placed_at: Timestamp,
    events: Vec<NewEvent>,
}

/// The lives of all orders, and what came of each act.
struct Life<'a> {
    app: &'a TestApp,
    network: Network,
    market: Market,
    chance: Chance,
    orders: Vec<Known>,
    next: u64,
    events: usize,
    confirmed: usize,
    /// The latest moment at which the clocks ran.
    clock: Option<Timestamp>,
    outcomes: BTreeMap<(Act, &'static str), usize>,
}

impl<'a> Life<'a> {
    fn new(app: &'a TestApp, seed: u64) -> Self {
        let market = market(app);
        company(app);
        Self {
            app,
            network: app.app.directory.by_id(&app.app, app.hashi.network).expect("the network"),
            market,
            chance: Chance::new(seed),
            orders: Vec::new(),
            next: 0,
            events: 0,
            confirmed: 0,
            clock: None,
            outcomes: BTreeMap::new(),
        }
    }

    fn number(&mut self) -> String {
        self.next += 1;
        format!("n{}", self.next)
    }

    fn pick(&mut self) -> Act {
        let mut dice = self.chance.bits() % ACTS.iter().map(|(_, weight)| weight).sum::<u64>();
        for (act, weight) in ACTS {
            if dice < *weight {
                return *act;
            }
            dice -= weight;
        }
        Act::Order
    }

    /// One of the orders, a late one far more often.
    fn any(&mut self) -> usize {
        let recent = self.orders.len().min(300);
        if self.chance.happens(900) {
            self.orders.len() - 1 - self.chance.skewed(recent)
        } else {
            self.chance.below(self.orders.len())
        }
    }

    /// Lets one act happen; answers what came of it.
    fn act(&mut self, act: Act) -> Result<&'static str> {
        if self.orders.is_empty() && !matches!(act, Act::Clock | Act::Maintain | Act::MaintainLate)
        {
            return self.order();
        }
        match act {
            Act::Order => self.order(),
            Act::OrderAgain => self.order_again(),
            Act::OrderDiffers => self.order_differs(),
            Act::Deliver => self.tell("delivered", None, None),
            Act::RefundPart => {
                let amount = self.chance.between(1, 4_000).to_string();
                let line = self.line();
                self.tell("refund", Some(amount), line)
            }
            Act::RefundWhole => {
                let line = self.line();
                self.tell("refund", None, line)
            }
            Act::RefundTooLarge => self.tell("refund", Some(TOO_MUCH.to_string()), None),
            Act::Cancel => self.tell("cancel", None, None),
            Act::Dispute => {
                let kinds = ["chargeback", "chargeback", "chargeback_won", "chargeback_lost"];
                let kind = kinds[self.chance.below(kinds.len())];
                self.tell(kind, None, None)
            }
            Act::Return => {
                let kinds = ["return_requested", "returned"];
                let (kind, line) = (kinds[self.chance.below(kinds.len())], self.line());
                self.tell(kind, None, line)
            }
            Act::GoOn => {
                let kinds = ["paid", "shipped", "completed"];
                let kind = kinds[self.chance.below(kinds.len())];
                self.tell(kind, None, None)
            }
            Act::EventAgain => self.event_again(),
            Act::EventDiffers => self.event_differs(),
            Act::EventOutOfTime => self.event_out_of_time(),
            Act::EventOfNoLine => self.tell("refund", Some("1".into()), Some(77)),
            Act::Clock => {
                let jump = if self.chance.happens(700) { DAY / 6 } else { 5 * DAY };
                self.app.advance(self.chance.between(0, jump));
                Ok("on")
            }
            Act::Maintain => self.maintain(0),
            Act::MaintainLate => {
                let behind = self.chance.between(1, 3 * DAY);
                self.maintain(behind)
            }
        }
    }

    fn order(&mut self) -> Result<&'static str> {
        let mut body = any_order(&mut self.chance, &self.market, self.app.app.now());
        let key = self.number();
        body.external_id = format!("#{key}");
        let placed_at = Timestamp::parse(&body.placed_at).expect("a moment");
        if self.chance.happens(150) {
            let shop =
                if self.chance.happens(500) { &self.market.shop } else { &self.market.rival };
            let at = placed_at.plus_seconds(-3_600);
            let id: ClickId = click(self.app, &self.app.hashi, shop, at);
            body.click = Some(id.to_string());
        }
        let (first, id) = self.send(&key, &body)?;
        assert!(first, "{} was there before", body.external_id);
        self.orders.push(Known { id, body, key, placed_at, events: Vec::new() });
        Ok("accepted")
    }

    /// Hands an order in; answers whether it was new, and its id.
    fn send(&self, key: &str, body: &NewOrder) -> Result<(bool, OrderId)> {
        let at = self.app.app.now();
        let told = format!("{body:?}");
        let key = Key::read(Some(key.as_bytes()), "orders", told.as_bytes())?;
        let draft = body.check(&self.network, at)?;
        let (network, me) = (self.network.clone(), self.app.hashi.manager.clone());
        let scope = OfNetwork::for_row(network.id);
        let handed = Handed { network, at, me, key, draft };
        let answered = self
            .app
            .app
            .store
            .write(scope, move |tx| accept_each(tx, &[&handed])?.pop().expect("an answer"))?;
        let (first, text) = match answered {
            Answered::First(text) => (true, text),
            Answered::Again(text) => (false, text),
        };
        let view: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let id = view["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        Ok((first, id))
    }

    fn order_again(&mut self) -> Result<&'static str> {
        let of = self.any();
        let mut key = self.orders[of].key.clone();
        if self.chance.happens(400) {
            key = self.number();
        }
        let known = &self.orders[of];
        let (first, id) = self.send(&key, &known.body)?;
        assert!(!first && id == known.id, "{} came twice", known.body.external_id);
        Ok("the same")
    }

    fn order_differs(&mut self) -> Result<&'static str> {
        let of = self.any();
        let (mut body, mut key) = (self.orders[of].body.clone(), self.orders[of].key.clone());
        body.lines[0].quantity += 1;
        let wanted = if self.chance.happens(500) {
            key = self.number();
            "order-exists"
        } else {
            "idempotency-key-reused"
        };
        assert_eq!(self.send(&key, &body), Err(Error::Taken(wanted)));
        Ok("refused")
    }

    /// A line, or none: the whole order.
    fn line(&mut self) -> Option<i64> {
        self.chance.happens(400).then_some(1)
    }

    /// A new event of some order, at some moment since it was placed: events come out of order.
    fn tell(
        &mut self,
        kind: &str,
        amount: Option<String>,
        line: Option<i64>,
    ) -> Result<&'static str> {
        let of = self.any();
        let placed_at = self.orders[of].placed_at;
        let since = self.app.app.now().seconds_since(placed_at).max(0);
        let at = placed_at.plus_seconds(self.chance.between(0, since.min(60 * DAY)));
        let external_id = self.number();
        let new = NewEvent {
            kind: kind.to_owned(),
            external_id,
            at: at.to_string(),
            amount,
            currency: None,
            line,
        };
        let recorded = self.record(of, &new)?;
        assert!(recorded.new, "{new:?} was there before");
        self.events += 1;
        self.orders[of].events.push(new);
        Ok("recorded")
    }

    fn record(&self, of: usize, new: &NewEvent) -> Result<Recorded> {
        let (network, me) = (self.network.clone(), self.app.hashi.manager.clone());
        let (id, new, at) = (self.orders[of].id, new.clone(), self.app.app.now());
        let scope = OfNetwork::for_row(network.id);
        self.app.app.store.write(scope, move |tx| record(tx, &me, &network, id, &new, at))
    }

    /// Some order that something was told of, and what.
    fn told(&mut self) -> Option<(usize, NewEvent)> {
        let of = self.any();
        let events = &self.orders[of].events;
        Some((of, events.get(self.chance.below(events.len()))?.clone()))
    }

    fn event_again(&mut self) -> Result<&'static str> {
        let Some((of, event)) = self.told() else { return Ok("nothing to tell again") };
        assert!(!self.record(of, &event)?.new, "{event:?} twice");
        Ok("the same")
    }

    fn event_differs(&mut self) -> Result<&'static str> {
        let Some((of, mut event)) = self.told().filter(|(_, event)| event.kind == "refund") else {
            return Ok("nothing to tell otherwise");
        };
        event.amount = Some((TOO_MUCH - 1).to_string());
        let outcome = self.record(of, &event).map(|recorded| recorded.new);
        assert_eq!(outcome, Err(Error::Taken("order-event-differs")));
        Ok("refused")
    }

    fn event_out_of_time(&mut self) -> Result<&'static str> {
        let of = self.any();
        let at = if self.chance.happens(500) {
            self.orders[of].placed_at.plus_seconds(-1)
        } else {
            self.app.app.now().plus_seconds(DAY + 1)
        };
        let (kind, external_id) = ("refund".to_owned(), self.number());
        let new = NewEvent {
            kind,
            external_id,
            at: at.to_string(),
            amount: None,
            currency: None,
            line: None,
        };
        let outcome = self.record(of, &new);
        assert!(matches!(outcome, Err(Error::Invalid(_))), "{outcome:?}");
        Ok("refused")
    }

    /// Loses every dispute, and gives back what somebody wanted to send back.
    fn end_what_is_open(&mut self) -> Result<()> {
        for of in 0..self.orders.len() {
            for told in self.orders[of].events.clone() {
                // A dispute ends under its own number.
                let (kind, external_id) = match told.kind.as_str() {
                    "chargeback" => ("chargeback_lost", told.external_id),
                    "return_requested" | "returned" => ("refund", self.number()),
                    _ => continue,
                };
                let (kind, at) = (kind.to_owned(), self.app.app.now().to_string());
                let new =
                    NewEvent { kind, external_id, at, amount: None, currency: None, line: None };
                self.events += usize::from(self.record(of, &new)?.new);
            }
        }
        Ok(())
    }

    fn maintain(&mut self, behind: i64) -> Result<&'static str> {
        let at = self.app.app.now().plus_seconds(-behind);
        self.confirmed += maintain(&self.app.app, at)?.commissions_confirmed;
        self.clock = self.clock.max(Some(at));
        Ok("ran")
    }

    /// Whether everything holds that must hold now.
    fn look(&self) {
        let mut raw = self.app.raw();
        if !self.app.app.store.queues_writes() {
            raw.batch("ANALYZE").expect("statistics");
            join_as_written(&mut raw);
        }
        assert_eq!(broken(&mut raw, self.clock), Vec::<String>::new());
        assert_eq!(findings(self.app), Vec::<String>::new());
        let mut count = |sql: &str| -> usize {
            let sql = format!("SELECT CAST(COUNT(*) AS TEXT) AS value FROM {sql}");
            raw.texts(&sql).expect("a count")[0].parse().expect("a number")
        };
        assert_eq!(count("orders"), self.orders.len());
        assert_eq!(count("order_events WHERE external_id <> 'assumed'"), self.events);
    }
}

fn lead(app: &TestApp) {
    let told = |name: &str| std::env::var(name).ok().and_then(|told| told.parse::<u64>().ok());
    let events = told("KAKEHASHI_EVENTS").and_then(|events| usize::try_from(events).ok());
    let seed = told("KAKEHASHI_SEED").unwrap_or(20_261_122);
    let mut life = Life::new(app, seed);
    let mut began = Instant::now();
    for step in 1..=events.unwrap_or(EVENTS) {
        let act = life.pick();
        let outcome = match life.act(act) {
            Ok(outcome) => outcome,
            Err(error) => refused(&error)
                .unwrap_or_else(|| panic!("seed {seed}, step {step}, {act:?}: {error:?}")),
        };
        *life.outcomes.entry((act, outcome)).or_default() += 1;
        if step % PART == 0 {
            let lived = began.elapsed();
            life.look();
            let looked = began.elapsed() - lived;
            eprintln!(
                "seed {seed}: {step} events, {} orders; lived {:.1} s, looked {:.1} s",
                life.orders.len(),
                lived.as_secs_f64(),
                looked.as_secs_f64()
            );
            began = Instant::now();
        }
    }
    for (act, _) in ACTS {
        let happened = life.outcomes.keys().any(|(known, _)| known == act);
        assert!(happened, "{act:?} never happened: {:?}", life.outcomes);
    }
    // At last everything is confirmed that was ever earned and that nobody disputes or sends back.
    life.end_what_is_open().expect("the ends");
    app.advance(100 * DAY);
    life.maintain(0).expect("the clocks");
    life.look();
    let mut raw = app.raw();
    assert_eq!(unsettled(&mut raw), Vec::<String>::new());
    let late = raw.texts("SELECT 'x' AS value FROM commissions WHERE status = 'confirmed' AND reverses_id IS NOT NULL AND payable_at < earned_at");
    assert!(!late.expect("commissions").is_empty(), "nothing was refunded after it was confirmed");
    assert!(life.confirmed > 0);
}

stories! {
    async fn whatever_happens_to_orders_the_books_stay_sound(app: &TestApp) {
        lead(app);
    }
}
