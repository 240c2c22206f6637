//! Side effects as rows, the audit log, texts in several languages.

pub mod audit;
pub mod badge;
pub mod idempotency;
pub mod job;
pub mod mail;
pub mod mail_event;
pub mod mail_report;
pub mod mail_template;
mod queue;
pub mod suppression;
pub mod text;
