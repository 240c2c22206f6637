//! The queue's worker and the clocks.

pub mod maintain;
pub mod worker;
