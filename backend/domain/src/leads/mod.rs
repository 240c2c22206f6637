//! The front door: inquiries, the leads they make, the introduction materials.

pub mod consent;
pub mod grant;
pub mod inquiry;
pub mod lead;
