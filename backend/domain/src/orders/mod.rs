//! Orders: what was bought, and how the network hears of it.

pub mod file;
