//! What every area stands on: mails, jobs, texts.

pub mod queue;
