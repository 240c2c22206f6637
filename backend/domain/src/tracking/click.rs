//! A click on a tracked link: who clicked is never stored, only that it was the same visitor today.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use crate::choices;
use crate::id::LinkId;
use crate::time::Timestamp;

choices! {
    /// What sent a request, as its user agent says.
    pub enum AgentClass {
        /// A phone's browser inside WeChat.
        Wechat = "wechat",
        Phone = "phone",
        Desktop = "desktop",
        /// A crawler, a link preview, a program: counted apart.
        Bot = "bot",
        Unknown = "unknown",
    }
}

/// Pieces of user agents, in lower case, that only programs send.
const BOTS: [&str; 13] = [
    "bot",
    "crawler",
    "spider",
    "preview",
    "facebookexternalhit",
    "curl/",
    "wget/",
    "python",
    "go-http-client",
    "okhttp",
    "headless",
    "slurp",
    "monitor",
];

impl AgentClass {
    /// Reads a user agent.
    #[must_use]
    pub fn of(agent: Option<&str>) -> Self {
        let Some(agent) = agent.map(str::to_ascii_lowercase).filter(|agent| !agent.is_empty())
        else {
            return Self::Unknown;
        };
        let says = |word: &str| agent.contains(word);
        if BOTS.iter().any(|bot| says(bot)) {
            Self::Bot
        } else if says("micromessenger") {
            Self::Wechat
        } else if says("mobile") || says("android") || says("iphone") {
            Self::Phone
        } else if says("mozilla/") {
            Self::Desktop
        } else {
            Self::Unknown
        }
    }
}

/// Stands for a visitor within one day: a digest of the address and the user agent with that
/// day's salt, which is thrown away after the day, so that nobody can go back to the address.
#[must_use]
pub fn visitor(salt: &[u8], address: &str, agent: Option<&str>) -> [u8; 16] {
    let mut digest = Sha256::new();
    for part in [salt, address.as_bytes(), agent.unwrap_or_default().as_bytes()] {
        digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part);
    }
    let digest = digest.finalize();
    let mut short = [0; 16];
    short.copy_from_slice(&digest[..16]);
    short
}

/// Clicks on one link within one hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourCount {
    /// The link.
    pub link: LinkId,
    /// The first moment of the hour.
    pub hour: Timestamp,
    /// Clicks that were no bot's.
    pub clicks: i64,
}

/// The clicks of each link and day, as a calendar in the zone counts days.
#[must_use]
pub fn by_day(hours: &[HourCount], zone: Tz) -> BTreeMap<(LinkId, NaiveDate), i64> {
    let mut days = BTreeMap::new();
    for count in hours {
        *days.entry((count.link, count.hour.date_in(zone))).or_insert(0) += count.clicks;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_agents_fall_into_classes() {
        for (agent, class) in [
            ("Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.50", AgentClass::Wechat),
            ("Mozilla/5.0 (Linux; Android 15) Mobile Safari", AgentClass::Phone),
            ("Mozilla/5.0 (Windows NT 10.0)", AgentClass::Desktop),
            ("Mozilla/5.0 (compatible; Googlebot/2.1)", AgentClass::Bot),
            ("curl/8.5", AgentClass::Bot),
            ("", AgentClass::Unknown),
        ] {
            assert_eq!(AgentClass::of(Some(agent)), class, "{agent}");
        }
        assert_eq!(AgentClass::of(None), AgentClass::Unknown);
    }

    #[test]
    fn a_visitor_is_another_one_under_another_salt() {
        let today = visitor(b"monday", "192.0.2.1", Some("a"));
        assert_eq!(today, visitor(b"monday", "192.0.2.1", Some("a")));
        assert_ne!(today, visitor(b"tuesday", "192.0.2.1", Some("a")));
        assert_ne!(today, visitor(b"monday", "192.0.2.1a", None));
    }

    #[test]
    fn hours_become_the_days_of_the_zone() {
        let link = LinkId::new();
        let hour =
            |text| HourCount { link, hour: Timestamp::parse(text).expect("moment"), clicks: 2 };
        let hours = [hour("2026-10-31T14:00:00Z"), hour("2026-10-31T15:00:00Z")];
        let days = by_day(&hours, chrono_tz::Asia::Tokyo);
        assert_eq!(days.values().copied().collect::<Vec<_>>(), [2, 2]);
        assert_eq!(by_day(&hours, chrono_tz::UTC).values().copied().collect::<Vec<_>>(), [4]);
    }
}
