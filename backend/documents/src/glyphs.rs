//! Characters that no embedded font has.

use serde_json::Value;

/// The printer's mark for a missing type.
const GETA: char = '〓';

/// The data with every character replaced that `covered` does not know.
///
/// Emoji, their joiners and control characters leave nothing behind; any other character (Hangul,
/// a rare Han character) becomes 〓, so that nobody takes a shortened name for the whole.
pub(crate) fn printable(value: &Value, covered: &impl Fn(char) -> bool) -> Value {
    match value {
        Value::String(text) => Value::String(clean(text, covered)),
        Value::Array(items) => items.iter().map(|item| printable(item, covered)).collect(),
        Value::Object(map) => Value::Object(
            map.iter().map(|(key, item)| (key.clone(), printable(item, covered))).collect(),
        ),
        other => other.clone(),
    }
}

fn clean(text: &str, covered: &impl Fn(char) -> bool) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' => Some(c),
            '\t' => Some(' '),
            _ if c.is_control() || is_ornament(c) => None,
            _ if c.is_whitespace() || covered(c) => Some(c),
            _ => Some(GETA),
        })
        .collect()
}

/// Emoji, dingbats, direction marks, and what joins or varies them.
const fn is_ornament(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{20e3}' | '\u{2600}'..='\u{2604}' | '\u{2607}'..='\u{263f}' | '\u{2670}'..='\u{27bf}'
        | '\u{2b00}'..='\u{2bff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e000}'..='\u{f8ff}'
        | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_go_and_missing_characters_leave_a_mark() {
        let covered = |c: char| c != '한';
        assert_eq!(clean("桜🌸店\u{fe0f}\u{202e}한\u{7}\tA\nB", &covered), "桜店〓 A\nB");
    }
}
