//! Passwords and the lock-out.

use crate::error::FieldError;
use crate::time::Timestamp;

/// Wrong passwords in a row before the account is locked for a while.
pub const TRIES: i64 = 5;
/// The first lock, in seconds; each further wrong password doubles it, up to a day.
const FIRST_LOCK_SECONDS: i64 = 60;

/// Until when an account is locked after so many wrong passwords in a row.
pub fn locked_until(failed_count: i64, at: Timestamp) -> Option<Timestamp> {
    let over = failed_count - TRIES;
    (over >= 0).then(|| {
        let doublings = u32::try_from(over).unwrap_or(0).min(12);
        at.plus_seconds((FIRST_LOCK_SECONDS << doublings).min(86_400))
    })
}

/// A new password: 10 to 200 characters, and not one character over and over.
///
/// # Errors
/// `field-too-short`, `field-too-long`.
pub fn acceptable<'a>(field: &str, text: &'a str) -> Result<&'a str, FieldError> {
    let count = text.chars().count();
    if count > 200 {
        return Err(FieldError::new(field, "field-too-long").with("limit", 200));
    }
    let first = text.chars().next();
    if count < 10 || text.chars().all(|c| Some(c) == first) {
        return Err(FieldError::new(field, "field-too-short").with("limit", 10));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_begins_at_the_fifth_wrong_password_and_grows() {
        let at = Timestamp::from_unix_seconds(0).expect("moment");
        let seconds = |count| locked_until(count, at).map(|until| until.seconds_since(at));
        assert_eq!(seconds(4), None);
        assert_eq!(seconds(5), Some(60));
        assert_eq!(seconds(7), Some(240));
        assert_eq!(seconds(1_000), Some(86_400));
    }

    #[test]
    fn weak_passwords_are_refused() {
        assert!(acceptable("password", "short").is_err());
        assert!(acceptable("password", "aaaaaaaaaaaaaaa").is_err());
        assert!(acceptable("password", &"a1".repeat(101)).is_err());
        assert!(acceptable("password", "correct horse battery").is_ok());
    }
}
