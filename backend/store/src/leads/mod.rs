//! The front door: inquiries, the leads they make, the introduction materials; what becomes of leads.
//!
//! The public form runs in the `NetworkTx` of its address's network: nobody is signed in, and what
//! it writes is the operator's.

pub mod assignment;
pub mod consent;
pub mod content;
pub mod delivery;
pub mod duplicate;
pub mod figures;
pub mod grant;
pub mod inquiry;
pub mod lead;
pub mod library;
pub mod note;
pub mod score;
pub mod staff;
pub mod task;
pub mod work;
