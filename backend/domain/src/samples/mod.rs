//! Samples from the KOL's request to their arrival.

pub mod request;
