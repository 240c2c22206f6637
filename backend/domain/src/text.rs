//! Texts as people type them: widths, spaces, limits.

use unicode_normalization::UnicodeNormalization;

use crate::error::FieldError;

/// Folds full-width forms to the plain ones (NFKC): `ＡＢＣ１２３` → `ABC123`, `￥` → `¥`.
pub fn fold_width(text: &str) -> String {
    text.nfkc().collect()
}

/// A line as it is stored: ends trimmed, runs of blanks made one, control characters dropped.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A text of several lines as it is stored: line ends made one kind, ends trimmed, control
/// characters dropped.
pub fn paragraph(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A required line of at most so many characters.
///
/// # Errors
/// `field-required`, `field-too-long`, `text-damaged`.
pub fn required(field: &str, text: &str, limit: usize) -> Result<String, FieldError> {
    let text = line(text);
    if text.is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    within(field, text, limit)
}

/// An optional line of at most so many characters.
///
/// # Errors
/// `field-too-long`, `text-damaged`.
pub fn optional(field: &str, text: &str, limit: usize) -> Result<String, FieldError> {
    within(field, line(text), limit)
}

/// An optional text of several lines of at most so many characters.
///
/// # Errors
/// `field-too-long`, `text-damaged`.
pub fn long(field: &str, text: &str, limit: usize) -> Result<String, FieldError> {
    within(field, paragraph(text), limit)
}

fn within(field: &str, text: String, limit: usize) -> Result<String, FieldError> {
    if text.chars().count() > limit {
        return Err(FieldError::new(field, "field-too-long").with("limit", limit));
    }
    // What the edge puts where bytes were no UTF-8: another encoding, which nobody could read later.
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Err(FieldError::new(field, "text-damaged"));
    }
    Ok(text)
}

/// A mail address, folded to plain width; the domain in lower case.
///
/// The check is that of a form, not of RFC 5321: one `@`, a dotted domain, nothing that a mail
/// header or a shell would take for something else.
///
/// # Errors
/// `field-required`, `email-malformed`.
pub fn email(field: &str, text: &str) -> Result<String, FieldError> {
    let text = line(&fold_width(text));
    if text.is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    let malformed = || FieldError::new(field, "email-malformed");
    let (local, domain) = text.split_once('@').ok_or_else(malformed)?;
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&'*+-/=?^_`{|}~.".contains(&b))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let domain_ok = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label_ok);
    if local_ok && domain_ok {
        Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
    } else {
        Err(malformed())
    }
}

/// The digest of a text that translations were made from: 32 bytes of SHA-256.
pub fn digest(text: &str) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(text.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_page_folds() {
        for (from, to) in [
            ("ｶﾌﾞｼｷｶﾞｲｼｬ", "カブシキガイシャ"),
            ("ＡＢＣ１２３", "ABC123"),
            ("㈱", "(株)"),
            ("㎖", "ml"),
        ] {
            assert_eq!(fold_width(from), to);
        }
    }

    #[test]
    fn lines_lose_what_could_break_a_header() {
        assert_eq!(line(" a\r\nBcc: b\u{0}c\t d "), "a Bcc: b c d");
        assert_eq!(paragraph("a\r\nb\u{7}\rc "), "a\nb\nc");
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        assert!(required("name", &"抹".repeat(10), 10).is_ok());
        assert_eq!(
            required("name", &"抹".repeat(11), 10).expect_err("long").code,
            "field-too-long"
        );
        assert_eq!(required("name", " \u{3000} ", 10).expect_err("empty").code, "field-required");
    }

    #[test]
    fn what_was_no_unicode_is_refused() {
        for read in [required("name", "\u{fffd}e\u{fffd}X", 10), long("name", "a\n\u{fffd}", 10)] {
            assert_eq!(read.expect_err("damaged").code, "text-damaged");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(email("email", " ｔａｎａｋａ＠Example.JP "), Ok("tanaka@example.jp".into()));
        for wrong in [
            "a",
            "a@b",
            "a@@b.jp",
            "a b@c.jp",
            ".a@b.jp",
            "a@-b.jp",
            "a\r\n@b.jp",
            "<a@b.jp>",
            "a@b..jp",
        ] {
            assert!(email("email", wrong).is_err(), "{wrong}");
        }
    }
}
