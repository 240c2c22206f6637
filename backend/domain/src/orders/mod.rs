//! Orders: what was bought, and how the network hears of it.

pub mod attribution;
pub mod candidate;
pub mod case;
pub mod compare;
pub mod event;
pub mod file;
pub mod funds;
pub mod import;
pub mod life;
pub mod line;
pub mod order;
pub mod privacy;
pub mod rate;
pub mod shop;
pub mod webhook;
