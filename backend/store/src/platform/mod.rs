//! Side effects as rows, the audit log, texts in several languages.

pub mod audit;
pub mod badge;
pub mod idempotency;
pub mod job;
pub mod mail;
mod queue;
pub mod text;
