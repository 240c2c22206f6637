//! The double-entry ledger behind every amount.

pub mod account;
pub mod entry;
pub mod fx;
pub mod hold;
pub mod period;
pub mod proof;
pub mod seal;
