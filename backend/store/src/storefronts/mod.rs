//! See the area of the same name in `domain`.
