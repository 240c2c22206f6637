//! Orders: what was bought, what it earns, what happens to it, and the files they arrive in.

pub mod accept;
pub mod case;
pub mod chunk;
pub mod compare;
pub mod delivery;
pub mod event;
pub mod import;
pub mod insert;
pub mod kept;
pub mod order;
pub mod preview;
pub mod privacy;
pub mod profile;
pub mod rate;
mod row;
pub(crate) mod settle;
pub mod shop;
pub mod terms;
pub mod upload;
pub mod waiting;
pub mod webhook;
pub mod written;
