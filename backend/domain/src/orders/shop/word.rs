//! Texts of messages that a system writes now as a text, now as a number, now as nothing.

use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Word {
    Text(String),
    Whole(u64),
    Less(i64),
    /// `true`, a list or an object says nothing here.
    Other(serde::de::IgnoredAny),
}

/// A text, a whole number as its digits, or nothing.
pub(super) fn word<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(match Option::<Word>::deserialize(from)? {
        Some(Word::Text(text)) => text,
        Some(Word::Whole(number)) => number.to_string(),
        Some(Word::Less(number)) => number.to_string(),
        Some(Word::Other(_)) | None => String::new(),
    })
}

/// A list, where nothing is an empty one.
pub(super) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(from)?.unwrap_or_default())
}

/// A text that is not blank.
pub(super) fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
