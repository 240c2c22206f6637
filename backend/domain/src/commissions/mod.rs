//! Commissions: frozen at order time, taken back in proportion, never edited.

pub mod commission;
pub mod draft;
pub mod freeze;
pub mod lock;
pub mod refund;
pub mod rule;
