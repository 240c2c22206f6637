//! A live session: a KOL shows and sells products at an hour that was told ahead.

use chrono_tz::Tz;

use crate::calendar::local_moment;
use crate::error::{Error, FieldError, Fields, Result};
use crate::time::Timestamp;
use crate::{choices, flow, text};

flow! {
    /// Where a live session stands.
    pub enum LiveStatus, act LiveAct, rule "live-state" {
        states {
            Draft = "draft", Planned = "planned", Scheduled = "scheduled", Live = "live",
            Ended = "ended", Canceled = "canceled",
        }
        acts {
            Plan = "plan", Schedule = "schedule", Start = "start", End = "end", Cancel = "cancel",
        }
        Draft + Plan => Planned;
        Draft + Cancel => Canceled;
        Planned + Schedule => Scheduled;
        Planned + Cancel => Canceled;
        Scheduled + Start => Live;
        Scheduled + Cancel => Canceled;
        Live + End => Ended;
    }
}

impl LiveStatus {
    /// Whether its title, place and hours may still change: what was confirmed is kept.
    pub const fn may_change(self) -> bool {
        matches!(self, Self::Draft | Self::Planned)
    }

    /// Whether links may still be made for it. After the end buyers come for a while, by the links
    /// that there are.
    pub const fn takes_links(self) -> bool {
        !matches!(self, Self::Ended | Self::Canceled)
    }
}

impl LiveAct {
    /// Whether only the operator's staff does it: they confirm what a KOL planned.
    pub const fn is_staffs(self) -> bool {
        matches!(self, Self::Schedule)
    }
}

choices! {
    /// Where a session is broadcast.
    pub enum LivePlatform {
        WechatChannels = "wechat_channels",
        Douyin = "douyin",
        Kuaishou = "kuaishou",
        Taobao = "taobao",
        Xiaohongshu = "xiaohongshu",
        Instagram = "instagram",
        Tiktok = "tiktok",
        Youtube = "youtube",
        Line = "line",
        Other = "other",
    }
}

/// A session lasts so many hours at most.
pub const MOST_HOURS: i64 = 24;
const TITLE_LIMIT: usize = 80;
const NOTE_LIMIT: usize = 1_000;
const REASON_LIMIT: usize = 300;

/// A session as a form or a body tells it, unchecked.
#[derive(Debug, Clone, Default)]
pub struct SessionDraft {
    /// A word of [`LivePlatform`].
    pub platform: String,
    /// What it is called.
    pub title: String,
    /// What is shown, who helps; may be empty.
    pub note: String,
    /// RFC 3339, or the hour on the network's clock, `2026-11-22T20:00`.
    pub starts_at: String,
    /// Alike.
    pub ends_at: String,
}

/// A session's contents, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFields {
    /// Where it is broadcast.
    pub platform: LivePlatform,
    /// What it is called.
    pub title: String,
    /// What is shown, who helps; may be empty.
    pub note: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it is to end.
    pub ends_at: Timestamp,
}

impl SessionDraft {
    /// Checks a session; `zone` is that of the network's clock.
    ///
    /// # Errors
    /// `Invalid` with every wrong field: `choice-unknown`, `field-required`, `field-too-long`,
    /// `text-damaged`, `moment-malformed`, `live-span` (`most`) for one that ends before it begins
    /// or lasts longer than a day.
    pub fn check(&self, zone: Tz) -> Result<SessionFields> {
        let mut fields = Fields::new();
        let unknown = |_| FieldError::new("platform", "choice-unknown");
        let platform = fields.take(self.platform.parse::<LivePlatform>().map_err(unknown));
        let title = fields.take(text::required("title", &self.title, TITLE_LIMIT));
        let note = fields.take(text::long("note", &self.note, NOTE_LIMIT));
        let starts_at = fields.take(moment("starts_at", &self.starts_at, zone));
        let ends_at = fields.take(moment("ends_at", &self.ends_at, zone));
        if let (Some(from), Some(to)) = (starts_at, ends_at)
            && (to <= from || to > from.plus_seconds(MOST_HOURS * 3_600))
        {
            fields.note(FieldError::new("ends_at", "live-span").with("most", MOST_HOURS));
        }
        fields.finish()?;
        let (Some(platform), Some(starts_at), Some(ends_at)) = (platform, starts_at, ends_at)
        else {
            return Err(Error::Invalid(Vec::new()));
        };
        let (title, note) = (title.unwrap_or_default(), note.unwrap_or_default());
        Ok(SessionFields { platform, title, note, starts_at, ends_at })
    }
}

fn moment(field: &str, told: &str, zone: Tz) -> Result<Timestamp, FieldError> {
    let told = text::fold_width(told);
    let told = told.trim();
    if told.is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    let read = Timestamp::parse(told).or_else(|| local_moment(told, zone));
    read.ok_or_else(|| FieldError::new(field, "moment-malformed"))
}

/// The reason that an act needs: a cancellation tells why, the others need none.
///
/// # Errors
/// `Invalid` on `reason`: `field-required`, `field-too-long`, `text-damaged`.
pub fn reason_of(act: LiveAct, told: &str) -> Result<Option<String>> {
    if act != LiveAct::Cancel {
        return Ok(None);
    }
    let reason = text::required("reason", told, REASON_LIMIT);
    reason.map(Some).map_err(|error| Error::Invalid(vec![error]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(starts_at: &str, ends_at: &str) -> SessionDraft {
        SessionDraft {
            platform: "douyin".into(),
            title: "春の新茶".into(),
            note: String::new(),
            starts_at: starts_at.into(),
            ends_at: ends_at.into(),
        }
    }

    #[test]
    fn a_session_goes_its_way_and_is_canceled_only_before_it_began() {
        use {LiveAct as A, LiveStatus as S};
        let mut status = S::Draft;
        for act in [A::Plan, A::Schedule, A::Start, A::End] {
            assert_eq!(status.allows(A::Cancel), status != S::Live);
            status = status.after(act).expect("an act");
        }
        assert_eq!(status, S::Ended);
        assert_eq!(S::Canceled.after(A::Plan), Err(Error::Refused("live-state")));
        assert!(!S::Ended.takes_links() && S::Live.takes_links() && !S::Scheduled.may_change());
    }

    #[test]
    fn hours_are_those_of_the_networks_clock_or_tell_their_own() {
        let zone = Tz::Asia__Tokyo;
        let local = draft("2026-11-22T20:00", "2026-11-22T22:30").check(zone).expect("fields");
        let told = draft("2026-11-22T19:00:00+08:00", "2026-11-22T13:30:00Z").check(zone);
        assert_eq!(Ok(local), told);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let mut wrong = draft("2026-11-22T20:00", "2026-11-22T20:00");
        wrong.platform = "radio".into();
        wrong.title = " ".into();
        let Err(Error::Invalid(errors)) = wrong.check(Tz::UTC) else { panic!("accepted") };
        let told: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
        let wanted =
            [("platform", "choice-unknown"), ("title", "field-required"), ("ends_at", "live-span")];
        assert_eq!(told, wanted);
        assert!(draft("2026-11-22T20:00", "2026-11-23T20:01").check(Tz::UTC).is_err());
        assert!(draft("tonight", "2026-11-23T20:01").check(Tz::UTC).is_err());
    }

    #[test]
    fn a_cancellation_tells_why() {
        assert!(reason_of(LiveAct::Cancel, " ").is_err());
        assert_eq!(reason_of(LiveAct::Cancel, "typhoon"), Ok(Some("typhoon".to_owned())));
        assert_eq!(reason_of(LiveAct::Start, ""), Ok(None));
    }
}
