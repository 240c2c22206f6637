//! From where a visitor came: the campaign or QR code of the first page and of the last one, kept in
//! a signed cookie of the network's public pages for some days. Nothing in it is about a person.

mod layer;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Timestamp, text};
use subtle::ConstantTimeEq;

pub use layer::{cookie, read};

use crate::keys::Keys;

/// The cookie's name.
pub const TOUCH: &str = "kakehashi_touch";

/// For so many days after the last page with a campaign the cookie is good.
pub const DAYS: i64 = 14;

/// Characters that are kept of a campaign.
const LENGTH: usize = 300;

/// The campaigns that a visitor came by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// That of the first page.
    pub first: Option<String>,
    /// That of the last page.
    pub last: Option<String>,
}

/// What an address says of a campaign, or of the QR code that was scanned.
pub fn campaign(asked: &[(String, String)]) -> Option<String> {
    let told: Vec<String> = asked
        .iter()
        .filter(|(name, value)| (name.starts_with("utm_") || name == "qr") && !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let line: String = text::line(&told.join("&")).chars().take(LENGTH).collect();
    (!line.is_empty()).then_some(line)
}

/// The QR code of a campaign.
pub fn qr(campaign: &str) -> Option<&str> {
    campaign.split('&').find_map(|part| part.strip_prefix("qr=")).filter(|code| !code.is_empty())
}

impl Touched {
    /// A page with a campaign was opened.
    #[must_use]
    fn and(self, campaign: String) -> Self {
        Self { first: Some(self.first.unwrap_or_else(|| campaign.clone())), last: Some(campaign) }
    }

    /// The cookie's value.
    fn sealed(&self, keys: &Keys, slug: &str, at: Timestamp) -> String {
        let said = [self.first.as_deref(), self.last.as_deref()].map(Option::unwrap_or_default);
        let told = format!("{}\n{}\n{}", at.unix_seconds(), said[0], said[1]);
        format!("{}.{}", URL_SAFE_NO_PAD.encode(&told), seal(keys, slug, &told))
    }

    /// Reads a cookie's value; nothing of one that is not ours, of another network, or old.
    fn opened(keys: &Keys, slug: &str, value: &str, at: Timestamp) -> Self {
        Self::checked(keys, slug, value, at).unwrap_or_default()
    }

    fn checked(keys: &Keys, slug: &str, value: &str, at: Timestamp) -> Option<Self> {
        let (told, given) = value.split_once('.')?;
        let told = String::from_utf8(URL_SAFE_NO_PAD.decode(told).ok()?).ok()?;
        let is_ours: bool = seal(keys, slug, &told).as_bytes().ct_eq(given.as_bytes()).into();
        let mut lines = told.split('\n');
        let seconds: i64 = lines.next()?.parse().ok()?;
        let age = at.unix_seconds().saturating_sub(seconds);
        if !is_ours || !(0..DAYS * 86_400).contains(&age) {
            return None;
        }
        let mut next = || lines.next().filter(|line| !line.is_empty()).map(ToOwned::to_owned);
        Some(Self { first: next(), last: next() })
    }
}

fn seal(keys: &Keys, slug: &str, told: &str) -> String {
    URL_SAFE_NO_PAD.encode(keys.seal("touch", &format!("{slug}\n{told}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Effort;

    #[test]
    fn a_cookie_is_read_by_the_network_that_gave_it_and_for_a_while() {
        let keys = Keys::new([1; 32], Effort::Least).expect("keys");
        let at = Timestamp::from_unix_seconds(1_000_000).expect("moment");
        let touched = Touched::default().and("qr=fair".into()).and("utm_source=列".into());
        assert_eq!(touched.first.as_deref(), Some("qr=fair"));
        let value = touched.sealed(&keys, "hashi", at);
        let read = |slug: &str, value: &str, seconds| {
            Touched::opened(&keys, slug, value, at.plus_seconds(seconds))
        };
        assert_eq!(read("hashi", &value, DAYS * 86_400 - 1), touched);
        for nothing in [
            read("kawa", &value, 1),
            read("hashi", &value, DAYS * 86_400),
            read("hashi", "", 1),
            read("hashi", "YQ.YQ", 1),
            read("hashi", &format!("{}x", &value), 1),
        ] {
            assert_eq!(nothing, Touched::default());
        }
    }

    #[test]
    fn only_what_names_a_campaign_is_kept() {
        let asked = [("utm_source", "fair"), ("kind", "kol"), ("qr", "b-12"), ("utm_medium", "")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let told = campaign(&asked);
        assert_eq!(told.as_deref(), Some("utm_source=fair&qr=b-12"));
        assert_eq!(qr(&told.expect("told")), Some("b-12"));
        assert_eq!((campaign(&[]), qr("utm_source=qr")), (None, None));
    }
}
