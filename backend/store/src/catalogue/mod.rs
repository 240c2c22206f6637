//! Products, their pictures, their review.

pub mod asset;
pub mod product;
pub mod review;
mod search;
pub mod shortage;
pub mod stock;
