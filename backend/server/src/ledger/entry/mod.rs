//! An entry of the ledger: what it moved, and what it is about.

pub mod pages;

use domain::access::{Member, Permission};
use domain::id::{EntryId, OrderId, OrganizationId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::EntryKind;
use domain::{Locale, Money, Result};
use store::commissions::commission;
use store::ledger::entry::{self, Posted};
use store::orders::order;
use store::scope::NetworkTx;
use words::Words;

use crate::orders::names::{Named, Names, Said};

/// An account as a person reads it.
#[derive(Debug, Clone)]
pub struct AccountLine {
    /// What it is for.
    pub label: &'static str,
    /// Whose it is; none for the network's own.
    pub party: Option<Said>,
}

/// One amount that moved.
#[derive(Debug, Clone)]
pub struct Moved {
    /// The account that was debited.
    pub debit: AccountLine,
    /// The account that was credited.
    pub credit: AccountLine,
    /// How much.
    pub amount: Money,
}

/// An entry with the order that it is about.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The entry.
    pub entry: Posted,
    /// The order; for an entry that confirms many commissions at once the one of the first.
    pub order: (OrderId, String),
    /// The names of its accounts' parties.
    pub names: Names,
}

/// An entry of the network.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, locale: Locale, id: EntryId) -> Result<Shown> {
    me.must(Permission::SeeMoney)?;
    let entry = entry::get(tx, id)?;
    let order = match entry.kind {
        EntryKind::CommissionConfirmed => commission::get(tx, entry.subject.cast())?.order_id,
        EntryKind::CommissionEstimated
        | EntryKind::CommissionReversed
        | EntryKind::CommissionRestored => entry.subject.cast(),
    };
    let order = order::get(tx, order)?;
    let names = tx.names(locale, parties(std::slice::from_ref(&entry)), [])?;
    Ok(Shown { order: (order.id, order.external_id), entry, names })
}

/// The parties of some entries' accounts.
pub fn parties(entries: &[Posted]) -> Vec<OrganizationId> {
    entries
        .iter()
        .flat_map(|entry| &entry.transfers)
        .flat_map(|moved| [moved.debit.organization(), moved.credit.organization()])
        .flatten()
        .collect()
}

/// What an entry moved, in words.
pub fn moved(words: Words, names: &Names, entry: &Posted) -> Vec<Moved> {
    let account = |code: AccountCode| AccountLine {
        label: label(words, code),
        party: code.organization().map(|id| names.party(id)),
    };
    entry
        .transfers
        .iter()
        .map(|transfer| Moved {
            debit: account(transfer.debit),
            credit: account(transfer.credit),
            amount: transfer.amount,
        })
        .collect()
}

/// What an account is for.
fn label(words: Words, code: AccountCode) -> &'static str {
    match code {
        AccountCode::EstimatedBrand(_) => words.ledger_account_estimated_brand(),
        AccountCode::EstimatedKol(_) => words.ledger_account_estimated_kol(),
        AccountCode::EstimatedNetwork => words.ledger_account_estimated_network(),
        AccountCode::ReceivableBrand(_) => words.ledger_account_receivable_brand(),
        AccountCode::KolFrozen(_) => words.ledger_account_kol_frozen(),
        AccountCode::KolAvailable(_) => words.ledger_account_kol_available(),
        AccountCode::NetworkFee => words.ledger_account_network_fee(),
    }
}

/// What an entry records.
pub fn kind(words: Words, kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::CommissionEstimated => words.ledger_kind_estimated(),
        EntryKind::CommissionConfirmed => words.ledger_kind_confirmed(),
        EntryKind::CommissionReversed => words.ledger_kind_reversed(),
        EntryKind::CommissionRestored => words.ledger_kind_restored(),
    }
}
