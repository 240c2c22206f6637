//! How accounts are written: parts with colons between them, the owner's id among them.

use std::fmt;
use std::str::FromStr;

use super::AccountCode;
use crate::id::NotAnId;

impl fmt::Display for AccountCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EstimatedBrand(id) => write!(f, "memo:estimated:brand:{id}"),
            Self::EstimatedKol(id) => write!(f, "memo:estimated:kol:{id}"),
            Self::EstimatedMcn(id) => write!(f, "memo:estimated:mcn:{id}"),
            Self::EstimatedNetwork => f.write_str("memo:estimated:network"),
            Self::ReceivableBrand(id) => write!(f, "receivable:brand:{id}"),
            Self::KolFrozen(id) => write!(f, "payable:kol:{id}:frozen"),
            Self::KolAvailable(id) => write!(f, "payable:kol:{id}:available"),
            Self::KolWithdrawing(id) => write!(f, "payable:kol:{id}:withdrawing"),
            Self::KolWithdrawn(id) => write!(f, "memo:withdrawn:kol:{id}"),
            Self::McnFrozen(id) => write!(f, "payable:mcn:{id}:frozen"),
            Self::McnAvailable(id) => write!(f, "payable:mcn:{id}:available"),
            Self::McnWithdrawing(id) => write!(f, "payable:mcn:{id}:withdrawing"),
            Self::McnWithdrawn(id) => write!(f, "memo:withdrawn:mcn:{id}"),
            Self::WithdrawnNetwork => f.write_str("memo:withdrawn:network"),
            Self::NetworkFee => f.write_str("revenue:network_fee"),
            Self::ReceivableKol(id) => write!(f, "receivable:kol:{id}"),
            Self::ReceivableMcn(id) => write!(f, "receivable:mcn:{id}"),
            Self::AdjustmentExpense => f.write_str("expense:adjustment"),
            Self::WriteOff => f.write_str("expense:write_off"),
            Self::BankClearing => f.write_str("asset:bank:clearing"),
            Self::Exchange => f.write_str("asset:fx"),
            Self::SampleDeposit(id) => write!(f, "liability:sample_deposit:{id}"),
            Self::SampleGiven(id) => write!(f, "memo:sample_given:{id}"),
            Self::SampleStock(id) => write!(f, "memo:sample_stock:{id}"),
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
            ["memo", "estimated", "mcn", id] => Self::EstimatedMcn(id.parse()?),
            ["memo", "estimated", "network"] => Self::EstimatedNetwork,
            ["receivable", "brand", id] => Self::ReceivableBrand(id.parse()?),
            ["payable", "kol", id, "frozen"] => Self::KolFrozen(id.parse()?),
            ["payable", "kol", id, "available"] => Self::KolAvailable(id.parse()?),
            ["payable", "kol", id, "withdrawing"] => Self::KolWithdrawing(id.parse()?),
            ["memo", "withdrawn", "kol", id] => Self::KolWithdrawn(id.parse()?),
            ["payable", "mcn", id, "frozen"] => Self::McnFrozen(id.parse()?),
            ["payable", "mcn", id, "available"] => Self::McnAvailable(id.parse()?),
            ["payable", "mcn", id, "withdrawing"] => Self::McnWithdrawing(id.parse()?),
            ["memo", "withdrawn", "mcn", id] => Self::McnWithdrawn(id.parse()?),
            ["memo", "withdrawn", "network"] => Self::WithdrawnNetwork,
            ["revenue", "network_fee"] => Self::NetworkFee,
            ["receivable", "kol", id] => Self::ReceivableKol(id.parse()?),
            ["receivable", "mcn", id] => Self::ReceivableMcn(id.parse()?),
            ["expense", "adjustment"] => Self::AdjustmentExpense,
            ["expense", "write_off"] => Self::WriteOff,
            ["asset", "bank", "clearing"] => Self::BankClearing,
            ["asset", "fx"] => Self::Exchange,
            ["liability", "sample_deposit", id] => Self::SampleDeposit(id.parse()?),
            ["memo", "sample_given", id] => Self::SampleGiven(id.parse()?),
            ["memo", "sample_stock", id] => Self::SampleStock(id.parse()?),
            _ => return Err(NotAnId),
        })
    }
}
