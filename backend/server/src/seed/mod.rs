//! Worlds to show and to measure: a demo from data, a generated one of any size. Both go through the
//! rules, so that nothing in them could not have happened.

mod books;
pub mod build;
pub mod chance;
mod data;
pub mod demo;
mod door;
mod front;
mod goods;
mod ledger;
mod parcels;
mod post;
pub mod sales;
mod shop;
mod stage;
pub mod world;
