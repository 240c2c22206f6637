//! Codes that a KOL reads aloud and a buyer types.

use crate::error::FieldError;
use crate::text;

/// A coupon code as it is stored and compared: plain width, upper case, without blanks.
pub fn folded(told: &str) -> String {
    text::fold_width(told).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}

/// A coupon code that a KOL may have: 3 to 20 letters, digits and hyphens.
///
/// # Errors
/// `field-required`; `coupon-malformed`.
pub fn check(field: &str, told: &str) -> Result<String, FieldError> {
    let code = folded(told);
    if code.is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    let readable = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if readable && (3..=20).contains(&code.len()) {
        Ok(code)
    } else {
        Err(FieldError::new(field, "coupon-malformed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        assert_eq!(folded(" ｒｉｎ 10 "), "RIN10");
        assert_eq!(check("code", "rin-10"), Ok("RIN-10".into()));
        for wrong in ["", "ab", "りん10", "a_b_c", "ABCDEFGHIJKLMNOPQRSTU"] {
            assert!(check("code", wrong).is_err(), "{wrong}");
        }
    }
}
