//! Networks, organizations, the people who act for them.

pub mod account;
pub mod group;
pub mod invitation;
pub mod membership;
pub mod network;
pub mod organization;
pub mod session;
