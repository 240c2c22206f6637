//! Products: what a brand submits, how it is reviewed, its codes and its picture.

pub mod gtin;
pub mod picture;
pub mod product;
pub mod review;
pub mod stock;
