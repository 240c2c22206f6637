//! The stories: what a person or a program can do, told through the front door, on both engines.

mod app;
mod browser;
mod call;
mod catalogue;
mod commissions;
mod database;
mod leads;
mod ledger;
mod makers;
mod orders;
mod platform;
mod samples;
mod storefronts;
mod tenancy;
mod tracking;
mod world;
