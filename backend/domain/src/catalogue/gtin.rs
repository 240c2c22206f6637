//! The number under a barcode: JAN/EAN-8 and -13, UPC-12, GTIN-14.

use std::fmt;

use crate::error::FieldError;
use crate::text;

/// A trade item number whose check digit was verified, in one canonical form: 8 or 13 digits, or 14
/// when it names a case of items. A UPC of 12 digits is the same number as the 13 with a zero before
/// it, and 14 digits that begin with a zero are the 13 after it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Gtin(String);

impl Gtin {
    /// Reads a number as people and files write it: any width, with hyphens or blanks.
    ///
    /// # Errors
    /// `jan-spreadsheet` for what a spreadsheet makes of a long number (`4.90109E+12`, digits are
    /// lost); `jan-malformed` when it is not 8, 12, 13 or 14 digits; `jan-check-digit`.
    pub fn parse(told: &str) -> Result<Self, &'static str> {
        let folded = text::fold_width(told);
        let digits: String =
            folded.chars().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).collect();
        if is_scientific(folded.trim()) {
            return Err("jan-spreadsheet");
        }
        let numeric = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !numeric || !matches!(digits.len(), 8 | 12 | 13 | 14) {
            return Err("jan-malformed");
        }
        let (body, check) = digits.split_at(digits.len() - 1);
        if check_digit(body) != check.bytes().next().map(|byte| byte - b'0') {
            return Err("jan-check-digit");
        }
        Ok(Self(match (digits.len(), digits.strip_prefix('0')) {
            (12, _) => format!("0{digits}"),
            (14, Some(rest)) => rest.to_owned(),
            _ => digits,
        }))
    }

    /// Reads a number of a form's field; an empty one is none.
    ///
    /// # Errors
    /// As [`Gtin::parse`].
    pub fn optional(field: &str, told: &str) -> Result<Option<Self>, FieldError> {
        if text::line(told).is_empty() {
            return Ok(None);
        }
        Self::parse(told).map(Some).map_err(|code| FieldError::new(field, code))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The digit that belongs after a body: weights 3, 1, 3, 1 … from the right. `None` when the body is
/// not digits alone.
pub fn check_digit(body: &str) -> Option<u8> {
    let mut sum = 0;
    for (place, byte) in body.bytes().rev().enumerate() {
        if !byte.is_ascii_digit() {
            return None;
        }
        let weight = if place % 2 == 0 { 3 } else { 1 };
        sum += u32::from(byte - b'0') * weight;
    }
    u8::try_from((10 - sum % 10) % 10).ok()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// `4.90109E+12`: digits, a point, an exponent.
fn is_scientific(text: &str) -> bool {
    text.split_once(['e', 'E']).is_some_and(|(mantissa, exponent)| {
        let exponent = exponent.trim_start_matches(['+', '-']);
        mantissa.bytes().any(|byte| byte.is_ascii_digit())
            && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !exponent.is_empty()
            && exponent.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors() -> serde_json::Value {
        serde_json::from_str(include_str!("../../tests/data/gtin_vectors.json")).expect("vectors")
    }

    #[test]
    fn the_published_numbers_are_accepted() {
        for vector in vectors()["vectors"].as_array().expect("list") {
            let text = |name: &str| vector[name].as_str().expect("text").to_owned();
            let check = check_digit(&text("body")).map(|digit| digit.to_string());
            assert_eq!(check, Some(text("check")), "{vector}");
            assert!(Gtin::parse(&text("full")).is_ok(), "{vector}");
        }
    }

    #[test]
    fn numbers_are_folded_to_one_form() {
        for vector in vectors()["normalise"].as_array().expect("list") {
            let told = vector["in"].as_str().expect("text");
            match Gtin::parse(told) {
                Ok(gtin) => assert_eq!(gtin.as_str(), "4901085128534", "{told}"),
                Err(code) => {
                    assert_eq!(code, "jan-spreadsheet");
                    assert!(vector["expect"].is_string(), "{told}");
                }
            }
        }
        let upc = Gtin::parse("036000291452").expect("upc");
        assert_eq!(upc.as_str(), "0036000291452");
        assert_eq!(Gtin::parse(upc.as_str()), Ok(upc));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in vectors()["invalid"].as_array().expect("list") {
            assert!(Gtin::parse(wrong.as_str().expect("text")).is_err(), "{wrong}");
        }
        assert_eq!(Gtin::parse("4901085128535"), Err("jan-check-digit"));
        assert_eq!(Gtin::parse("490108512853"), Err("jan-check-digit"));
        assert_eq!(Gtin::parse("四九"), Err("jan-malformed"));
        assert_eq!(Gtin::optional("jan", " \u{3000}"), Ok(None));
    }
}
