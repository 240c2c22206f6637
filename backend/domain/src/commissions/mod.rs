//! Commissions: frozen at order time, taken back in proportion, never edited.

pub mod adjustment;
pub mod commission;
pub mod condition;
pub mod debt;
pub mod draft;
pub mod fee;
pub mod freeze;
pub mod ladder;
pub mod lock;
pub mod partner;
pub mod refund;
pub mod reject;
pub mod rule;
pub mod split;
pub mod standing;
pub mod tax;
