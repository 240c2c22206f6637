//! A KOL's tracked link: a short code that leads to a page of the storefront.

use crate::choices;
use crate::error::{Error, FieldError, Fields, Result};

choices! {
    /// Where a KOL puts a link.
    pub enum Channel {
        Wechat = "wechat",
        Xiaohongshu = "xiaohongshu",
        Douyin = "douyin",
        Weibo = "weibo",
        Instagram = "instagram",
        Line = "line",
        Youtube = "youtube",
        Mail = "mail",
        /// Printed: a poster, a flyer, a package.
        Print = "print",
        Other = "other",
    }
}

/// Characters of a link's code, without the network's own characters before it: 58⁷ codes.
pub const CODE_LENGTH: usize = 7;

/// Base 58 as Bitcoin writes it: nothing that a reader can take for something else.
const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The code that a random number stands for: its seven lowest digits in base 58.
#[must_use]
pub fn code(random: u64) -> String {
    let mut rest = random;
    (0..CODE_LENGTH)
        .map(|_| {
            let digit = usize::try_from(rest % 58).unwrap_or(0);
            rest /= 58;
            char::from(ALPHABET[digit])
        })
        .collect()
}

/// The code of a link as orders tell it: alone, or behind the network's own two characters as it
/// stands in the link's address.
///
/// Answers nothing for a text that cannot be a code.
pub fn code_of<'a>(told: &'a str, network_code: &str) -> Option<&'a str> {
    let told = told.trim();
    let is_code =
        |text: &str| text.len() == CODE_LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte));
    if is_code(told) {
        return Some(told);
    }
    told.strip_prefix(network_code).filter(|rest| is_code(rest))
}

/// A link that a KOL asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkDraft {
    /// Where it will be put.
    pub channel: Channel,
    /// The page of the public site that it leads to: `/s/rin-picks/matcha`.
    pub path: String,
}

impl LinkDraft {
    /// Reads the form. The path stays on the public site: a redirect to anywhere would lend the
    /// network's name to strangers.
    ///
    /// # Errors
    /// `choice-unknown` for the channel; `link-path` for a path that does not begin with one
    /// slash, is longer than 300 bytes or holds a character that an address does not.
    pub fn check(channel: &str, path: &str) -> Result<Self> {
        let mut fields = Fields::new();
        let channel = fields
            .take(channel.parse().map_err(|_: Error| FieldError::new("channel", "choice-unknown")));
        let well_formed = path.starts_with('/')
            && !path.starts_with("//")
            && path.len() <= 300
            && path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>".contains(&byte));
        fields.check(well_formed, "path", "link-path");
        fields.finish()?;
        let channel = channel.ok_or_else(|| Error::field("channel", "choice-unknown"))?;
        Ok(Self { channel, path: path.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_seven_readable_characters() {
        assert_eq!(code(0), "1111111");
        for random in [1, 57, 58, u64::MAX] {
            assert_eq!(code_of(&code(random), "HA"), Some(code(random).as_str()));
        }
    }

    #[test]
    fn a_code_is_read_alone_or_behind_the_networks_own() {
        assert_eq!(code_of(" abcdefg ", "HA"), Some("abcdefg"));
        assert_eq!(code_of("HAabcdefg", "HA"), Some("abcdefg"));
        assert_eq!(code_of("XXabcdefg", "HA"), None);
        assert_eq!(code_of("abcdefO", "HA"), None);
        assert_eq!(code_of("", "HA"), None);
    }

    #[test]
    fn a_link_stays_on_the_public_site() {
        assert!(LinkDraft::check("wechat", "/s/rin-picks").is_ok());
        for path in
            ["", "s/rin", "//evil.example", "https://evil.example", "/a b", "/a\r\nb", "/\\evil"]
        {
            assert!(LinkDraft::check("wechat", path).is_err(), "{path}");
        }
        assert!(LinkDraft::check("carrier pigeon", "/s").is_err());
    }
}
