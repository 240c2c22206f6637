//! The accounts of the ledger: a code says whose and what for, the id follows from the code.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::access::OrganizationKind;
use crate::id::{LedgerAccountId, NetworkId, NotAnId, OrganizationId};
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

/// An account of a network; there is one for each code and currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccountCode {
    /// What a brand will owe when its orders stay.
    EstimatedBrand(OrganizationId),
    /// What a KOL will earn when the orders stay.
    EstimatedKol(OrganizationId),
    /// What the network will earn when the orders stay.
    EstimatedNetwork,
    /// What a brand owes.
    ReceivableBrand(OrganizationId),
    /// What a KOL has earned, not yet on a statement.
    KolFrozen(OrganizationId),
    /// What a KOL has earned and may have paid out.
    KolAvailable(OrganizationId),
    /// The network's part of commissions.
    NetworkFee,
    /// What a KOL owes after a debt was invoiced.
    ReceivableKol(OrganizationId),
    /// Corrections by hand that the network bears itself.
    AdjustmentExpense,
    /// Debts of KOLs that were given up.
    WriteOff,
}

impl AccountCode {
    /// What the account is.
    pub const fn kind(self) -> AccountKind {
        match self {
            Self::EstimatedBrand(_) | Self::EstimatedKol(_) | Self::EstimatedNetwork => {
                AccountKind::Memo
            }
            Self::ReceivableBrand(_) | Self::ReceivableKol(_) => AccountKind::Asset,
            Self::AdjustmentExpense | Self::WriteOff => AccountKind::Expense,
            Self::KolFrozen(_) | Self::KolAvailable(_) => AccountKind::Liability,
            Self::NetworkFee => AccountKind::Revenue,
        }
    }

    /// The side on which it grows.
    pub const fn normal_side(self) -> Side {
        match self {
            Self::EstimatedBrand(_)
            | Self::ReceivableBrand(_)
            | Self::ReceivableKol(_)
            | Self::AdjustmentExpense
            | Self::WriteOff => Side::Debit,
            Self::EstimatedKol(_)
            | Self::EstimatedNetwork
            | Self::KolFrozen(_)
            | Self::KolAvailable(_)
            | Self::NetworkFee => Side::Credit,
        }
    }

    /// Whose it is; none for the network's own.
    pub const fn organization(self) -> Option<OrganizationId> {
        match self {
            Self::EstimatedBrand(id)
            | Self::EstimatedKol(id)
            | Self::ReceivableBrand(id)
            | Self::KolFrozen(id)
            | Self::KolAvailable(id)
            | Self::ReceivableKol(id) => Some(id),
            Self::EstimatedNetwork
            | Self::NetworkFee
            | Self::AdjustmentExpense
            | Self::WriteOff => None,
        }
    }

    /// The accounts that a party has in each currency. The operator's are the network's own.
    pub fn of(kind: OrganizationKind, organization: OrganizationId) -> Vec<Self> {
        match kind {
            OrganizationKind::Operator => vec![
                Self::EstimatedNetwork,
                Self::NetworkFee,
                Self::AdjustmentExpense,
                Self::WriteOff,
            ],
            OrganizationKind::Brand => {
                vec![Self::EstimatedBrand(organization), Self::ReceivableBrand(organization)]
            }
            OrganizationKind::Kol => vec![
                Self::EstimatedKol(organization),
                Self::KolFrozen(organization),
                Self::KolAvailable(organization),
                Self::ReceivableKol(organization),
            ],
            OrganizationKind::Mcn => Vec::new(),
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

impl fmt::Display for AccountCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EstimatedBrand(id) => write!(f, "memo:estimated:brand:{id}"),
            Self::EstimatedKol(id) => write!(f, "memo:estimated:kol:{id}"),
            Self::EstimatedNetwork => f.write_str("memo:estimated:network"),
            Self::ReceivableBrand(id) => write!(f, "receivable:brand:{id}"),
            Self::KolFrozen(id) => write!(f, "payable:kol:{id}:frozen"),
            Self::KolAvailable(id) => write!(f, "payable:kol:{id}:available"),
            Self::NetworkFee => f.write_str("revenue:network_fee"),
            Self::ReceivableKol(id) => write!(f, "receivable:kol:{id}"),
            Self::AdjustmentExpense => f.write_str("expense:adjustment"),
            Self::WriteOff => f.write_str("expense:write_off"),
        }
    }
}

impl FromStr for AccountCode {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let parts: Vec<&str> = text.split(':').collect();
        Ok(match parts.as_slice() {
            ["memo", "estimated", "brand", id] => Self::EstimatedBrand(id.parse()?),
            ["memo", "estimated", "kol", id] => Self::EstimatedKol(id.parse()?),
            ["memo", "estimated", "network"] => Self::EstimatedNetwork,
            ["receivable", "brand", id] => Self::ReceivableBrand(id.parse()?),
            ["payable", "kol", id, "frozen"] => Self::KolFrozen(id.parse()?),
            ["payable", "kol", id, "available"] => Self::KolAvailable(id.parse()?),
            ["revenue", "network_fee"] => Self::NetworkFee,
            ["receivable", "kol", id] => Self::ReceivableKol(id.parse()?),
            ["expense", "adjustment"] => Self::AdjustmentExpense,
            ["expense", "write_off"] => Self::WriteOff,
            _ => return Err(NotAnId),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(organization: OrganizationId) -> Vec<AccountCode> {
        use OrganizationKind::{Brand, Kol, Operator};
        [Operator, Brand, Kol]
            .into_iter()
            .flat_map(|kind| AccountCode::of(kind, organization))
            .collect()
    }

    #[test]
    fn codes_read_back_and_name_their_party() {
        let organization = OrganizationId::new();
        for code in all(organization) {
            assert_eq!(code.to_string().parse(), Ok(code));
            assert_eq!(code.organization().is_some(), code.to_string().contains("org_"));
        }
        assert!("payable:kol:frozen".parse::<AccountCode>().is_err());
    }

    #[test]
    fn ids_follow_from_network_code_and_currency_and_differ() {
        let organization = OrganizationId::new();
        let mut ids = Vec::new();
        for network in [NetworkId::new(), NetworkId::new()] {
            for currency in Currency::ALL {
                for code in all(organization) {
                    assert_eq!(code.id(network, currency), code.id(network, currency));
                    ids.push(code.id(network, currency));
                }
            }
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
