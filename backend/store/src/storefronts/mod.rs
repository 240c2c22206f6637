//! KOLs' storefronts, what they picked into them, and the codes they read aloud.

pub mod coupon;
pub mod listing;
mod shelf;
pub mod storefront;
