//! A payee, KOL or agency, whose payable is below nothing: later earnings come first, then a person
//! chooses.

use serde::Deserialize;

use super::adjustment::needed;
use crate::access::OrganizationKind;
use crate::error::{Error, Fields, Result};
use crate::id::OrganizationId;
use crate::ledger::account::{AccountCode, Bucket};
use crate::ledger::entry::{EntryKind, Transfer};
use crate::money::Money;
use crate::time::Timestamp;
use crate::{choices, text};

choices! {
    /// What is done about a debt.
    pub enum DebtChoice {
        /// Nothing yet: later earnings may still cover it.
        Wait = "wait",
        /// The payee gets an invoice.
        Invoice = "invoice",
        /// The network gives it up.
        WriteOff = "write_off",
    }
}

/// Days that earnings have to cover a debt before it may be invoiced or given up.
pub const DAYS_TO_COVER: i64 = 60;
/// Days after which a debt that waits comes up again.
pub const DAYS_TO_WAIT: i64 = 30;
const NOTE_LIMIT: usize = 500;

/// A decision as a form or a body brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct DebtDraft {
    /// The choice's word.
    pub choice: String,
    /// Why; always needed, for the auditor.
    pub note: String,
}

/// A decision, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebtFields {
    /// What is done.
    pub choice: DebtChoice,
    /// Why.
    pub note: String,
}

/// Checks a decision.
///
/// # Errors
/// `Invalid` on `choice` and `note`.
pub fn validate(draft: &DebtDraft) -> Result<DebtFields> {
    let mut fields = Fields::new();
    let choice = fields.take(needed("choice", &draft.choice));
    let note = fields.take(text::long("note", &draft.note, NOTE_LIMIT));
    fields.check(note.as_deref() != Some(""), "note", "field-required");
    fields.finish()?;
    let (Some(choice), Some(note)) = (choice, note) else {
        return Err(Error::Invalid(Vec::new()));
    };
    Ok(DebtFields { choice, note })
}

/// What a payee's accounts stand at in one currency, and since when the sum is below nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    /// Whose.
    pub payee: OrganizationId,
    /// A KOL's or an agency's.
    pub kind: OrganizationKind,
    /// Not yet on a statement; may be below nothing.
    pub frozen: Money,
    /// May be paid out; may be below nothing.
    pub available: Money,
    /// Since when the sum is below nothing.
    pub since: Timestamp,
}

impl Debt {
    /// How much is owed: more than nothing.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn owed(&self) -> Result<Money> {
        Ok(self.frozen.plus(self.available)?.negated())
    }

    /// Whole days since it is below nothing.
    pub fn days(&self, at: Timestamp) -> i64 {
        at.seconds_since(self.since).max(0) / 86_400
    }

    /// The entry's kind and transfers of a choice; none for waiting. What is below nothing is
    /// lifted first, the available money before the frozen.
    ///
    /// # Errors
    /// `Refused("debt-too-young")` before earnings had their days to cover it; `Broken` for a party
    /// that the network pays nothing.
    pub fn settle(
        &self,
        choice: DebtChoice,
        at: Timestamp,
    ) -> Result<Option<(EntryKind, Vec<Transfer>)>> {
        let (kind, bearer) = match choice {
            DebtChoice::Wait => return Ok(None),
            DebtChoice::Invoice => (EntryKind::DebtInvoiced, self.invoiced()),
            DebtChoice::WriteOff => (EntryKind::DebtWrittenOff, AccountCode::WriteOff),
        };
        if self.days(at) < DAYS_TO_COVER {
            return Err(Error::Refused("debt-too-young"));
        }
        let owed = self.owed()?;
        let lift = owed.minor().min((-self.available.minor()).max(0));
        let lift = Money::new(lift, owed.currency());
        let parts = [
            Transfer::signed(bearer, self.bucket(Bucket::Available)?, lift),
            Transfer::signed(bearer, self.bucket(Bucket::Frozen)?, owed.minus(lift)?),
        ];
        Ok(Some((kind, parts.into_iter().flatten().collect())))
    }

    /// What the payee owes once it was invoiced.
    const fn invoiced(&self) -> AccountCode {
        match self.kind {
            OrganizationKind::Mcn => AccountCode::ReceivableMcn(self.payee),
            _ => AccountCode::ReceivableKol(self.payee),
        }
    }

    /// One of the payee's accounts.
    ///
    /// # Errors
    /// `Broken` for a party that the network pays nothing.
    pub fn bucket(&self, bucket: Bucket) -> Result<AccountCode> {
        let broken = || Error::Broken(format!("{}: no payee", self.payee));
        AccountCode::of_bucket(self.kind, self.payee, bucket).ok_or_else(broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn debt(frozen: i64, available: i64) -> Debt {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        let since = Timestamp::from_unix_seconds(0).expect("moment");
        let (payee, kind) = (OrganizationId::new(), OrganizationKind::Kol);
        Debt { payee, kind, frozen: yen(frozen), available: yen(available), since }
    }

    #[test]
    fn a_choice_lifts_the_whole_debt_and_no_more() {
        for (frozen, available, moved) in [
            (-400, 0, vec![400]),
            (0, -400, vec![400]),
            (-300, -100, vec![100, 300]),
            (100, -500, vec![400]),
        ] {
            let debt = debt(frozen, available);
            let late = debt.since.plus_days(60);
            let settled = debt.settle(DebtChoice::WriteOff, late).expect("settled").expect("entry");
            let amounts: Vec<i64> = settled.1.iter().map(|part| part.amount.minor()).collect();
            assert_eq!((settled.0, amounts), (EntryKind::DebtWrittenOff, moved));
        }
    }

    #[test]
    fn an_agency_is_invoiced_on_its_own_account() {
        let owing = Debt { kind: OrganizationKind::Mcn, ..debt(-400, 100) };
        let late = owing.since.plus_days(60);
        let (_, moves) = owing.settle(DebtChoice::Invoice, late).expect("settled").expect("entry");
        assert_eq!(moves[0].debit, AccountCode::ReceivableMcn(owing.payee));
        assert_eq!(moves[0].credit, AccountCode::McnFrozen(owing.payee));
        assert_eq!(moves.len(), 1);
    }

    #[test]
    fn earnings_have_their_days_first() {
        let debt = debt(-1, 0);
        let soon = debt.since.plus_days(60).plus_seconds(-1);
        assert_eq!(debt.settle(DebtChoice::Invoice, soon), Err(Error::Refused("debt-too-young")));
        assert_eq!(debt.settle(DebtChoice::Wait, soon), Ok(None));
    }
}
