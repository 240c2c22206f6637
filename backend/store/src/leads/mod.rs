//! The front door: inquiries, the leads they make, the introduction materials.
//!
//! The public form runs in the `NetworkTx` of its address's network: nobody is signed in, and what
//! it writes is the operator's.

pub mod content;
pub mod delivery;
pub mod figures;
pub mod grant;
pub mod inquiry;
pub mod lead;
pub mod library;
