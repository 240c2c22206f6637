//! The front door: inquiries, the leads they make, the introduction materials.

pub mod content;
pub mod grant;
pub mod inquiry;
pub mod lead;
pub mod library;
pub mod spam;
