//! What both sides of a partner's part are told by mail.

use domain::tenancy::network::Network;
use domain::{Locale, Result, Timestamp};
use store::commissions::partner::Agreement;
use store::scope::NetworkTx;
use words::Words;

use crate::orders::names::Named;
use crate::platform::letter::{self, Desk, Said};

/// Both sides hear that a part was agreed, or until when it still holds.
pub(super) fn told(
    tx: &mut NetworkTx<'_>,
    at: Timestamp,
    desk: &Desk,
    network: &Network,
    agreed: &Agreement,
) -> Result<()> {
    // An agreement is made at the moment that it carries; whatever is told later ends it.
    let is_new = agreed.created_at == at;
    let kind = if is_new { "partner.agreed" } else { "partner.ended" };
    let names = tx.names(Locale::En, [agreed.kol_id, agreed.payee_id], [])?;
    for to in [agreed.kol_id, agreed.payee_id] {
        let say = |words: Words, _: Locale| {
            let (subject, lead) = if is_new {
                (words.partner_mail_agreed_subject(), words.partner_mail_agreed_lead())
            } else {
                (words.partner_mail_ended_subject(), words.partner_mail_ended_lead())
            };
            let zone = network.time_zone;
            let until = agreed.valid_to.map(|to| words.date(to.plus_seconds(-1), zone));
            let until = until.unwrap_or_else(|| words.partner_open_end().to_owned());
            let bearer = words.state("partner-bearer", agreed.bearer.as_str());
            let facts = [
                (words.partner_kind(), words.state("partner", agreed.kind.as_str()).into_owned()),
                (words.partner_kol(), names.party(agreed.kol_id).text),
                (words.partner_payee(), names.party(agreed.payee_id).text),
                (words.partner_rate(), words.percent(agreed.rate)),
                (words.partner_bearer(), bearer.into_owned()),
                (words.partner_from(), words.date(agreed.valid_from, zone)),
                (words.partner_until(), until),
            ];
            let note = Some(agreed.note.clone()).filter(|note| !note.is_empty());
            Said {
                subject: subject.to_owned(),
                lead: lead.to_owned(),
                facts: facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
                quote: note.map(|note| (words.partner_note().to_owned(), note)),
                link: (words.partner_mail_link().to_owned(), "/partners".to_owned()),
            }
        };
        letter::write(tx, desk, to, kind, agreed.id, at, say)?;
    }
    Ok(())
}
