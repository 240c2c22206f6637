//! A journal entry: the transfers of one business event. Each transfer moves one amount from a
//! debit account to a credit account, so it balances by construction.

use crate::choices;
use crate::error::{Error, Result};
use crate::id::{EntryId, Id, Kind, Subject, SubjectId};
use crate::ledger::account::AccountCode;
use crate::money::Money;
use crate::time::Timestamp;

choices! {
    /// What an entry records.
    pub enum EntryKind {
        /// An order came: its commissions are expected.
        CommissionEstimated = "commission.estimated",
        /// Commissions can no longer be taken back: they are owed.
        CommissionConfirmed = "commission.confirmed",
        /// An order was refunded or canceled: so are its commissions.
        CommissionReversed = "commission.reversed",
        /// A correction by hand was approved.
        Adjusted = "adjustment",
        /// A fixed fee or a bonus fell due.
        FeeEarned = "fee.earned",
        /// Samples went out: what they are worth.
        SampleGiven = "sample.given",
        /// A KOL's deposit for samples was put aside.
        SampleDeposited = "sample.deposited",
        /// A deposit for samples was given back.
        SampleReturned = "sample.returned",
        /// A KOL bears samples for which nothing was posted.
        SampleCharged = "sample.charged",
        /// A KOL's debt was invoiced.
        DebtInvoiced = "debt.invoiced",
        /// A KOL's debt was given up.
        DebtWrittenOff = "debt.written_off",
        /// What was taken back counts again: a dispute was won, or an event came late.
        CommissionRestored = "commission.restored",
        /// The whole of an older entry is taken back.
        EntryReversed = "entry.reversed",
        /// An amount of a payee is held for a payout.
        HoldPending = "hold.pending",
        /// What was held is paid.
        HoldPosted = "hold.posted",
        /// One side of an exchange of currencies.
        FxConverted = "fx.converted",
    }
}

impl EntryKind {
    /// Whether finance may take back the whole entry by itself. What belongs to a thing with states
    /// of its own is taken back there: a commission by its order's events, a hold by its acts, an
    /// exchange with both of its sides.
    ///
    /// # Errors
    /// `Refused("entry-of-order")`, `Refused("entry-of-hold")`, `Refused("entry-of-beside")`,
    /// `Refused("entry-of-sample")`.
    pub fn reversible(self) -> Result<()> {
        match self {
            Self::CommissionEstimated
            | Self::CommissionConfirmed
            | Self::CommissionReversed
            | Self::CommissionRestored => Err(Error::Refused("entry-of-order")),
            Self::HoldPending | Self::HoldPosted => Err(Error::Refused("entry-of-hold")),
            Self::SampleGiven
            | Self::SampleDeposited
            | Self::SampleReturned
            | Self::SampleCharged => Err(Error::Refused("entry-of-sample")),
            // A correction, a fee or a decision stands behind them: another one takes them back.
            Self::Adjusted | Self::FeeEarned | Self::DebtInvoiced | Self::DebtWrittenOff => {
                Err(Error::Refused("entry-of-beside"))
            }
            Self::EntryReversed | Self::FxConverted => Ok(()),
        }
    }
}

/// Transfers of one entry at most.
pub const MOST_TRANSFERS: usize = 500;

/// One amount that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    /// The account that is debited.
    pub debit: AccountCode,
    /// The account that is credited.
    pub credit: AccountCode,
    /// How much; more than nothing.
    pub amount: Money,
}

impl Transfer {
    /// The same amount the other way.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { debit: self.credit, credit: self.debit, amount: self.amount }
    }

    /// Moves an amount of either sign: a negative one goes the other way, nothing moves nothing.
    pub fn signed(debit: AccountCode, credit: AccountCode, amount: Money) -> Option<Self> {
        let transfer = Self { debit, credit, amount };
        match amount.minor() {
            0 => None,
            1.. => Some(transfer),
            _ => Some(Self { amount: amount.negated(), ..transfer.turned() }),
        }
    }
}

/// An entry that may be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    key: String,
    kind: EntryKind,
    subject: SubjectId,
    reverses: Option<EntryId>,
    effective_at: Timestamp,
    transfers: Vec<Transfer>,
}

impl Entry {
    /// An entry under a key that no other event has, about a subject, true from a moment on.
    ///
    /// # Errors
    /// `Broken` without a key or transfers, for more than 500 of them, for an amount that is not
    /// more than nothing, for a transfer from an account to itself, and for two currencies: no
    /// caller's input leads here, so each is a defect.
    pub fn new<K: Kind>(
        key: String,
        kind: EntryKind,
        subject: Id<K>,
        effective_at: Timestamp,
        transfers: Vec<Transfer>,
    ) -> Result<Self> {
        let broken = |what: &str| Err(Error::Broken(format!("entry {key}: {what}")));
        let Some(first) = transfers.first() else { return broken("no transfers") };
        if key.is_empty() {
            return broken("no key");
        }
        if transfers.len() > MOST_TRANSFERS {
            return broken("too many transfers");
        }
        for transfer in &transfers {
            if transfer.amount.minor() <= 0 {
                return broken("an amount that is not positive");
            }
            if transfer.debit == transfer.credit {
                return broken("a transfer to the same account");
            }
            if transfer.amount.currency() != first.amount.currency() {
                return broken("two currencies");
            }
        }
        let subject = subject.cast::<Subject>();
        Ok(Self { key, kind, subject, reverses: None, effective_at, transfers })
    }

    /// The same entry as a correction of an older one.
    #[must_use]
    pub fn reversing(mut self, entry: EntryId) -> Self {
        self.reverses = Some(entry);
        self
    }

    /// The entry that takes back the whole of an older one. Its key is made of the older entry's id,
    /// so that there can be only one; partial reversals have keys of their own events.
    ///
    /// # Errors
    /// As [`Entry::new`].
    pub fn reversal(
        original: EntryId,
        subject: SubjectId,
        transfers: &[Transfer],
        effective_at: Timestamp,
    ) -> Result<Self> {
        let turned = transfers.iter().map(|transfer| transfer.turned()).collect();
        let key = format!("reversal:{original}");
        let entry = Self::new(key, EntryKind::EntryReversed, subject, effective_at, turned)?;
        Ok(entry.reversing(original))
    }

    /// The key that keeps the event from being posted twice.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What it records.
    pub const fn kind(&self) -> EntryKind {
        self.kind
    }

    /// What it is about.
    pub const fn subject(&self) -> SubjectId {
        self.subject
    }

    /// The entry that it corrects.
    pub const fn reverses(&self) -> Option<EntryId> {
        self.reverses
    }

    /// From when on it counts.
    pub const fn effective_at(&self) -> Timestamp {
        self.effective_at
    }

    /// What moves; at least one transfer, all in one currency.
    pub fn transfers(&self) -> &[Transfer] {
        &self.transfers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{OrderId, OrganizationId};
    use crate::money::Currency;

    fn entry(transfers: Vec<Transfer>) -> Result<Entry> {
        let at = Timestamp::from_unix_seconds(0).expect("moment");
        let kind = EntryKind::CommissionEstimated;
        Entry::new("commission:1".into(), kind, OrderId::new(), at, transfers)
    }

    fn transfer(minor: i64, currency: Currency) -> Transfer {
        let brand = OrganizationId::new();
        Transfer {
            debit: AccountCode::EstimatedBrand(brand),
            credit: AccountCode::EstimatedNetwork,
            amount: Money::new(minor, currency),
        }
    }

    #[test]
    fn an_entry_moves_positive_amounts_of_one_currency_between_two_accounts() {
        let good = transfer(5, Currency::Jpy);
        assert!(entry(vec![good]).is_ok());
        assert!(entry(vec![good; MOST_TRANSFERS]).is_ok());
        assert!(entry(vec![]).is_err());
        assert!(entry(vec![good; MOST_TRANSFERS + 1]).is_err());
        assert!(entry(vec![transfer(0, Currency::Jpy)]).is_err());
        assert!(entry(vec![transfer(-5, Currency::Jpy)]).is_err());
        assert!(entry(vec![good, transfer(5, Currency::Cny)]).is_err());
        assert!(entry(vec![Transfer { credit: good.debit, ..good }]).is_err());
    }

    #[test]
    fn the_reversal_of_an_entry_moves_everything_back_under_a_key_of_its_own() {
        let at = Timestamp::from_unix_seconds(0).expect("moment");
        let (id, subject) = (EntryId::new(), SubjectId::new());
        let moved = [transfer(5, Currency::Jpy), transfer(7, Currency::Jpy)];
        let back = Entry::reversal(id, subject, &moved, at).expect("entry");
        assert_eq!(back.key(), format!("reversal:{id}"));
        assert_eq!(back.reverses(), Some(id));
        assert_eq!(back.transfers(), moved.map(Transfer::turned));
        assert!(EntryKind::CommissionReversed.reversible().is_err());
        assert!(EntryKind::EntryReversed.reversible().is_ok());
    }

    #[test]
    fn a_negative_amount_moves_the_other_way() {
        let Transfer { debit, credit, .. } = transfer(1, Currency::Jpy);
        let yen = |minor| Money::new(minor, Currency::Jpy);
        assert_eq!(Transfer::signed(debit, credit, yen(0)), None);
        let back = Transfer { debit: credit, credit: debit, amount: yen(7) };
        assert_eq!(Transfer::signed(debit, credit, yen(-7)), Some(back));
        assert_eq!(Transfer::signed(debit, credit, yen(7)), Some(back.turned()));
    }
}
