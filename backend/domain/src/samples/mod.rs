//! The area's words and rules.
