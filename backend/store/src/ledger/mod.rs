//! The double-entry ledger behind every amount.

pub mod account;
pub mod entry;
