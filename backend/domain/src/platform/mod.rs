//! What every area stands on: mails, jobs, texts.

pub mod bounce;
pub mod mail;
pub mod queue;
pub mod template;
