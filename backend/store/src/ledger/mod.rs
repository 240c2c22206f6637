//! The double-entry ledger behind every amount.

pub mod account;
pub mod check;
pub mod entry;
pub mod own;
