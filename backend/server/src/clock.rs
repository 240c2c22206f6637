//! The only place that reads the clock; everything else is told the time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use domain::Timestamp;

/// Tells the time.
#[derive(Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// One that a test sets, in seconds since 1970; it stands still until it is moved.
    Set(AtomicI64),
}

impl Clock {
    /// A clock that stands at a moment.
    pub fn at(moment: Timestamp) -> Self {
        Self::Set(AtomicI64::new(moment.unix_seconds()))
    }

    /// The moment.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::new(SystemTime::now().into()),
            Self::Set(seconds) => Timestamp::from_unix_seconds(seconds.load(Ordering::Relaxed))
                .unwrap_or_else(|| Timestamp::new(SystemTime::now().into())),
        }
    }

    /// Moves a set clock on; the machine's is nobody's to move.
    pub fn advance(&self, by_seconds: i64) {
        if let Self::Set(seconds) = self {
            seconds.fetch_add(by_seconds, Ordering::Relaxed);
        }
    }
}
