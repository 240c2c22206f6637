//! Orders: what was bought, what it earns, and the files they arrive in.

pub mod insert;
pub mod order;
pub mod terms;
