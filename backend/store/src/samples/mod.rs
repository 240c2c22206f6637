//! Samples from the terms on which they are offered to what becomes of the duty to post.

pub mod change;
pub mod movement;
pub mod request;
pub mod terms;
