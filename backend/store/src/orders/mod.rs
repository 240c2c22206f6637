//! Orders: what was bought, what it earns, and the files they arrive in.

pub mod chunk;
pub mod event;
pub mod import;
pub mod insert;
pub mod order;
pub mod preview;
pub mod profile;
mod row;
pub mod terms;
pub mod upload;
