//! The accounts of the ledger: a code says whose and what for, the id follows from the code.

mod text;

use sha2::{Digest, Sha256};

use crate::access::OrganizationKind;
use crate::choices;
use crate::id::{LedgerAccountId, NetworkId, OrganizationId};
use crate::money::Currency;

/// What an account is, in the words of bookkeeping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountKind {
    /// What others owe the network.
    Asset,
    /// What the network owes.
    Liability,
    /// What the network has earned.
    Revenue,
    /// What the network has spent.
    Expense,
    /// What may become one of the others; never in a balance sheet.
    Memo,
}

/// The side on which an account grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The left side.
    Debit,
    /// The right side.
    Credit,
}

/// Where the money of a payee stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bucket {
    /// Earned, not yet free to be paid out.
    Frozen,
    /// Free to be paid out.
    Available,
    /// On its way: held for a payout.
    Withdrawing,
    /// Paid out, ever. Memo: it is owed no more.
    Withdrawn,
}

impl Bucket {
    /// Every bucket, in the order in which money passes them.
    pub const ALL: [Self; 4] = [Self::Frozen, Self::Available, Self::Withdrawing, Self::Withdrawn];

    /// The text of account codes and of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Frozen => "frozen",
            Self::Available => "available",
            Self::Withdrawing => "withdrawing",
            Self::Withdrawn => "withdrawn",
        }
    }
}

choices! {
    /// A kind of account that a list is narrowed to.
    pub enum Group {
        Expected = "expected",
        Receivable = "receivable",
        Frozen = "frozen",
        Available = "available",
        Withdrawing = "withdrawing",
        Withdrawn = "withdrawn",
        Revenue = "revenue",
        Asset = "asset",
        Expense = "expense",
        Deposit = "deposit",
        Sample = "sample",
    }
}

impl Group {
    /// What its accounts' codes look like, with `%` for any letters.
    pub const fn like(self) -> &'static str {
        match self {
            Self::Expected => "memo:estimated:%",
            Self::Receivable => "receivable:%",
            Self::Frozen => "payable:%:frozen",
            Self::Available => "payable:%:available",
            Self::Withdrawing => "payable:%:withdrawing",
            Self::Withdrawn => "memo:withdrawn:%",
            Self::Revenue => "revenue:%",
            Self::Asset => "asset:%",
            Self::Expense => "expense:%",
            Self::Deposit => "liability:sample_deposit:%",
            Self::Sample => "memo:sample_%",
        }
    }
}

/// An account of a network; there is one for each code and currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccountCode {
    /// What a brand will owe when its orders stay.
    EstimatedBrand(OrganizationId),
    /// What a KOL will earn when the orders stay.
    EstimatedKol(OrganizationId),
    /// What an MCN will earn when the orders stay.
    EstimatedMcn(OrganizationId),
    /// What the network will earn when the orders stay.
    EstimatedNetwork,
    /// What a brand owes.
    ReceivableBrand(OrganizationId),
    /// What a KOL has earned, not yet on a statement.
    KolFrozen(OrganizationId),
    /// What a KOL has earned and may have paid out.
    KolAvailable(OrganizationId),
    /// What is held for a payout to a KOL.
    KolWithdrawing(OrganizationId),
    /// What a KOL was paid out, ever.
    KolWithdrawn(OrganizationId),
    /// What an MCN has earned, not yet on a statement.
    McnFrozen(OrganizationId),
    /// What an MCN has earned and may have paid out.
    McnAvailable(OrganizationId),
    /// What is held for a payout to an MCN.
    McnWithdrawing(OrganizationId),
    /// What an MCN was paid out, ever.
    McnWithdrawn(OrganizationId),
    /// The other side of all that was paid out, ever.
    WithdrawnNetwork,
    /// The network's part of commissions.
    NetworkFee,
    /// What a KOL owes after a debt was invoiced.
    ReceivableKol(OrganizationId),
    /// What an MCN owes after a debt was invoiced.
    ReceivableMcn(OrganizationId),
    /// Corrections by hand that the network bears itself.
    AdjustmentExpense,
    /// Debts of payees that were given up.
    WriteOff,
    /// Payouts that are on their way through the bank.
    BankClearing,
    /// What passes from one currency into another.
    Exchange,
    /// What a KOL left as a deposit for samples.
    SampleDeposit(OrganizationId),
    /// What a brand has given as samples.
    SampleGiven(OrganizationId),
    /// The other side of what a brand has given as samples.
    SampleStock(OrganizationId),
}

impl AccountCode {
    /// What the account is.
    pub const fn kind(self) -> AccountKind {
        match self {
            Self::EstimatedBrand(_)
            | Self::EstimatedKol(_)
            | Self::EstimatedMcn(_)
            | Self::EstimatedNetwork
            | Self::KolWithdrawn(_)
            | Self::McnWithdrawn(_)
            | Self::SampleGiven(_)
            | Self::SampleStock(_)
            | Self::WithdrawnNetwork => AccountKind::Memo,
            Self::ReceivableBrand(_)
            | Self::ReceivableKol(_)
            | Self::ReceivableMcn(_)
            | Self::BankClearing
            | Self::Exchange => AccountKind::Asset,
            Self::AdjustmentExpense | Self::WriteOff => AccountKind::Expense,
            Self::KolFrozen(_)
            | Self::KolAvailable(_)
            | Self::KolWithdrawing(_)
            | Self::McnFrozen(_)
            | Self::McnAvailable(_)
            | Self::McnWithdrawing(_)
            | Self::SampleDeposit(_) => AccountKind::Liability,
            Self::NetworkFee => AccountKind::Revenue,
        }
    }

    /// The side on which it grows.
    pub const fn normal_side(self) -> Side {
        match self {
            Self::EstimatedBrand(_)
            | Self::ReceivableBrand(_)
            | Self::ReceivableKol(_)
            | Self::ReceivableMcn(_)
            | Self::AdjustmentExpense
            | Self::WriteOff
            | Self::WithdrawnNetwork
            | Self::BankClearing
            | Self::SampleGiven(_)
            | Self::Exchange => Side::Debit,
            Self::EstimatedKol(_)
            | Self::EstimatedMcn(_)
            | Self::EstimatedNetwork
            | Self::KolFrozen(_)
            | Self::KolAvailable(_)
            | Self::KolWithdrawing(_)
            | Self::KolWithdrawn(_)
            | Self::McnFrozen(_)
            | Self::McnAvailable(_)
            | Self::McnWithdrawing(_)
            | Self::McnWithdrawn(_)
            | Self::SampleDeposit(_)
            | Self::SampleStock(_)
            | Self::NetworkFee => Side::Credit,
        }
    }

    /// Whose it is; none for the network's own.
    pub const fn organization(self) -> Option<OrganizationId> {
        match self {
            Self::EstimatedBrand(id)
            | Self::EstimatedKol(id)
            | Self::EstimatedMcn(id)
            | Self::ReceivableBrand(id)
            | Self::KolFrozen(id)
            | Self::KolAvailable(id)
            | Self::ReceivableKol(id)
            | Self::ReceivableMcn(id)
            | Self::KolWithdrawing(id)
            | Self::KolWithdrawn(id)
            | Self::McnFrozen(id)
            | Self::McnAvailable(id)
            | Self::McnWithdrawing(id)
            | Self::McnWithdrawn(id)
            | Self::SampleDeposit(id)
            | Self::SampleGiven(id)
            | Self::SampleStock(id) => Some(id),
            Self::EstimatedNetwork
            | Self::WithdrawnNetwork
            | Self::NetworkFee
            | Self::AdjustmentExpense
            | Self::WriteOff
            | Self::BankClearing
            | Self::Exchange => None,
        }
    }

    /// What kind of payee it is a bucket of, if any.
    pub const fn payee_kind(self) -> Option<OrganizationKind> {
        match self {
            Self::KolFrozen(_)
            | Self::KolAvailable(_)
            | Self::KolWithdrawing(_)
            | Self::KolWithdrawn(_) => Some(OrganizationKind::Kol),
            Self::McnFrozen(_)
            | Self::McnAvailable(_)
            | Self::McnWithdrawing(_)
            | Self::McnWithdrawn(_) => Some(OrganizationKind::Mcn),
            _ => None,
        }
    }

    /// Which bucket of its payee it is, if any.
    pub const fn bucket(self) -> Option<Bucket> {
        match self {
            Self::KolFrozen(_) | Self::McnFrozen(_) => Some(Bucket::Frozen),
            Self::KolAvailable(_) | Self::McnAvailable(_) => Some(Bucket::Available),
            Self::KolWithdrawing(_) | Self::McnWithdrawing(_) => Some(Bucket::Withdrawing),
            Self::KolWithdrawn(_) | Self::McnWithdrawn(_) => Some(Bucket::Withdrawn),
            _ => None,
        }
    }

    /// A payee's bucket; none for those whom the network pays nothing.
    pub const fn of_bucket(
        kind: OrganizationKind,
        payee: OrganizationId,
        bucket: Bucket,
    ) -> Option<Self> {
        Some(match (kind, bucket) {
            (OrganizationKind::Kol, Bucket::Frozen) => Self::KolFrozen(payee),
            (OrganizationKind::Kol, Bucket::Available) => Self::KolAvailable(payee),
            (OrganizationKind::Kol, Bucket::Withdrawing) => Self::KolWithdrawing(payee),
            (OrganizationKind::Kol, Bucket::Withdrawn) => Self::KolWithdrawn(payee),
            (OrganizationKind::Mcn, Bucket::Frozen) => Self::McnFrozen(payee),
            (OrganizationKind::Mcn, Bucket::Available) => Self::McnAvailable(payee),
            (OrganizationKind::Mcn, Bucket::Withdrawing) => Self::McnWithdrawing(payee),
            (OrganizationKind::Mcn, Bucket::Withdrawn) => Self::McnWithdrawn(payee),
            (OrganizationKind::Operator | OrganizationKind::Brand, _) => return None,
        })
    }

    /// The accounts that a party has in each currency. The operator's are the network's own; those of
    /// samples are opened with the first of them.
    pub fn of(kind: OrganizationKind, organization: OrganizationId) -> Vec<Self> {
        match kind {
            OrganizationKind::Operator => vec![
                Self::EstimatedNetwork,
                Self::WithdrawnNetwork,
                Self::NetworkFee,
                Self::AdjustmentExpense,
                Self::WriteOff,
                Self::BankClearing,
                Self::Exchange,
            ],
            OrganizationKind::Brand => {
                vec![Self::EstimatedBrand(organization), Self::ReceivableBrand(organization)]
            }
            OrganizationKind::Kol => vec![
                Self::EstimatedKol(organization),
                Self::KolFrozen(organization),
                Self::KolAvailable(organization),
                Self::ReceivableKol(organization),
                Self::KolWithdrawing(organization),
                Self::KolWithdrawn(organization),
            ],
            OrganizationKind::Mcn => vec![
                Self::EstimatedMcn(organization),
                Self::McnFrozen(organization),
                Self::McnAvailable(organization),
                Self::ReceivableMcn(organization),
                Self::McnWithdrawing(organization),
                Self::McnWithdrawn(organization),
            ],
        }
    }

    /// The account's id in one network and currency, decided by the code: posting needs no look-up.
    pub fn id(self, network: NetworkId, currency: Currency) -> LedgerAccountId {
        let mut digest = Sha256::new();
        digest.update(network.uuid().as_bytes());
        digest.update(self.to_string().as_bytes());
        digest.update(currency.code().as_bytes());
        LedgerAccountId::derived(&digest.finalize().into())
    }
}

#[cfg(test)]
#[path = "account_tests.rs"]
mod tests;
