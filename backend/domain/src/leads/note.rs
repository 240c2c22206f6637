//! A note on a lead: what staff want to remember.

use crate::error::{Error, FieldError, Result};
use crate::text;

/// Characters of a note at most.
pub const LENGTH: usize = 4_000;

/// The text of a note, checked.
///
/// # Errors
/// `Invalid` on `note`: `field-required`, `field-too-long`, `text-damaged`.
pub fn check(told: &str) -> Result<String> {
    let body = text::long("note", told, LENGTH).map_err(|error| Error::Invalid(vec![error]))?;
    if body.is_empty() {
        return Err(Error::Invalid(vec![FieldError::new("note", "field-required")]));
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_something() {
        assert_eq!(check(" a\r\nb ").as_deref(), Ok("a\nb"));
        assert_eq!(check(" \n "), Err(Error::field("note", "field-required")));
        assert!(check(&"長".repeat(LENGTH + 1)).is_err());
    }
}
