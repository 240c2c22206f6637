//! The demo's post: who confirmed that they want news, whose address mails came back from.

use domain::id::MailId;
use domain::platform::bounce::BounceKind;
use domain::platform::mail::MailEventSource;
use domain::{Result, Timestamp};
use store::leads::consent;
use store::platform::mail;
use store::scope::NetworkTx;

use super::data::Lead;
use crate::error::broken;
use crate::platform::bounce::{self, Told};

/// What became of a lead's first mail and of the wish for news, some hours later.
pub(super) fn answered(
    tx: &mut NetworkTx<'_>,
    told: &Lead,
    id: Option<MailId>,
    at: Timestamp,
) -> Result<()> {
    let later = at.plus_seconds(7_200);
    if told.news
        && let Some(wish) = consent::get_by_address(tx, &told.email)?
        && told.bounce.is_empty()
    {
        consent::confirm(tx, &wish, &[0; 32], later)?;
    }
    let Some(id) = id.filter(|_| !told.bounce.is_empty()) else { return Ok(()) };
    let mail = mail::get(tx, id)?;
    mail::sent(tx, &mail, at.plus_seconds(3))?;
    let kind: BounceKind = told.bounce.parse().map_err(broken)?;
    let bounce = Told {
        mail: Some(id),
        recipient: told.email.clone(),
        kind,
        source: MailEventSource::Mailbox,
        reason: match kind {
            BounceKind::Soft => "552 5.2.2 mailbox full",
            BounceKind::Hard => "550 5.1.1 user unknown",
            BounceKind::Complaint => "abuse",
        }
        .to_owned(),
        number: id.to_string(),
    };
    bounce::take(tx, &bounce, later)?;
    Ok(())
}
