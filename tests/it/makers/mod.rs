//! What a story finds already there: made through use cases, never by raw rows.

pub(crate) mod orders;
