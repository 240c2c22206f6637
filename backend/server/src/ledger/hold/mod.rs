//! Amounts that are held for a payout: pending, then posted or voided, or expired by the clock.

pub mod api;
pub mod file;
pub mod pages;

use domain::access::{Member, Permission};
use domain::id::{HoldId, OrganizationId};
use domain::ledger::account::{AccountCode, Bucket};
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::ledger::hold::{HoldAct, HoldDraft, HoldStatus, NewHold, validate};
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp, text};
use store::ledger::hold::{self, Hold, Search};
use store::ledger::{account, entry};
use store::scope::NetworkTx;
use store::tenancy::organization;

use super::entry::afford;
use crate::orders::names::{Named, Said};
use crate::paging;

/// Letters of a reason at most.
const REASON_LETTERS: usize = 500;

/// The four accounts that a hold moves between.
struct Path {
    available: AccountCode,
    withdrawing: AccountCode,
    withdrawn: AccountCode,
}

impl Path {
    /// A payee's accounts; opened where they are not, for payees of before.
    fn of(tx: &mut NetworkTx<'_>, payee: OrganizationId, of: domain::Currency) -> Result<Self> {
        let kind = organization::get(tx, payee)?.kind;
        let code = |bucket| {
            let code = AccountCode::of_bucket(kind, payee, bucket);
            code.ok_or_else(|| Error::field("payee", "choice-unknown"))
        };
        let path = Self {
            available: code(Bucket::Available)?,
            withdrawing: code(Bucket::Withdrawing)?,
            withdrawn: code(Bucket::Withdrawn)?,
        };
        let network = [AccountCode::BankClearing, AccountCode::WithdrawnNetwork];
        let own = [path.available, path.withdrawing, path.withdrawn];
        account::open(tx, own.into_iter().chain(network).map(|code| (code, of)))?;
        Ok(path)
    }
}

/// Holds an amount of what a payee may have paid out. The same key and contents again are answered
/// by the first hold; whether it is new comes with it.
///
/// # Errors
/// `Forbidden`; `Missing` for a payee of nobody's; `Invalid`; `Refused("balance-short")`;
/// `Taken("entry-exists")` for the same key with other contents.
pub fn make(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    draft: &HoldDraft,
    at: Timestamp,
) -> Result<(Hold, bool)> {
    me.must(Permission::KeepBooks)?;
    let new = match hold::find_by_key(tx, draft.key.trim())? {
        // A repeated request is not measured by a clock that went on.
        Some(first) => {
            let new = validate(draft, first.created_at)?;
            let same = Hold { amount: new.amount, expires_at: new.expires_at, ..first.clone() };
            if same != first || first.payee.to_string() != draft.payee.trim() {
                return Err(Error::Taken("entry-exists"));
            }
            return Ok((first, false));
        }
        None => validate(draft, at)?,
    };
    if !network.currencies.contains(&new.amount.currency()) {
        return Err(Error::field("currency", "currency-unknown"));
    }
    let payee: OrganizationId = draft.payee.trim().parse().map_err(|_| Error::Missing)?;
    let path = Path::of(tx, payee, new.amount.currency())?;
    post(tx, me, payee, &path, new, at).map(|hold| (hold, true))
}

fn post(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    payee: OrganizationId,
    path: &Path,
    new: NewHold,
    at: Timestamp,
) -> Result<Hold> {
    let id = HoldId::new();
    let moved = Transfer { debit: path.available, credit: path.withdrawing, amount: new.amount };
    afford(tx, &[moved])?;
    let kind = EntryKind::HoldPending;
    let pending = Entry::new(format!("hold:{id}"), kind, id, at, vec![moved])?;
    let hold = Hold {
        id,
        key: new.key,
        payee,
        amount: new.amount,
        status: HoldStatus::Pending,
        entry: entry::insert(tx, &pending, at)?.id,
        end_entry: None,
        expires_at: new.expires_at,
        version: 1,
        created_at: at,
        updated_at: at,
    };
    hold::insert(tx, me, &hold)?;
    Ok(hold)
}

/// An act on a hold, as it was sent.
#[derive(Debug, Clone)]
pub struct Step {
    /// What to do.
    pub act: HoldAct,
    /// The version that it is meant for.
    pub version: i64,
    /// Why, for the audit log.
    pub reason: String,
}

/// Pays what is held, or gives it back.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`; `Refused("hold-state")` for one that has ended,
/// `Refused("hold-expired")` for a payment after its time.
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: HoldId,
    step: &Step,
    at: Timestamp,
) -> Result<Hold> {
    me.must(Permission::KeepBooks)?;
    let reason = text::optional("reason", &step.reason, REASON_LETTERS)
        .map_err(|error| Error::Invalid(vec![error]))?;
    let hold = hold::get(tx, id)?;
    // Expiring is the clock's.
    if step.act == HoldAct::Expire {
        return Err(Error::field("act", "choice-unknown"));
    }
    if hold.version != step.version {
        return Err(Error::Stale);
    }
    end(tx, Some(me), &hold, step.act, &reason, at)?;
    hold::get(tx, id)
}

/// Gives up holds whose time is over; answers how many.
///
/// # Errors
/// What the store answers.
pub fn expire_due(tx: &mut NetworkTx<'_>, at: Timestamp, limit: i64) -> Result<usize> {
    let due = hold::find_due(tx, at, limit)?;
    for hold in &due {
        end(tx, None, hold, HoldAct::Expire, "", at)?;
    }
    Ok(due.len())
}

fn end(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    hold: &Hold,
    act: HoldAct,
    reason: &str,
    at: Timestamp,
) -> Result<()> {
    let status = hold.status.after(act)?;
    let (id, amount) = (hold.id, hold.amount);
    let path = Path::of(tx, hold.payee, amount.currency())?;
    let last = if act == HoldAct::Post {
        if at >= hold.expires_at {
            return Err(Error::Refused("hold-expired"));
        }
        let paid = Transfer { debit: path.withdrawing, credit: AccountCode::BankClearing, amount };
        let (debit, credit) = (AccountCode::WithdrawnNetwork, path.withdrawn);
        let noted = Transfer { debit, credit, amount };
        Entry::new(format!("hold-post:{id}"), EntryKind::HoldPosted, id, at, vec![paid, noted])?
    } else {
        let moved = Transfer { debit: path.available, credit: path.withdrawing, amount };
        Entry::reversal(hold.entry, id.cast(), &[moved], at)?
    };
    let entry = entry::insert(tx, &last, at)?.id;
    hold::apply(tx, me, hold, (act, status, entry), reason, at)
}

/// Holds, newest first.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    search: Search,
    limit: usize,
) -> Result<(Vec<Hold>, Option<HoldId>)> {
    me.must(Permission::SeeMoney)?;
    let mut holds = hold::page(tx, search, paging::one_more(limit))?;
    let next = paging::next(&mut holds, limit, |last| last.id);
    Ok((holds, next))
}

/// Holds with the names of their payees.
pub type NamedPage = (Vec<(Hold, Said)>, Option<HoldId>);

/// Holds with the names of their payees, newest first.
///
/// # Errors
/// `Forbidden`.
pub fn named(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    search: Search,
    limit: usize,
) -> Result<NamedPage> {
    let (holds, next) = list(tx, me, search, limit)?;
    let names = tx.names(locale, holds.iter().map(|hold| hold.payee), [])?;
    let named = |hold: Hold| {
        let name = names.party(hold.payee);
        (hold, name)
    };
    Ok((holds.into_iter().map(named).collect(), next))
}

/// A hold with the name of its payee.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show_named(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    id: HoldId,
) -> Result<(Hold, Said)> {
    let hold = show(tx, me, id)?;
    let name = tx.names(locale, [hold.payee], [])?.party(hold.payee);
    Ok((hold, name))
}

/// A hold.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: HoldId) -> Result<Hold> {
    me.must(Permission::SeeMoney)?;
    hold::get(tx, id)
}
