//! The chains of money beside commissions: corrections, fees, debts.

use crate::calendar::Month;
use crate::commissions::adjustment::{AdjustmentReason, AdjustmentStatus};
use crate::commissions::debt::DebtChoice;
use crate::commissions::fee::{FeeKind, FeeStatus};
use crate::commissions::ladder::Ladder;
use crate::error::Result;
use crate::explain::line::posted;
use crate::explain::step::{Chain, Code, Place, Stage, Step, Value, Whose};
use crate::explain::subject::Viewer;
use crate::id::{AdjustmentId, EntryId, FeeId, OrderId, OrganizationId};
use crate::ledger::entry::EntryKind;
use crate::money::Money;
use crate::time::Timestamp;

/// What was posted: the entry, what it records, from when on it counts.
pub type Booked = (EntryId, EntryKind, Timestamp);

pub(super) fn step(stage: Stage, code: Code) -> Step {
    Step::new(stage, code)
}

pub(super) fn booked(entries: &[Booked], viewer: Viewer) -> Vec<Step> {
    if entries.is_empty() {
        return vec![step(Stage::Entries, Code::NotPosted)];
    }
    entries.iter().map(|(id, kind, at)| posted(*id, *kind, *at, viewer)).collect()
}

pub(super) fn in_month(
    month: Month,
    viewer: Viewer,
    kol: OrganizationId,
    brand: OrganizationId,
) -> Step {
    let (whose, party) = match viewer {
        Viewer::Brand => (Whose::Brand, brand),
        Viewer::Kol | Viewer::Staff => (Whose::Kol, kol),
    };
    step(Stage::Statement, Code::InMonth)
        .with("month", Value::Month(month))
        .to(Place::Statement(month, whose, party))
}

/// A correction by hand.
#[derive(Debug, Clone)]
pub struct Adjusted {
    /// Its id.
    pub id: AdjustmentId,
    /// Whose money.
    pub kol: OrganizationId,
    /// Who bears it; none for the network.
    pub brand: Option<OrganizationId>,
    /// The order that it is about, with the shop's number.
    pub order: Option<(OrderId, String, String, Timestamp)>,
    /// Why.
    pub reason: AdjustmentReason,
    /// What the KOL reads.
    pub text: String,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: AdjustmentStatus,
    /// Who asked, and when.
    pub asked: (String, Timestamp),
    /// Who decided, and when.
    pub decided: Option<(String, Timestamp)>,
    /// What was posted.
    pub entries: Vec<Booked>,
    /// The month that it belongs to, once it is decided.
    pub month: Option<Month>,
}

/// The chain of a correction.
pub fn adjustment(row: &Adjusted, viewer: Viewer) -> Chain {
    let reason = Value::Word("adjustment-reason", row.reason.as_str());
    let about = step(Stage::Source, Code::AboutAdjustment).with("reason", reason);
    let mut steps = Vec::new();
    if let Some((id, number, source, placed_at)) = &row.order {
        steps.push(if viewer == Viewer::Staff {
            step(Stage::Source, Code::Ordered)
                .with("number", Value::Text(number.clone()))
                .with("source", Value::Text(source.clone()))
                .at(*placed_at)
                .to(Place::Order(*id))
        } else {
            step(Stage::Source, Code::OrderedOwn)
                .with("order", Value::Text(id.to_string()))
                .at(*placed_at)
        });
    }
    steps.push(step(Stage::Source, Code::Reads).with("text", Value::Text(row.text.clone())));
    // Who asked and who decided is the network's own affair.
    if viewer == Viewer::Staff {
        let (who, at) = &row.asked;
        let asked = step(Stage::Source, Code::Asked).with("who", Value::Text(who.clone()));
        steps.push(asked.at(*at).to(Place::Adjustment(row.id)));
        steps.push(match &row.decided {
            Some((who, at)) => step(Stage::Source, Code::Decided)
                .with("status", Value::Word("adjustment", row.status.as_str()))
                .with("who", Value::Text(who.clone()))
                .at(*at),
            None => step(Stage::Source, Code::Waits),
        });
    }
    steps.push(match row.brand {
        Some(brand) => step(Stage::Terms, Code::BorneByBrand).with("brand", Value::Party(brand)),
        None => step(Stage::Terms, Code::BorneByNetwork),
    });
    steps.push(step(Stage::Reckoning, Code::Fixed).money("amount", row.amount));
    steps.extend(booked(&row.entries, viewer));
    let brand = row.brand.unwrap_or(row.kol);
    steps.extend(row.month.map(|month| in_month(month, viewer, row.kol, brand)));
    Chain::new(about, row.amount, steps)
}

/// A fixed fee, a guarantee or a bonus.
#[derive(Debug, Clone)]
pub struct Agreed {
    /// Its id.
    pub id: FeeId,
    /// What it is for.
    pub kind: FeeKind,
    /// What both sides call it.
    pub title: String,
    /// Who earns it.
    pub kol: OrganizationId,
    /// Who owes it.
    pub brand: OrganizationId,
    /// The fee, or the guaranteed amount.
    pub amount: Money,
    /// A bonus's steps.
    pub ladder: Ladder,
    /// Pieces that were sold in the period.
    pub units: Option<i64>,
    /// What was posted.
    pub earned: Money,
    /// Where it stands.
    pub status: FeeStatus,
    /// When it was agreed.
    pub agreed_at: Timestamp,
    /// When it falls due.
    pub due_at: Timestamp,
    /// What was posted.
    pub entries: Vec<Booked>,
    /// The month that it belongs to.
    pub month: Month,
}

/// The chain of a fee.
///
/// # Errors
/// `Broken` on overflow.
pub fn fee(row: &Agreed, viewer: Viewer) -> Result<Chain> {
    let about = step(Stage::Source, Code::AboutFee)
        .with("kind", Value::Word("fee-kind", row.kind.as_str()))
        .with("title", Value::Text(row.title.clone()));
    let mut steps = vec![
        step(Stage::Source, Code::Agreed)
            .with("brand", Value::Party(row.brand))
            .with("kol", Value::Party(row.kol))
            .at(row.agreed_at)
            .to(Place::Fee(row.id)),
    ];
    let reckoning = |code| step(Stage::Reckoning, code);
    match row.status {
        FeeStatus::Canceled => steps.push(reckoning(Code::Canceled)),
        FeeStatus::Agreed => {
            steps.push(reckoning(Code::NotYet).with("on", Value::On(row.due_at)));
        }
        FeeStatus::Earned | FeeStatus::Lapsed => steps.extend(reached(row)?),
    }
    steps.extend(booked(&row.entries, viewer));
    if row.status == FeeStatus::Earned {
        steps.push(in_month(row.month, viewer, row.kol, row.brand));
    }
    let figure = if row.status == FeeStatus::Agreed { row.amount } else { row.earned };
    Ok(Chain::new(about, figure, steps))
}

fn reached(row: &Agreed) -> Result<Vec<Step>> {
    let reckoning = |code| step(Stage::Reckoning, code);
    let currency = row.amount.currency();
    Ok(match row.kind {
        FeeKind::Slot | FeeKind::Production => {
            vec![reckoning(Code::Fixed).money("amount", row.earned)]
        }
        FeeKind::Guarantee if row.earned.is_zero() => {
            vec![reckoning(Code::GuaranteeMet).money("amount", row.amount)]
        }
        FeeKind::Guarantee => vec![
            reckoning(Code::Guaranteed)
                .money("amount", row.amount)
                .money("commission", row.amount.minus(row.earned)?)
                .money("earned", row.earned),
        ],
        FeeKind::Bonus => {
            let units = row.units.unwrap_or(0);
            let mut steps = vec![reckoning(Code::SoldPieces).count("units", units)];
            for one in row.ladder.steps() {
                let is_reached = one.units <= units;
                let code = if is_reached { Code::StepReached } else { Code::StepMissed };
                let amount = Money::new(one.amount_minor, currency);
                steps.push(reckoning(code).count("units", one.units).money("amount", amount));
            }
            steps.push(reckoning(Code::Together).money("total", row.earned));
            steps
        }
    })
}

/// What a KOL's accounts stand at below nothing.
#[derive(Debug, Clone, Copy)]
pub struct Owing {
    /// Whose.
    pub kol: OrganizationId,
    /// What is frozen.
    pub frozen: Money,
    /// What is available.
    pub available: Money,
    /// Since when the sum is below nothing.
    pub since: Timestamp,
    /// Whole days since then.
    pub days: i64,
}

/// What was decided about a debt.
#[derive(Debug, Clone)]
pub struct DebtDecided {
    /// Whose debt.
    pub kol: OrganizationId,
    /// How much was owed.
    pub amount: Money,
    /// What is done.
    pub choice: DebtChoice,
    /// Why; staff alone read it.
    pub note: String,
    /// When.
    pub at: Timestamp,
    /// What was posted.
    pub entries: Vec<Booked>,
}

/// The steps of a debt beside its sum: whose it is and since when.
pub fn owing(row: &Owing) -> Vec<Step> {
    vec![
        step(Stage::Source, Code::Owes).with("kol", Value::Party(row.kol)).to(Place::Debt(row.kol)),
        step(Stage::Source, Code::Since).at(row.since).count("days", row.days),
    ]
}

/// The chain of a decision about a debt.
pub fn decision(row: &DebtDecided, viewer: Viewer) -> Chain {
    let choice = Value::Word("debt", row.choice.as_str());
    let about = step(Stage::Source, Code::AboutDecision).with("choice", choice.clone());
    let mut steps = vec![
        step(Stage::Source, Code::Owes).with("kol", Value::Party(row.kol)),
        step(Stage::Terms, Code::Chosen).with("choice", choice).at(row.at),
    ];
    if viewer == Viewer::Staff {
        steps.push(step(Stage::Terms, Code::Reads).with("text", Value::Text(row.note.clone())));
    }
    steps.push(step(Stage::Reckoning, Code::Fixed).money("amount", row.amount));
    steps.extend(booked(&row.entries, viewer));
    Chain::new(about, row.amount, steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }

    fn agreed(kind: FeeKind, earned: i64, status: FeeStatus) -> Agreed {
        let at = Timestamp::from_unix_seconds(0).expect("moment");
        Agreed {
            id: FeeId::new(),
            kind,
            title: "November".into(),
            kol: OrganizationId::new(),
            brand: OrganizationId::new(),
            amount: yen(50_000),
            ladder: "10:5000,20:10000,30:20000".parse().expect("ladder"),
            units: Some(25),
            earned: yen(earned),
            status,
            agreed_at: at,
            due_at: at,
            entries: Vec::new(),
            month: "2026-11".parse().expect("month"),
        }
    }

    fn codes(row: &Agreed) -> Vec<Code> {
        let chain = fee(row, Viewer::Kol).expect("chain");
        chain.steps.iter().map(|step| step.code).collect()
    }

    #[test]
    fn a_fee_shows_what_made_it() {
        use FeeKind::{Bonus, Guarantee, Slot};
        let end = [Code::NotPosted, Code::InMonth];
        let slot = codes(&agreed(Slot, 50_000, FeeStatus::Earned));
        assert_eq!(slot, [&[Code::Agreed, Code::Fixed], &end[..]].concat());
        let guarantee = fee(&agreed(Guarantee, 12_000, FeeStatus::Earned), Viewer::Brand);
        let told = &guarantee.expect("chain").steps[1];
        assert!(told.args.contains(&("commission", Value::Money(yen(38_000)))));
        let met = codes(&agreed(Guarantee, 0, FeeStatus::Lapsed));
        assert_eq!(met, [Code::Agreed, Code::GuaranteeMet, Code::NotPosted]);
        let bonus = codes(&agreed(Bonus, 15_000, FeeStatus::Earned));
        let steps = [
            Code::Agreed,
            Code::SoldPieces,
            Code::StepReached,
            Code::StepReached,
            Code::StepMissed,
            Code::Together,
        ];
        assert_eq!(bonus, [&steps[..], &end[..]].concat());
        let waits = codes(&agreed(Slot, 0, FeeStatus::Agreed));
        assert_eq!(waits, [Code::Agreed, Code::NotYet, Code::NotPosted]);
    }

    #[test]
    fn people_and_notes_of_the_network_are_not_told_to_parties() {
        let at = Timestamp::from_unix_seconds(0).expect("moment");
        let row = Adjusted {
            id: AdjustmentId::new(),
            kol: OrganizationId::new(),
            brand: None,
            order: None,
            reason: AdjustmentReason::Goodwill,
            text: "sorry".into(),
            amount: yen(300),
            status: AdjustmentStatus::Approved,
            asked: ("Aoi".into(), at),
            decided: Some(("Ren".into(), at)),
            entries: Vec::new(),
            month: None,
        };
        let told = |viewer| format!("{:?}", adjustment(&row, viewer));
        assert!(told(Viewer::Staff).contains("Aoi") && told(Viewer::Staff).contains("Ren"));
        assert!(!told(Viewer::Kol).contains("Aoi") && !told(Viewer::Kol).contains("Ren"));
        let row = DebtDecided {
            kol: row.kol,
            amount: yen(400),
            choice: DebtChoice::WriteOff,
            note: "hopeless".into(),
            at,
            entries: Vec::new(),
        };
        assert!(format!("{:?}", decision(&row, Viewer::Staff)).contains("hopeless"));
        assert!(!format!("{:?}", decision(&row, Viewer::Kol)).contains("hopeless"));
    }
}
