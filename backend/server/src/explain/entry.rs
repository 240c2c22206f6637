//! What the ledger has: an entry with what it moved, an account by what moved it.

use domain::explain::held::moved;
use domain::explain::step::{Chain, Code, Group, Label, Place, Row, RowLabel, Stage, Step, Value};
use domain::explain::subject::{Explained, Viewer};
use domain::explain::sum;
use domain::id::{EntryId, LedgerAccountId, SubjectId, Transfer};
use domain::ledger::account::AccountKind;
use domain::ledger::entry::{EntryKind, MOST_TRANSFERS};
use domain::{Error, Money, Result};
use store::commissions::commission::Commission;
use store::explain::line::of_entry;
use store::explain::movement::{self, Moved, Search};
use store::explain::{Eyes, beside};

use super::{Asked, LINES, Reader};
use crate::orders::cursor::Cursor;
use crate::paging;

/// The chain of an entry: all that it moved for staff, its own accounts for a party.
pub(super) fn entry(tx: &mut impl Eyes, reader: &Reader, asked: &Asked) -> Result<Chain> {
    let id: EntryId = asked.one()?;
    let after = asked.place()?;
    let search = Search { entry: Some(id), ..Search::default() };
    // Both sides of each transfer.
    let limit = i64::try_from(2 * MOST_TRANSFERS).unwrap_or(i64::MAX);
    let mut all = movement::page(tx, search, limit)?;
    // As they were posted.
    all.reverse();
    let first = *all.first().ok_or(Error::Missing)?;
    let about = Step::new(Stage::Source, Code::AboutEntry)
        .with("kind", Value::Kind(first.kind))
        .at(first.at);
    let about = if reader.viewer == Viewer::Staff { about.to(Place::Entry(id)) } else { about };
    let mut steps = Vec::new();
    if let Some(place) = subject(first.kind, first.subject) {
        let step = Step::new(Stage::Source, Code::BookedFor).with("kind", Value::Kind(first.kind));
        steps.push(step.to(place));
    }
    for one in &all {
        let step = moved(one.code, one.amount);
        let account = one.code.id(reader.network.id, one.amount.currency());
        steps.push(step.to(Place::Explanation(Explained::Account, account.to_string())));
    }
    let (rows, next) = of_entry(tx, (id, first.kind, first.subject), after, LINES)?;
    let rows = rows.iter().map(|row| line(row, reader.viewer)).collect::<Result<_>>()?;
    let figure = figure(&all, reader.viewer)?;
    let next = next.map(|next| next.to_string());
    Ok(Chain { rows, next, ..Chain::new(about, figure, steps) })
}

/// What an entry came to: all its transfers for staff; for a party what its own accounts gained, those
/// of expectations only where nothing else was moved.
fn figure(all: &[Moved], viewer: Viewer) -> Result<Money> {
    let zero = all.first().map(|one| Money::zero(one.amount.currency()));
    let zero = zero.ok_or(Error::Missing)?;
    let mut sum = zero;
    if viewer == Viewer::Staff {
        let mut seen = Vec::new();
        for one in all {
            if !seen.contains(&one.id) {
                seen.push(one.id);
                let amount = one.amount;
                sum = sum.plus(if amount.is_negative() { amount.negated() } else { amount })?;
            }
        }
        return Ok(sum);
    }
    let real = |one: &&Moved| one.code.kind() != AccountKind::Memo;
    let has_real = all.iter().any(|one| real(&one));
    for one in all.iter().filter(|one| !has_real || real(one)) {
        sum = sum.plus(one.amount)?;
    }
    Ok(sum)
}

/// The explanation of what an entry is about, where it is one thing.
fn subject(kind: EntryKind, id: SubjectId) -> Option<Place> {
    let (kind, id) = match kind {
        EntryKind::Adjusted => {
            (Explained::Adjustment, id.cast::<domain::id::Adjustment>().to_string())
        }
        EntryKind::FeeEarned => (Explained::Fee, id.cast::<domain::id::Fee>().to_string()),
        EntryKind::SampleGiven
        | EntryKind::SampleDeposited
        | EntryKind::SampleReturned
        | EntryKind::SampleCharged => {
            (Explained::Sample, id.cast::<domain::id::SampleRequest>().to_string())
        }
        EntryKind::HoldPending | EntryKind::HoldPosted => {
            (Explained::Hold, id.cast::<domain::id::Hold>().to_string())
        }
        EntryKind::FxConverted => {
            (Explained::Conversion, id.cast::<domain::id::FxConversion>().to_string())
        }
        _ => return None,
    };
    Some(Place::Explanation(kind, id))
}

/// A commission as a line of an entry or a month.
pub(super) fn line(row: &Commission, viewer: Viewer) -> Result<Row> {
    let amount = match viewer {
        Viewer::Kol => row.frozen().kol,
        Viewer::Brand | Viewer::Staff => row.frozen().total()?,
    };
    let other = if viewer == Viewer::Brand { row.kol_id } else { row.brand_id };
    Ok(Row {
        at: row.earned_at,
        label: RowLabel::Product(row.product_id, other),
        amount,
        to: Some(Place::Explanation(Explained::Commission, row.id.to_string())),
    })
}

/// The chain of an account: what each kind of entry moved it by, and each movement.
pub(super) fn account(tx: &mut impl Eyes, reader: &Reader, asked: &Asked) -> Result<Chain> {
    let account = movement::account(tx, asked.one::<LedgerAccountId>()?)?;
    let unknown = || Error::field("part", "choice-unknown");
    let told = Some(asked.part.as_str()).filter(|part| !part.is_empty());
    let part: Option<EntryKind> =
        told.map(|part| part.parse().map_err(|_| unknown())).transpose()?;
    let after: Option<Cursor<Transfer>> = asked.place()?;
    let figure = beside::balance(tx, &account)?.standing()?;
    let groups: Vec<Group> = movement::by_kind(tx, &account)?
        .into_iter()
        .map(|one| Group {
            label: Label::Kind(one.kind),
            count: Some(one.count),
            base: None,
            amount: one.amount,
            to: Some(Place::Part(one.kind.as_str())),
        })
        .collect();
    let about = Step::new(Stage::Source, Code::AboutAccount)
        .with("account", Value::Account(account.code))
        .with("currency", Value::Text(account.currency.code().to_owned()));
    let about = match reader.viewer {
        Viewer::Staff => about.to(Place::Account(account.id)),
        Viewer::Kol | Viewer::Brand => about,
    };
    let steps = sum::steps(figure, &groups)?;
    let (mut rows, mut next) = (Vec::new(), None);
    if part.is_some() {
        let after = after.map(|after| (after.0, after.1));
        let search = Search { account: Some(account.id), entry: None, kind: part, after };
        let more = paging::one_more(LINES);
        let mut moved = movement::page(tx, search, more)?;
        next = paging::next(&mut moved, LINES, |one| Cursor(one.at, one.id))
            .map(|next| next.to_string());
        rows = moved.iter().map(movement_row).collect();
    }
    Ok(Chain { groups, rows, next, ..Chain::new(about, figure, steps) })
}

fn movement_row(one: &Moved) -> Row {
    let entry = || Place::Explanation(Explained::Entry, one.entry.to_string());
    let direct = matches!(one.kind, EntryKind::Adjusted | EntryKind::FeeEarned);
    let to = subject(one.kind, one.subject).filter(|_| direct).unwrap_or_else(entry);
    Row { at: one.at, label: RowLabel::Kind(one.kind), amount: one.amount, to: Some(to) }
}
