//! How an amount came about, as a chain of typed steps: from the order to the statement.
//!
//! Everything here is made of what was frozen when the amount was written. Where the arithmetic can
//! be done again and comes to the same, its digits are shown; where it cannot, the frozen amount is
//! stated and nothing is invented.

pub mod beside;
pub mod exact;
pub mod held;
pub mod line;
pub mod reckoning;
pub mod refunded;
pub mod sample;
pub mod step;
pub mod subject;
pub mod sum;
