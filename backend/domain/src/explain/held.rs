//! The chains of what the ledger does with a payee's money: holds, exchanges, single transfers.

use crate::error::Result;
use crate::explain::beside::{Booked, booked, step};
use crate::explain::step::{Chain, Code, Place, Stage, Step, Value};
use crate::explain::subject::Viewer;
use crate::id::{HoldId, OrganizationId};
use crate::ledger::account::AccountCode;
use crate::ledger::fx::Quote;
use crate::ledger::hold::HoldStatus;
use crate::money::Money;
use crate::rate::Rounding;
use crate::time::Timestamp;

/// An amount that is held for a payout.
#[derive(Debug, Clone)]
pub struct HeldAmount {
    /// Its id.
    pub id: HoldId,
    /// Whose money.
    pub payee: OrganizationId,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: HoldStatus,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it is given up.
    pub expires_at: Timestamp,
    /// What was posted.
    pub entries: Vec<Booked>,
}

/// The chain of a hold.
pub fn hold(row: &HeldAmount, viewer: Viewer) -> Chain {
    let about = step(Stage::Source, Code::AboutHold);
    let made = step(Stage::Source, Code::HeldFor)
        .with("payee", Value::Party(row.payee))
        .money("amount", row.amount)
        .at(row.created_at);
    let made = if viewer == Viewer::Staff { made.to(Place::Hold(row.id)) } else { made };
    let mut steps = vec![made];
    if row.status == HoldStatus::Pending {
        steps.push(step(Stage::Waiting, Code::HeldUntil).at(row.expires_at));
    }
    let status = Value::Word("hold", row.status.as_str());
    steps.push(step(Stage::Waiting, Code::Status).with("status", status));
    steps.extend(booked(&row.entries, viewer));
    Chain::new(about, row.amount, steps)
}

/// An amount exchanged for another currency.
#[derive(Debug, Clone)]
pub struct Converted {
    /// Whose money.
    pub payee: OrganizationId,
    /// What was given.
    pub sold: Money,
    /// What was got.
    pub bought: Money,
    /// The rate.
    pub quote: Quote,
    /// Who said so.
    pub source: String,
    /// The day from which on the rate is used, as its first moment.
    pub on: Timestamp,
    /// When it was exchanged.
    pub at: Timestamp,
    /// Both entries.
    pub entries: Vec<Booked>,
}

/// The chain of an exchange.
///
/// # Errors
/// `Broken` on overflow.
pub fn conversion(row: &Converted, viewer: Viewer) -> Result<Chain> {
    let about = step(Stage::Source, Code::AboutConversion)
        .money("sold", row.sold)
        .money("bought", row.bought);
    let quoted = format!(
        "{} {} = {} {}",
        row.quote.units,
        row.quote.base,
        row.quote.decimal(),
        row.quote.quote
    );
    let by = step(Stage::Terms, Code::ByQuote)
        .with("quote", Value::Text(quoted.clone()))
        .with("source", Value::Text(row.source.clone()))
        .with("on", Value::On(row.on));
    let by = if viewer == Viewer::Staff { by.to(Place::Rates) } else { by };
    let even = row.quote.convert(row.sold, Rounding::Down)? == row.bought
        && row.quote.convert(row.bought, Rounding::Down)? == row.sold;
    let code = if even { Code::ConvertedEven } else { Code::Converted };
    let mut steps = vec![
        step(Stage::Source, Code::Exchanged).with("payee", Value::Party(row.payee)).at(row.at),
        by,
        step(Stage::Reckoning, code)
            .money("sold", row.sold)
            .with("quote", Value::Text(quoted))
            .money("bought", row.bought),
    ];
    steps.extend(booked(&row.entries, viewer));
    Ok(Chain::new(about, row.bought, steps))
}

/// A step about one side of a transfer.
pub fn moved(account: AccountCode, amount: Money) -> Step {
    step(Stage::Entries, Code::Moved)
        .with("account", Value::Account(account))
        .money("amount", amount)
}
