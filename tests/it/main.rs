//! The stories: what a person or a program can do, told through the front door, on both engines.

mod access;
mod app;
mod browser;
mod call;
mod catalogue;
mod commissions;
mod database;
mod explain;
mod invariants;
mod leads;
mod ledger;
mod live;
mod makers;
mod orders;
mod oversize;
mod platform;
mod process;
mod samples;
mod storefronts;
mod tenancy;
mod tracking;
mod world;
