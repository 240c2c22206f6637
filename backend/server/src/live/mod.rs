//! Live sessions: planned by KOLs, confirmed by the operator, reckoned by what their links sold.

pub mod session;

pub use session::routes;
