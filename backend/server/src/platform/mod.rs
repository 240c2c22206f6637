//! The queue's worker and the clocks; letters to the other side of an act.

pub mod letter;
pub mod maintain;
pub mod worker;
