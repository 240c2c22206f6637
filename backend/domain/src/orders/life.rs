//! What the events of an order have made of it: a fold that does not care in which order they
//! arrived or how often.
//!
//! Events are read in the order of their own moments. Money is reckoned anew from all of them: an
//! amount of a line is taken from that line; an amount of the order is spread over its lines in
//! proportion to what is left of each; a dispute takes like a refund until it is won. What is posted
//! is the difference to what was posted before, so that the sum of all postings is a function of the
//! set of events.

use crate::error::{Error, FieldError, Result};
use crate::money::Money;
use crate::orders::event::{EventKind, OrderEvent};
use crate::orders::line::LineStatus;
use crate::time::Timestamp;

/// A line as it was sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoldLine {
    /// Its place in the order, from 1.
    pub position: i64,
    /// Where it stood when the order was written.
    pub begun: LineStatus,
    /// What was paid for its goods.
    pub base: Money,
}

/// A return of some pieces of a line, as far as the line's state goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineCase {
    /// The line's place.
    pub position: i64,
    /// Whether goods come back: a return or an exchange.
    pub comes_back: bool,
    /// When the goods were received.
    pub received_at: Option<Timestamp>,
    /// When it was settled; open until then.
    pub closed_at: Option<Timestamp>,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineLife {
    /// Where it stands.
    pub status: LineStatus,
    /// What was given back of it, disputes included.
    pub taken: Money,
    /// Whether its commission waits: an open return, claim or dispute.
    pub held: bool,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// Its lines, in the order in which they were handed in.
    pub lines: Vec<LineLife>,
    /// When it arrived.
    pub delivered_at: Option<Timestamp>,
    /// Since when nothing is left of it.
    pub over_at: Option<Timestamp>,
}

/// How a dispute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Open,
    Won,
    Lost,
}

/// The events of an order, each once, by their moments.
struct Told<'a> {
    lines: &'a [SoldLine],
    events: Vec<&'a OrderEvent>,
}

/// Folds the events of an order.
///
/// # Errors
/// `Broken` on overflow or mixed currencies.
pub fn fold(lines: &[SoldLine], events: &[OrderEvent], cases: &[LineCase]) -> Result<Life> {
    let told = Told::of(lines, events);
    let refunded = told.given(false)?;
    let given = told.given(true)?;
    let taken = told.charged(&given)?;
    let mut all = Vec::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        let outcome = told.dispute(line);
        let back = told.comes_back(line, cases);
        let mut status = told.progress(line);
        let mut reach = |reached: LineStatus, when: bool| {
            if when {
                status = status.max(reached);
            }
        };
        let full = |sum: &[Money]| sum[place] == line.base;
        let touched = told.touched(line);
        reach(LineStatus::ChargebackWon, outcome == Some(Outcome::Won));
        reach(LineStatus::ReturnRequested, back.asked);
        reach(LineStatus::Returned, back.received);
        reach(LineStatus::RefundedPartial, refunded[place].minor() > 0);
        reach(LineStatus::RefundedFull, full(&refunded) && touched);
        let emptied = full(&refunded) && touched;
        reach(LineStatus::Canceled, told.canceled_at().is_some() && !emptied);
        reach(LineStatus::Chargeback, outcome == Some(Outcome::Open));
        reach(LineStatus::ChargebackLost, outcome == Some(Outcome::Lost));
        let is_over = taken[place] == line.base && outcome != Some(Outcome::Open);
        let held = outcome == Some(Outcome::Open) || back.open || (back.waits && !is_over);
        all.push(LineLife { status, taken: taken[place], held });
    }
    let delivered = told.events.iter().filter(|event| event.kind == EventKind::Delivered);
    Ok(Life {
        delivered_at: delivered.map(|event| event.at).min(),
        over_at: told.over_at(&all),
        lines: all,
    })
}

/// Whether an event that is told now may be recorded beside the others.
///
/// # Errors
/// `Invalid`: `line: order-line-unknown`; `amount: refund-too-large` (`left`, a decimal) for more
/// than is left of the line or the order. `Refused("order-line-state")` to cancel what was sent.
pub fn admit(lines: &[SoldLine], events: &[OrderEvent], new: &OrderEvent) -> Result<()> {
    if new.line.is_some_and(|position| lines.iter().all(|line| line.position != position)) {
        return Err(Error::Invalid(vec![FieldError::new("line", "order-line-unknown")]));
    }
    let told = Told::of(lines, events);
    if new.kind == EventKind::Cancel && told.sent_by(new.at) {
        return Err(Error::Refused("order-line-state"));
    }
    let Some(amount) = new.amount else { return Ok(()) };
    let left = told.left_for(new)?;
    if amount.minus(left)?.minor() > 0 {
        let error = FieldError::new("amount", "refund-too-large").with("left", left.decimal());
        return Err(Error::Invalid(vec![error]));
    }
    Ok(())
}

/// What of a line's goods comes back.
#[derive(Debug, Clone, Copy, Default)]
struct Back {
    asked: bool,
    received: bool,
    /// A case of the line is open.
    open: bool,
    /// A return was told of that nobody has settled.
    waits: bool,
}

impl<'a> Told<'a> {
    fn of(lines: &'a [SoldLine], events: &'a [OrderEvent]) -> Self {
        let mut events: Vec<&OrderEvent> = events.iter().collect();
        events.sort_by_key(|one| (one.at, one.kind, one.external_id.as_str()));
        let mut known = std::collections::HashSet::new();
        events.retain(|one| known.insert((one.kind, one.external_id.as_str())));
        Self { lines, events }
    }

    fn of_kind(&self, kind: EventKind) -> impl Iterator<Item = &'a OrderEvent> + '_ {
        self.events.iter().copied().filter(move |event| event.kind == kind)
    }

    fn progress(&self, line: &SoldLine) -> LineStatus {
        let reached = self.events.iter().filter_map(|event| event.kind.progress());
        reached.fold(line.begun, Ord::max)
    }

    /// Whether any line was on its way at a moment.
    fn sent_by(&self, at: Timestamp) -> bool {
        self.lines.iter().any(|line| line.begun.is_sent())
            || self.events.iter().any(|event| {
                event.at <= at && event.kind.progress().is_some_and(LineStatus::is_sent)
            })
    }

    /// When the order was canceled; what had been sent by then was not.
    fn canceled_at(&self) -> Option<Timestamp> {
        self.of_kind(EventKind::Cancel).map(|event| event.at).find(|at| !self.sent_by(*at))
    }

    /// From when on nothing is left of a line by what was said of the whole of it.
    fn emptied_at(&self, line: &SoldLine, cancels: bool) -> Option<Timestamp> {
        let refund = self
            .of_kind(EventKind::Refund)
            .filter(|event| event.amount.is_none() && concerns(event, line))
            .map(|event| event.at)
            .min();
        [refund, self.canceled_at().filter(|_| cancels)].into_iter().flatten().min()
    }

    /// Whether anything was given back of a line that may be worth nothing.
    fn touched(&self, line: &SoldLine) -> bool {
        self.of_kind(EventKind::Refund)
            .any(|event| concerns(event, line) && (event.amount.is_none() || line.base.minor() > 0))
    }

    /// What refunds, and cancellations if they count, give back of each line.
    fn given(&self, cancels: bool) -> Result<Vec<Money>> {
        let mut given = Vec::with_capacity(self.lines.len());
        for line in self.lines {
            let own = self.of_kind(EventKind::Refund).filter(|e| e.line == Some(line.position));
            let sum = sum(line, own)?;
            given.push(least(sum, line.base)?);
        }
        let spread = self.of_kind(EventKind::Refund).filter(|event| event.line.is_none());
        for event in spread {
            let Some(amount) = event.amount else { continue };
            let open = |line: &SoldLine| {
                self.emptied_at(line, cancels).is_none_or(|emptied| emptied > event.at)
            };
            self.spread(&mut given, amount, open)?;
        }
        for (line, given) in self.lines.iter().zip(&mut given) {
            if self.emptied_at(line, cancels).is_some() {
                *given = line.base;
            }
        }
        Ok(given)
    }

    /// Adds what disputes take that were not won.
    fn charged(&self, given: &[Money]) -> Result<Vec<Money>> {
        let mut taken = given.to_vec();
        for event in self.of_kind(EventKind::Chargeback) {
            if self.outcome(event) == Outcome::Won {
                continue;
            }
            let meant = |line: &SoldLine| concerns(event, line);
            if let Some(amount) = event.amount {
                self.spread(&mut taken, amount, meant)?;
                continue;
            }
            for (line, taken) in self.lines.iter().zip(&mut taken) {
                if meant(line) {
                    *taken = line.base;
                }
            }
        }
        Ok(taken)
    }

    /// Takes an amount from the lines that are meant, in proportion to what is left of each.
    fn spread(
        &self,
        given: &mut [Money],
        amount: Money,
        meant: impl Fn(&SoldLine) -> bool,
    ) -> Result<()> {
        let mut left = Vec::with_capacity(given.len());
        let mut whole = Money::zero(amount.currency());
        for (line, given) in self.lines.iter().zip(given.iter()) {
            let of_line = line.base.minus(*given)?;
            let of_line = if meant(line) { of_line } else { Money::zero(of_line.currency()) };
            whole = whole.plus(of_line)?;
            left.push(of_line.minor());
        }
        if whole.is_zero() {
            return Ok(());
        }
        let parts = least(amount, whole)?.allocate(&left)?;
        for (given, part) in given.iter_mut().zip(parts) {
            *given = given.plus(part)?;
        }
        Ok(())
    }

    fn outcome(&self, chargeback: &OrderEvent) -> Outcome {
        let ended = self.events.iter().rev().find_map(|event| match event.kind {
            _ if event.external_id != chargeback.external_id => None,
            EventKind::ChargebackWon => Some(Outcome::Won),
            EventKind::ChargebackLost => Some(Outcome::Lost),
            _ => None,
        });
        ended.unwrap_or(Outcome::Open)
    }

    /// How the disputes of a line stand: an open one counts before a lost one, that before a won.
    fn dispute(&self, line: &SoldLine) -> Option<Outcome> {
        let outcomes: Vec<Outcome> = self
            .of_kind(EventKind::Chargeback)
            .filter(|event| concerns(event, line))
            .map(|event| self.outcome(event))
            .collect();
        [Outcome::Open, Outcome::Lost, Outcome::Won]
            .into_iter()
            .find(|outcome| outcomes.contains(outcome))
    }

    fn comes_back(&self, line: &SoldLine, cases: &[LineCase]) -> Back {
        let own: Vec<&LineCase> =
            cases.iter().filter(|case| case.position == line.position).collect();
        let latest = |kinds: &[EventKind]| {
            let some = |event: &&&OrderEvent| kinds.contains(&event.kind) && concerns(event, line);
            self.events.iter().filter(some).map(|event| event.at).max()
        };
        let returned = latest(&[EventKind::Returned]);
        let told = latest(&[EventKind::ReturnRequested, EventKind::Returned]);
        let closed = own.iter().filter_map(|case| case.closed_at).max();
        let settled = latest(&[EventKind::Refund]).max(closed);
        let open = own.iter().any(|case| case.closed_at.is_none());
        Back {
            asked: told.is_some()
                || own.iter().any(|case| case.comes_back && case.closed_at.is_none()),
            received: returned.is_some()
                || own.iter().any(|case| case.comes_back && case.received_at.is_some()),
            open,
            waits: told.is_some() && told > settled,
        }
    }

    /// Since when nothing is left of any line, with no dispute that could bring it back.
    fn over_at(&self, lines: &[LineLife]) -> Option<Timestamp> {
        let is_over =
            self.lines.iter().zip(lines).all(|(line, life)| {
                life.taken == line.base && life.status != LineStatus::Chargeback
            });
        let moved = self.events.iter().filter(|event| event.kind.moves_money());
        moved.map(|event| event.at).max().filter(|_| is_over)
    }

    /// How much more may be told of what a new event is about.
    fn left_for(&self, new: &OrderEvent) -> Result<Money> {
        let mut left = Money::zero(new.amount.map_or_else(
            || self.lines.first().map_or(crate::Currency::Jpy, |line| line.base.currency()),
            Money::currency,
        ));
        let mut own = left;
        for line in self.lines {
            let gone = self.emptied_at(line, true).is_some_and(|emptied| emptied <= new.at);
            let lost = self.dispute(line) == Some(Outcome::Lost);
            let events = self.of_kind(new.kind).filter(|e| e.line == Some(line.position));
            let base = if gone || lost { Money::zero(line.base.currency()) } else { line.base };
            let of_line = base.minus(sum(line, events)?)?;
            let of_line =
                if of_line.is_negative() { Money::zero(base.currency()) } else { of_line };
            left = left.plus(of_line)?;
            if new.line == Some(line.position) {
                own = of_line;
            }
        }
        for event in self.of_kind(new.kind).filter(|event| event.line.is_none()) {
            left = left.minus(event.amount.unwrap_or(Money::zero(left.currency())))?;
        }
        if left.is_negative() {
            left = Money::zero(left.currency());
        }
        if new.line.is_some() { least(own, left) } else { Ok(left) }
    }
}

/// Whether an event is about a line.
fn concerns(event: &OrderEvent, line: &SoldLine) -> bool {
    event.line.is_none_or(|position| position == line.position)
}

fn sum<'a>(line: &SoldLine, events: impl Iterator<Item = &'a OrderEvent>) -> Result<Money> {
    events.filter_map(|event| event.amount).try_fold(Money::zero(line.base.currency()), Money::plus)
}

fn least(one: Money, other: Money) -> Result<Money> {
    Ok(if one.minus(other)?.minor() > 0 { other } else { one })
}
