//! What a sample moves in the ledger: what was given, what was left as a deposit, what is charged.

use crate::choices;
use crate::error::{Error, Result};
use crate::id::OrganizationId;
use crate::ledger::account::AccountCode;
use crate::ledger::entry::{EntryKind, Transfer};
use crate::money::Money;
use crate::samples::request::{SampleAct, SampleStatus};
use crate::samples::terms::{Frozen, Treatment};

choices! {
    /// What happened to the money of a sample; each at most once.
    pub enum MovementKind {
        /// Goods went out: what they are worth is noted, nobody owes it.
        Given = "given",
        /// The KOL's deposit was put aside.
        Deposited = "deposited",
        /// The deposit was given back.
        Returned = "returned",
        /// The KOL bears the goods: their brand owes so much less.
        Charged = "charged",
    }
}

impl MovementKind {
    /// The entry's kind.
    pub const fn entry(self) -> EntryKind {
        match self {
            Self::Given => EntryKind::SampleGiven,
            Self::Deposited => EntryKind::SampleDeposited,
            Self::Returned => EntryKind::SampleReturned,
            Self::Charged => EntryKind::SampleCharged,
        }
    }

    /// What an act on a request moves, if anything. A deposit is put aside with the approval and
    /// leaves with the end of the duty.
    pub const fn of(act: SampleAct, before: SampleStatus, treatment: Treatment) -> Option<Self> {
        let deposits = matches!(treatment, Treatment::Deposit);
        match act {
            SampleAct::Ship => Some(Self::Given),
            SampleAct::Breach => Some(Self::Charged),
            SampleAct::Approve if deposits => Some(Self::Deposited),
            SampleAct::Fulfill | SampleAct::Waive if deposits => Some(Self::Returned),
            // Before the approval there is none.
            SampleAct::Cancel if deposits && !matches!(before, SampleStatus::Requested) => {
                Some(Self::Returned)
            }
            _ => None,
        }
    }
}

/// A movement: how it stands in the ledger and what it does to each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// What happened.
    pub kind: MovementKind,
    /// What moves; more than nothing.
    pub transfer: Transfer,
    /// What the KOL's available balance gains; below nothing where it loses.
    pub kol: Money,
    /// What the KOL's deposit gains.
    pub deposit: Money,
    /// What the brand owes more; below nothing where it owes less.
    pub brand: Money,
}

/// What happens to the money of a sample whose terms are frozen; nothing where it is worth nothing.
///
/// # Errors
/// `Refused("sample-sponsored")` for a charge that the terms do not know,
/// `Refused("sample-no-deposit")` for a deposit where there is none.
pub fn movement(
    kind: MovementKind,
    terms: &Frozen,
    kol: OrganizationId,
    brand: OrganizationId,
) -> Result<Option<Movement>> {
    let (amount, none) = (terms.cost, Money::zero(terms.cost.currency()));
    let available = AccountCode::KolAvailable(kol);
    let deposit = AccountCode::SampleDeposit(kol);
    let owed = AccountCode::ReceivableBrand(brand);
    let less = amount.negated();
    let of = |debit, credit, (kol, deposit, brand)| Movement {
        kind,
        transfer: Transfer { debit, credit, amount },
        kol,
        deposit,
        brand,
    };
    let moved = match (kind, terms.treatment) {
        (MovementKind::Given, _) => {
            let (given, stock) = (AccountCode::SampleGiven(brand), AccountCode::SampleStock(brand));
            of(given, stock, (none, none, none))
        }
        (MovementKind::Deposited, Treatment::Deposit) => {
            of(available, deposit, (less, amount, none))
        }
        (MovementKind::Returned, Treatment::Deposit) => {
            of(deposit, available, (amount, less, none))
        }
        (MovementKind::Charged, Treatment::Deposit) => of(deposit, owed, (none, less, less)),
        (MovementKind::Charged, Treatment::Deduct) => of(available, owed, (less, none, less)),
        (MovementKind::Charged, Treatment::Sponsored) => {
            return Err(Error::Refused("sample-sponsored"));
        }
        (MovementKind::Deposited | MovementKind::Returned, _) => {
            return Err(Error::Refused("sample-no-deposit"));
        }
    };
    Ok(Some(moved).filter(|_| amount.minor() > 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }

    fn moved(kind: MovementKind, treatment: Treatment) -> Result<Option<(i64, i64, i64)>> {
        let terms = Frozen { treatment, cost: yen(3_960), version: 1 };
        let moved = movement(kind, &terms, OrganizationId::new(), OrganizationId::new())?;
        Ok(moved.map(|one| {
            assert_eq!(one.transfer.amount, yen(3_960));
            (one.kol.minor(), one.deposit.minor(), one.brand.minor())
        }))
    }

    #[test]
    fn a_sponsored_sample_is_noted_and_never_charged() {
        use MovementKind::{Charged, Deposited, Given, Returned};
        assert_eq!(moved(Given, Treatment::Sponsored), Ok(Some((0, 0, 0))));
        assert_eq!(moved(Charged, Treatment::Sponsored), Err(Error::Refused("sample-sponsored")));
        for kind in [Deposited, Returned] {
            for treatment in [Treatment::Sponsored, Treatment::Deduct] {
                assert_eq!(moved(kind, treatment), Err(Error::Refused("sample-no-deposit")));
            }
        }
    }

    #[test]
    fn a_charge_takes_from_the_balance_or_from_the_deposit_and_the_brand_owes_less() {
        use MovementKind::{Charged, Deposited, Returned};
        assert_eq!(moved(Charged, Treatment::Deduct), Ok(Some((-3_960, 0, -3_960))));
        let deposit = [Deposited, Returned, Charged].map(|kind| moved(kind, Treatment::Deposit));
        let figures = [(-3_960, 3_960, 0), (3_960, -3_960, 0), (0, -3_960, -3_960)];
        assert_eq!(deposit, figures.map(|figure| Ok(Some(figure))));
    }

    #[test]
    fn what_is_worth_nothing_moves_nothing() {
        let terms = Frozen { treatment: Treatment::Sponsored, cost: yen(0), version: 1 };
        let (kol, brand) = (OrganizationId::new(), OrganizationId::new());
        assert_eq!(movement(MovementKind::Given, &terms, kol, brand), Ok(None));
    }

    #[test]
    fn each_act_moves_what_its_terms_say() {
        use SampleAct::{Approve, Breach, Cancel, Fulfill, Receive, Ship, Waive};
        let one = |act, before, treatment| {
            MovementKind::of(act, before, treatment).map_or("-", MovementKind::as_str)
        };
        let of = |treatment| {
            let acts = [Approve, Ship, Receive, Fulfill, Waive, Breach];
            acts.map(|act| one(act, SampleStatus::Overdue, treatment))
        };
        assert_eq!(of(Treatment::Deduct), ["-", "given", "-", "-", "-", "charged"]);
        let deposit = ["deposited", "given", "-", "returned", "returned", "charged"];
        assert_eq!(of(Treatment::Deposit), deposit);
        assert_eq!(one(Cancel, SampleStatus::Requested, Treatment::Deposit), "-");
        assert_eq!(one(Cancel, SampleStatus::Preparing, Treatment::Deposit), "returned");
        assert_eq!(one(Cancel, SampleStatus::Preparing, Treatment::Deduct), "-");
    }
}
