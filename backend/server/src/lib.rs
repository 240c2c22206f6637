//! What can be done, and how it is reached: use cases, HTTP, pages, mail, jobs, configuration.
//!
//! A handler reads as: who, what, decide, save, answer. Areas are folders with the same names as in
//! `domain` and `store`; this crate can write no SQL.

pub mod app;
pub mod areas;
pub mod catalogue;
pub mod clock;
pub mod command;
pub mod commissions;
pub mod config;
pub mod error;
pub mod explain;
pub mod http;
pub mod keys;
pub mod leads;
pub mod ledger;
pub mod live;
pub mod mail;
pub mod orders;
pub mod paging;
pub mod plans;
pub mod platform;
pub mod run;
pub mod samples;
pub mod seed;
pub mod storefronts;
pub mod tenancy;
pub mod together;
pub mod tracking;
