//! Commissions: frozen at order time, confirmed when nothing can be taken back any more.

pub mod adjustment;
pub mod beside;
pub mod commission;
pub mod confirm;
pub mod debt;
pub mod fee;
pub mod month;
pub mod part;
pub mod partner;
pub mod payees;
pub mod product;
pub mod reject;
mod row;
pub mod rule;
pub mod sold;
pub mod tax;
pub mod trail;
