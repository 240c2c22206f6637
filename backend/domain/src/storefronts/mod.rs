//! Storefronts: a KOL's shop, what is picked into it, and that it says it advertises.

pub mod disclosure;
pub mod listing;
pub mod storefront;
