//! Mails that came back: what kind of bounce it is, and what follows for the address.

use super::mail::{Cause, MailEventKind, Reach};
use crate::choices;

/// So many soft bounces …
pub const SOFT_BOUNCES: i64 = 3;
/// … within so many days end the news to an address.
pub const SOFT_DAYS: i64 = 30;

choices! {
    /// How bad it is that a mail came back.
    pub enum BounceKind {
        /// The reason may pass.
        Soft = "soft",
        /// The address cannot be written to.
        Hard = "hard",
        /// It arrived, and its reader called it unwanted.
        Complaint = "complaint",
    }
}

impl BounceKind {
    /// The kind of an enhanced status code (RFC 3463) such as `5.1.1`; `None` where mails are still
    /// under way (`4.…`), succeeded, or the text is no status code.
    ///
    /// Of permanent failures only those are hard that say something of the address or its mailbox:
    /// a full mailbox, a message that is too large, or a policy may be otherwise for the next mail.
    pub fn of_status(status: &str) -> Option<Self> {
        let mut parts = status.trim().split('.').map(str::parse::<u16>);
        let (class, subject, detail) =
            (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        match (class, subject, detail) {
            (5, 2, 2..=4) | (5, 1, 7 | 8) | (5, 3 | 5..=7, _) => Some(Self::Soft),
            (5, ..) => Some(Self::Hard),
            _ => None,
        }
    }

    /// The kind of a mail server's refusal of a recipient: by its enhanced status where it gives
    /// one, else by its code.
    pub fn of_reply(code: u16, status: Option<&str>) -> Self {
        if let Some(kind) = status.and_then(Self::of_status) {
            return kind;
        }
        match code {
            // Storage, "transaction failed".
            552 | 554 => Self::Soft,
            _ => Self::Hard,
        }
    }

    /// What it is among the events of a mail.
    pub const fn event(self) -> MailEventKind {
        match self {
            Self::Soft => MailEventKind::SoftBounced,
            Self::Hard => MailEventKind::HardBounced,
            Self::Complaint => MailEventKind::Complained,
        }
    }

    /// What follows for the address, whose soft bounces with this one are so many.
    pub const fn consequence(self, soft_bounces: i64) -> Option<(Reach, Cause)> {
        match self {
            Self::Hard => Some((Reach::Everything, Cause::HardBounce)),
            Self::Complaint => Some((Reach::Everything, Cause::Complaint)),
            Self::Soft if soft_bounces >= SOFT_BOUNCES => {
                Some((Reach::Marketing, Cause::SoftBounces))
            }
            Self::Soft => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_of_the_address_is_hard() {
        for hard in ["5.1.1", "5.1.2", "5.2.1", "5.0.0", "5.4.4", " 5.1.10 "] {
            assert_eq!(BounceKind::of_status(hard), Some(BounceKind::Hard), "{hard}");
        }
        for soft in ["5.2.2", "5.3.4", "5.7.1", "5.1.8", "5.6.0"] {
            assert_eq!(BounceKind::of_status(soft), Some(BounceKind::Soft), "{soft}");
        }
        for none in ["4.2.2", "2.0.0", "", "5", "5.x.1", "5.1", "full"] {
            assert_eq!(BounceKind::of_status(none), None, "{none}");
        }
        assert_eq!(BounceKind::of_reply(550, None), BounceKind::Hard);
        assert_eq!(BounceKind::of_reply(552, None), BounceKind::Soft);
        assert_eq!(BounceKind::of_reply(550, Some("5.7.1")), BounceKind::Soft);
        assert_eq!(BounceKind::of_reply(554, Some("5.1.1")), BounceKind::Hard);
    }

    #[test]
    fn the_third_soft_bounce_ends_the_news_and_a_hard_one_everything() {
        assert_eq!(BounceKind::Soft.consequence(2), None);
        let news = Some((Reach::Marketing, Cause::SoftBounces));
        assert_eq!(BounceKind::Soft.consequence(3), news);
        for kind in [BounceKind::Hard, BounceKind::Complaint] {
            assert_eq!(kind.consequence(0).map(|(reach, _)| reach), Some(Reach::Everything));
        }
    }
}
