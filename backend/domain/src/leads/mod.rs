//! The front door: inquiries, the leads they make, the introduction materials; what becomes of leads.

pub mod assignment;
pub mod consent;
pub mod content;
pub mod duplicate;
pub mod grant;
pub mod inquiry;
pub mod lead;
pub mod library;
pub mod note;
pub mod place;
pub mod score;
pub mod sequence;
pub mod spam;
pub mod task;
pub mod work;
