//! What a KOL is told by mail of its live sessions.

use chrono_tz::Tz;
use domain::live::session::LiveStatus;
use domain::{Locale, Result, Timestamp};
use store::live::session::LiveSession;
use store::scope::InNetwork;
use words::Words;

use crate::platform::letter::{self, Desk, Said};

/// The KOL hears that the operator confirmed or canceled a session; of the rest it knows itself.
pub(super) fn moved(
    tx: &mut impl InNetwork,
    at: Timestamp,
    (desk, zone): (&Desk, Tz),
    session: &LiveSession,
) -> Result<()> {
    let kind = match session.status {
        LiveStatus::Scheduled => "live.scheduled",
        LiveStatus::Canceled => "live.canceled",
        _ => return Ok(()),
    };
    let canceled = session.status == LiveStatus::Canceled;
    let say = |words: Words, _: Locale| Said {
        subject: if canceled {
            words.live_mail_canceled_subject(&session.title)
        } else {
            words.live_mail_scheduled_subject(&session.title)
        },
        lead: if canceled {
            words.live_mail_canceled_lead().to_owned()
        } else {
            words.live_mail_scheduled_lead().to_owned()
        },
        facts: vec![
            (words.live_name().to_owned(), session.title.clone()),
            (
                words.live_platform().to_owned(),
                words.state("live-platform", session.platform.as_str()).into_owned(),
            ),
            (words.live_starts().to_owned(), words.stamp(session.starts_at, zone)),
        ],
        quote: session.reason.clone().map(|reason| (words.live_reason().to_owned(), reason)),
        link: (words.live_mail_link().to_owned(), format!("/live/{}", session.id)),
    };
    letter::write(tx, desk, session.kol_id, kind, session.id, at, say)
}
