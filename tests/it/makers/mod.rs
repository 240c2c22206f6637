//! What a story finds already there: made through use cases, never by raw rows.

pub mod any;
pub mod catalogue;
pub mod leads;
pub mod ledger;
pub mod materials;
pub mod orders;
pub mod partners;
pub mod samples;
pub mod storefronts;
