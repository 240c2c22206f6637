//! Live sessions and what they brought.

pub mod figure;
pub mod session;
