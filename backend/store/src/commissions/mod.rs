//! Commissions: frozen at order time, confirmed when nothing can be taken back any more.

pub mod commission;
pub mod confirm;
pub mod month;
pub mod product;
pub mod rule;
pub mod sold;
