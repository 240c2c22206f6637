//! Networks, organizations, accounts and the sessions of people.

pub mod group;
pub mod invitation;
pub mod network;
pub mod organization;
pub mod password;
pub mod session;
