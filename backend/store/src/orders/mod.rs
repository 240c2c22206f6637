//! Orders: what was bought, what it earns, and the files they arrive in.

pub mod event;
pub mod import;
pub mod insert;
pub mod order;
mod row;
pub mod terms;
