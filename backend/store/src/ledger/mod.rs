//! The double-entry ledger behind every amount.

pub mod account;
pub mod balance;
pub mod check;
pub mod entry;
pub mod fx;
pub mod hold;
pub mod movement;
pub mod own;
pub mod period;
pub mod proof;
pub mod seal;
