//! The queue's worker and the clocks.
