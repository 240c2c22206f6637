//! What is printed: plain data in, PDF bytes out.
//!
//! Every visible word comes from the caller, already in the reader's language and already
//! formatted (numbers, money, dates). Nothing here reads a file, a clock or the network.

mod engine;
mod glyphs;
pub mod materials;
mod run;
#[cfg(test)]
mod samples;
pub mod statement;

pub use engine::{DocumentError, render};
pub use run::{Lang, Pair, Run};
