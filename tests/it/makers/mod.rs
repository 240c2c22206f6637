//! Things that stories begin with, made through use cases.

pub mod catalogue;
pub mod storefronts;
