//! What a KOL is told by mail: one letter a call, however many commissions it was about.

use domain::commissions::reject::{RejectAct, RejectFields};
use domain::id::{CommissionId, OrganizationId};
use domain::{Locale, Result, Timestamp};
use store::scope::InNetwork;
use words::Words;

use crate::platform::letter::{self, Desk, Said};

/// The KOL hears that some of its commissions were rejected, or count again.
pub(super) fn told(
    tx: &mut impl InNetwork,
    at: Timestamp,
    desk: &Desk,
    (kol, ids): (OrganizationId, &[CommissionId]),
    fields: &RejectFields,
) -> Result<()> {
    let Some(first) = ids.first() else { return Ok(()) };
    let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let (kind, standing) = match fields.act() {
        RejectAct::Reject => ("commission.rejected", "?standing=rejected"),
        RejectAct::Restore => ("commission.restored", ""),
    };
    let say = |words: Words, _: Locale| {
        let (subject, lead) = match fields.act() {
            RejectAct::Reject => {
                (words.rejects_mail_subject(count), words.rejects_mail_lead().to_owned())
            }
            RejectAct::Restore => (
                words.rejects_mail_again_subject(count),
                words.rejects_mail_again_lead().to_owned(),
            ),
        };
        let why = fields.reason.map(|reason| {
            let word = words.state("rejected-for", reason.as_str()).into_owned();
            (words.rejects_reason().to_owned(), word)
        });
        Said {
            subject,
            lead,
            facts: why.into_iter().collect(),
            quote: Some((words.rejects_text().to_owned(), fields.text.clone())),
            link: (words.adjustment_mail_link().to_owned(), format!("/earnings{standing}")),
        }
    };
    letter::write(tx, desk, kol, kind, *first, at, say)
}
