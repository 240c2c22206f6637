//! Networks, organizations, accounts and the sessions of people.

pub mod network;
pub mod organization;
pub mod password;
pub mod session;
