//! The stories: what a person or a program can do, told through the front door, on both engines.

mod app;
mod call;
mod commissions;
mod database;
mod ledger;
mod makers;
mod orders;
mod platform;
mod tenancy;
mod world;
