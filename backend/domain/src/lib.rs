//! What is true: rules, money, states and formats of the network, without I/O, clock, SQL or HTTP.
//!
//! Areas are folders, nouns are files; the same path exists in `store`, `server` and `tests/it`.

pub mod access;
pub mod calendar;
pub mod catalogue;
pub mod column;
pub mod commissions;
pub mod error;
pub mod explain;
pub mod flow;
pub mod id;
pub mod leads;
pub mod ledger;
pub mod live;
pub mod locale;
pub mod money;
pub mod orders;
pub mod plans;
pub mod platform;
pub mod rate;
pub mod samples;
pub mod storefronts;
pub mod tenancy;
pub mod text;
pub mod time;
pub mod tracking;
pub mod workday;

// The macros of this crate are used in others.
#[doc(hidden)]
pub use serde;

pub use error::{Error, FieldError, Result};
pub use id::Id;
pub use locale::Locale;
pub use money::{Currency, Money};
pub use rate::{Rate, Rounding};
pub use time::Timestamp;
