//! Money beside commissions: corrections, fees, debts, holds, exchanges.

use domain::calendar::{Month, start_of_day};
use domain::commissions::adjustment::AdjustmentStatus;
use domain::explain::step::{Chain, Code, Group, Label, Place, Stage, Step};
use domain::explain::subject::{DebtOf, Explained, Viewer};
use domain::explain::sum;
use domain::explain::{beside as rule, held};
use domain::id::{AdjustmentId, DebtDecisionId, FeeId, FxConversionId, HoldId, MembershipId};
use domain::ledger::account::{AccountCode, Bucket};
use domain::{Error, Money, Result};
use store::commissions::{adjustment as adjustments, debt as debts, fee as fees};
use store::explain::beside as behind;
use store::explain::{Eyes, posted};

use super::{Asked, Reader};

/// The chain of a correction; a party reads those that count.
pub(super) fn adjustment(tx: &mut impl Eyes, reader: &Reader, asked: &Asked) -> Result<Chain> {
    let row = adjustments::get(tx, asked.one::<AdjustmentId>()?)?;
    if reader.viewer != Viewer::Staff && row.status != AdjustmentStatus::Approved {
        return Err(Error::Missing);
    }
    let order = row.order_id.map(|id| behind::order(tx, id)).transpose()?;
    let members: Vec<MembershipId> =
        [Some(row.maker_id), row.approver_id].into_iter().flatten().collect();
    let people = behind::people(tx, &members)?;
    let name = |id: MembershipId| people.get(&id).cloned().unwrap_or_default();
    let entries: Vec<_> = row.entry_id.into_iter().collect();
    let decided = row.decided_at;
    let zone = reader.network.time_zone;
    let facts = rule::Adjusted {
        id: row.id,
        kol: row.kol_id,
        brand: row.brand_id,
        order: order.map(|order| (order.id, order.external_id, order.source, order.placed_at)),
        reason: row.reason,
        text: row.text.clone(),
        amount: row.amount(),
        status: row.status,
        asked: (name(row.maker_id), row.requested_at),
        decided: decided.map(|at| (row.approver_id.map(name).unwrap_or_default(), at)),
        entries: posted::heads(tx, &entries)?,
        month: decided
            .filter(|_| row.status == AdjustmentStatus::Approved)
            .map(|at| Month::at(at, zone)),
    };
    Ok(rule::adjustment(&facts, reader.viewer))
}

/// The chain of a fee.
pub(super) fn fee(tx: &mut impl Eyes, reader: &Reader, asked: &Asked) -> Result<Chain> {
    let row = fees::get(tx, asked.one::<FeeId>()?)?;
    let facts = rule::Agreed {
        id: row.id,
        kind: row.kind,
        kol: row.kol_id,
        brand: row.brand_id,
        amount: row.amount(),
        ladder: row.ladder()?,
        units: row.units,
        earned: row.earned(),
        status: row.status,
        agreed_at: row.agreed_at,
        due_at: row.due_at,
        entries: posted::about(tx, row.id)?,
        month: Month::at(row.due_at, reader.network.time_zone),
        title: row.title,
    };
    rule::fee(&facts, reader.viewer)
}

/// The chain of a debt that stands, or of a decision about one.
pub(super) fn debt(tx: &mut impl Eyes, reader: &Reader, asked: &Asked) -> Result<Chain> {
    if let Ok(id) = asked.one::<DebtDecisionId>() {
        let row = debts::get(tx, id)?;
        let entries: Vec<_> = row.entry_id.into_iter().collect();
        let facts = rule::DebtDecided {
            kol: row.payee_id,
            amount: row.amount(),
            choice: row.choice,
            note: row.note.clone(),
            at: row.decided_at,
            entries: posted::heads(tx, &entries)?,
        };
        return Ok(rule::decision(&facts, reader.viewer));
    }
    let of: DebtOf = asked.one()?;
    if reader.party.is_some_and(|party| party != of.kol) {
        return Err(Error::Missing);
    }
    let all = behind::debts(tx, of.kol)?;
    let debt = all.iter().find(|debt| debt.frozen.currency() == of.currency);
    let debt = debt.ok_or(Error::Missing)?;
    let facts = rule::Owing {
        kol: debt.payee,
        frozen: debt.frozen,
        available: debt.available,
        since: debt.since,
        days: debt.days(reader.at),
    };
    let group = |word, code: AccountCode, amount: Money| {
        let id = code.id(reader.network.id, of.currency).to_string();
        let to = Some(Place::Explanation(Explained::Account, id));
        Group { label: Label::Word("ledger-group", word), count: None, base: None, amount, to }
    };
    let groups = vec![
        group("frozen", debt.bucket(Bucket::Frozen)?, debt.frozen),
        group("available", debt.bucket(Bucket::Available)?, debt.available),
    ];
    let figure = debt.owed()?.negated();
    let mut steps = rule::owing(&facts);
    steps.extend(sum::steps(figure, &groups)?);
    let about = Step::new(Stage::Source, Code::AboutDebt);
    Ok(Chain { groups, ..Chain::new(about, figure, steps) })
}

/// The chain of a hold; a payee reads its own.
pub(super) fn hold(tx: &mut impl Eyes, reader: &Reader, asked: &Asked) -> Result<Chain> {
    let row = behind::hold(tx, asked.one::<HoldId>()?, reader.party)?;
    let entries: Vec<_> = std::iter::once(row.entry).chain(row.end_entry).collect();
    let facts = held::HeldAmount {
        id: row.id,
        payee: row.payee,
        amount: row.amount,
        status: row.status,
        created_at: row.created_at,
        expires_at: row.expires_at,
        entries: posted::heads(tx, &entries)?,
    };
    Ok(held::hold(&facts, reader.viewer))
}

/// The chain of an exchange; a payee reads its own.
pub(super) fn conversion(tx: &mut impl Eyes, reader: &Reader, asked: &Asked) -> Result<Chain> {
    let (row, rate) = behind::conversion(tx, asked.one::<FxConversionId>()?, reader.party)?;
    let facts = held::Converted {
        payee: row.payee,
        sold: row.sold,
        bought: row.bought,
        quote: rate.quote,
        source: rate.source,
        on: start_of_day(rate.effective_on, reader.network.time_zone),
        at: row.converted_at,
        entries: posted::heads(tx, &[row.sold_entry, row.bought_entry])?,
    };
    held::conversion(&facts, reader.viewer)
}
