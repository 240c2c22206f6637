//! Live sessions.

pub mod session;
