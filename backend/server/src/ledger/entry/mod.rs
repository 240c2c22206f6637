//! An entry of the ledger: what it moved, and what it is about.

pub mod api;
pub mod pages;

use std::collections::HashMap;

use domain::access::{Member, Permission};
use domain::id::{EntryId, LedgerAccountId, OrderId, OrganizationId};
use domain::ledger::account::{AccountCode, Bucket};
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::{Error, Locale, Money, Result, Timestamp, text};
use store::commissions::commission;
use store::ledger::entry::{self, Posted};
use store::ledger::fx::{self, Conversion, Known};
use store::ledger::period::{self, Late};
use store::ledger::{account, balance, seal};
use store::orders::order;
use store::platform::audit;
use store::scope::{InNetwork, NetworkTx};
use words::Words;

use crate::orders::names::{Named, Names, Said};
use crate::paging;

/// An account as a person reads it.
#[derive(Debug, Clone)]
pub struct AccountLine {
    /// Its id.
    pub id: LedgerAccountId,
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
    /// The entry, which explains it.
    pub entry: EntryId,
}

/// An entry with all that hangs on it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The entry.
    pub entry: Posted,
    /// The order that it is about, if it is about one; for an entry that confirms many commissions at
    /// once the one of the first.
    pub order: Option<(OrderId, String)>,
    /// The names of its accounts' parties.
    pub names: Names,
    /// Its number in the chain of seals; none while it waits for it.
    pub number: Option<i64>,
    /// The closed month that it belongs to.
    pub late: Option<Late>,
    /// The entries that correct it.
    pub corrections: Vec<(EntryId, EntryKind)>,
    /// What was exchanged, when it is one side of that.
    pub conversion: Option<Conversion>,
    /// Whether the whole of it can be taken back, by whoever may.
    pub is_reversible: bool,
}

/// An entry of the network.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, locale: Locale, id: EntryId) -> Result<Shown> {
    me.must(Permission::SeeMoney)?;
    let entry = entry::get(tx, id)?;
    let order = match entry.kind {
        EntryKind::CommissionConfirmed => Some(commission::get(tx, entry.subject.cast())?.order_id),
        EntryKind::CommissionEstimated
        | EntryKind::CommissionReversed
        | EntryKind::CommissionRestored => Some(entry.subject.cast()),
        _ => None,
    };
    let order = order.map(|id| order::get(tx, id)).transpose()?;
    let names = tx.names(locale, parties(std::slice::from_ref(&entry)), [])?;
    let corrections = entry::corrections(tx, id)?;
    let conversion = fx::find_conversion(tx, Known::Id(entry.subject.cast()))?;
    Ok(Shown {
        order: order.map(|order| (order.id, order.external_id)),
        names,
        number: seal::numbers(tx, &[id])?.remove(&id),
        late: period::lateness(tx, &[id])?.remove(&id),
        is_reversible: entry.kind.reversible().is_ok() && corrections.is_empty(),
        corrections,
        conversion,
        entry,
    })
}

/// Entries, latest first.
#[derive(Debug, Clone)]
pub struct List {
    /// The entries.
    pub entries: Vec<Posted>,
    /// Their numbers in the chain of seals.
    pub numbers: HashMap<EntryId, i64>,
    /// The last one, when there are more.
    pub next: Option<EntryId>,
}

/// Entries of the network, latest first, after one of them.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    after: Option<EntryId>,
    limit: usize,
) -> Result<List> {
    me.must(Permission::SeeMoney)?;
    let mut entries = entry::page(tx, after, paging::one_more(limit))?;
    let next = paging::next(&mut entries, limit, |last| last.id);
    let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    Ok(List { numbers: seal::numbers(tx, &ids)?, entries, next })
}

/// Letters of a reason at most.
const REASON_LETTERS: usize = 500;

/// Takes back the whole of an entry, and of its other side where it has one, by entries of their own.
///
/// # Errors
/// `Forbidden`, `Missing`; `Invalid` without a reason; `Refused` for an entry that is taken back by
/// what it belongs to, that is taken back in part already, or whose money is gone;
/// `Taken("entry-reversed")` the second time.
pub fn reverse(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: EntryId,
    reason: &str,
    at: Timestamp,
) -> Result<Vec<EntryId>> {
    me.must(Permission::KeepBooks)?;
    let original = entry::get(tx, id)?;
    let reason = text::required("reason", reason, REASON_LETTERS)
        .map_err(|error| Error::Invalid(vec![error]))?;
    original.kind.reversible()?;
    // Both sides of an exchange were recorded at once, and so were their reversals.
    let sides: Vec<Posted> = entry::find(tx, original.subject)?
        .into_iter()
        .filter(|one| one.kind == original.kind && one.recorded_at == original.recorded_at)
        .collect();
    let mut made = Vec::with_capacity(sides.len());
    for side in &sides {
        if let Some((_, kind)) = entry::corrections(tx, side.id)?.pop() {
            return Err(match kind {
                EntryKind::EntryReversed => Error::Taken("entry-reversed"),
                _ => Error::Refused("entry-reversed-partly"),
            });
        }
        let transfers: Vec<Transfer> = side
            .transfers
            .iter()
            .map(|one| Transfer { debit: one.debit, credit: one.credit, amount: one.amount })
            .collect();
        let reversal = Entry::reversal(side.id, side.subject, &transfers, at)?;
        afford(tx, reversal.transfers())?;
        let put = entry::insert(tx, &reversal, at)?;
        if !put.is_new {
            return Err(Error::Taken("entry-reversed"));
        }
        let act =
            audit::Act { kind: "entry.reverse", reason: Some(&reason), ..audit::Act::default() };
        audit::insert(tx, Some(me), at, side.id, &act)?;
        made.push(put.id);
    }
    Ok(made)
}

/// Whether every payee has free what some transfers take from it, less what its frozen money is below
/// nothing: a debt is covered before anything is paid. Nobody else decides about it until the
/// transaction ends.
///
/// # Errors
/// `Refused("balance-short")`.
pub fn afford(tx: &mut NetworkTx<'_>, transfers: &[Transfer]) -> Result<()> {
    for transfer in transfers {
        if transfer.debit.bucket() != Some(Bucket::Available) {
            continue;
        }
        let currency = transfer.amount.currency();
        let id = transfer.debit.id(tx.network(), currency);
        account::lock(tx, &[id])?;
        let mut free = balance::balance(tx, transfer.debit, currency)?;
        let payee = transfer.debit.payee_kind().zip(transfer.debit.organization());
        let frozen = payee.and_then(|(kind, id)| AccountCode::of_bucket(kind, id, Bucket::Frozen));
        if let Some(frozen) = frozen {
            let owed = balance::balance(tx, frozen, currency)?;
            free = if owed.is_negative() { free.plus(owed)? } else { free };
        }
        if free.minor() < transfer.amount.minor() {
            return Err(Error::Refused("balance-short"));
        }
    }
    Ok(())
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
    let account = |code: AccountCode, id: LedgerAccountId| AccountLine {
        id,
        label: label(words, code),
        party: code.organization().map(|id| names.party(id)),
    };
    entry
        .transfers
        .iter()
        .map(|transfer| Moved {
            debit: account(transfer.debit, transfer.debit_id),
            credit: account(transfer.credit, transfer.credit_id),
            amount: transfer.amount,
            entry: entry.id,
        })
        .collect()
}

/// What an account is for.
pub fn label(words: Words, code: AccountCode) -> &'static str {
    match code {
        AccountCode::EstimatedBrand(_) => words.ledger_account_estimated_brand(),
        AccountCode::EstimatedKol(_) => words.ledger_account_estimated_kol(),
        AccountCode::EstimatedMcn(_) => words.ledger_account_estimated_mcn(),
        AccountCode::EstimatedNetwork => words.ledger_account_estimated_network(),
        AccountCode::ReceivableBrand(_) => words.ledger_account_receivable_brand(),
        AccountCode::KolFrozen(_) => words.ledger_account_kol_frozen(),
        AccountCode::KolAvailable(_) => words.ledger_account_kol_available(),
        AccountCode::KolWithdrawing(_) => words.ledger_account_kol_withdrawing(),
        AccountCode::KolWithdrawn(_) => words.ledger_account_kol_withdrawn(),
        AccountCode::McnFrozen(_) => words.ledger_account_mcn_frozen(),
        AccountCode::McnAvailable(_) => words.ledger_account_mcn_available(),
        AccountCode::McnWithdrawing(_) => words.ledger_account_mcn_withdrawing(),
        AccountCode::McnWithdrawn(_) => words.ledger_account_mcn_withdrawn(),
        AccountCode::WithdrawnNetwork => words.ledger_account_withdrawn_network(),
        AccountCode::NetworkFee => words.ledger_account_network_fee(),
        AccountCode::ReceivableKol(_) => words.ledger_account_receivable_kol(),
        AccountCode::ReceivableMcn(_) => words.ledger_account_receivable_mcn(),
        AccountCode::AdjustmentExpense => words.ledger_account_adjustment(),
        AccountCode::WriteOff => words.ledger_account_write_off(),
        AccountCode::BankClearing => words.ledger_account_bank_clearing(),
        AccountCode::Exchange => words.ledger_account_exchange(),
        AccountCode::SampleDeposit(_) => words.ledger_account_sample_deposit(),
        AccountCode::SampleGiven(_) => words.ledger_account_sample_given(),
        AccountCode::SampleStock(_) => words.ledger_account_sample_stock(),
    }
}

/// What an entry records.
pub fn kind(words: Words, kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::CommissionEstimated => words.ledger_kind_estimated(),
        EntryKind::CommissionConfirmed => words.ledger_kind_confirmed(),
        EntryKind::CommissionReversed => words.ledger_kind_reversed(),
        EntryKind::Adjusted => words.ledger_kind_adjusted(),
        EntryKind::FeeEarned => words.ledger_kind_fee(),
        EntryKind::DebtInvoiced => words.ledger_kind_invoiced(),
        EntryKind::DebtWrittenOff => words.ledger_kind_written_off(),
        EntryKind::EntryReversed => words.ledger_kind_entry_reversed(),
        EntryKind::HoldPending => words.ledger_kind_hold_pending(),
        EntryKind::HoldPosted => words.ledger_kind_hold_posted(),
        EntryKind::FxConverted => words.ledger_kind_fx_converted(),
        EntryKind::SampleGiven => words.ledger_kind_sample_given(),
        EntryKind::SampleDeposited => words.ledger_kind_sample_deposited(),
        EntryKind::SampleReturned => words.ledger_kind_sample_returned(),
        EntryKind::SampleCharged => words.ledger_kind_sample_charged(),
        EntryKind::CommissionRestored => words.ledger_kind_restored(),
    }
}
