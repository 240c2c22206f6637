//! KOLs' storefronts, and what they picked into them.

pub mod listing;
mod shelf;
pub mod storefront;
