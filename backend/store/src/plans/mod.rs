//! The terms under which products may be sold.

pub mod plan;
