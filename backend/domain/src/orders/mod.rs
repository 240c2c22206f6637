//! Orders: what was bought, and how the network hears of it.

pub mod attribution;
pub mod candidate;
pub mod event;
pub mod file;
pub mod import;
pub mod line;
pub mod order;
