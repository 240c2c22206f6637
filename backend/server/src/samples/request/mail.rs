//! What each side is told by mail.

use domain::id::OrganizationId;
use domain::samples::request::SampleAct;
use domain::{Locale, Result, Timestamp};
use store::samples::request::SampleRequest;
use store::scope::InNetwork;
use words::Words;

use super::lines::Known;
use crate::platform::letter::{self, Desk, Said};

/// The brand hears of a new request. Where the parcel goes is on the page, not in the mail.
pub(super) fn requested(
    tx: &mut impl InNetwork,
    at: Timestamp,
    desk: &Desk,
    request: &SampleRequest,
    known: &Known,
) -> Result<()> {
    let kol = known.party(request.kol_id);
    let say = |words: Words, locale: Locale| {
        let name = known.product(request.product_id, locale).0;
        let message = Some(request.message.as_str()).filter(|message| !message.is_empty());
        Said {
            subject: words.sample_mail_requested_subject(&kol, &name),
            lead: words.sample_mail_requested_lead(&kol, domain::samples::request::DAYS_TO_DECIDE),
            facts: facts(request, known, words, locale),
            quote: message.map(|text| (words.sample_message().to_owned(), text.to_owned())),
            link: link(request, words),
        }
    };
    letter::write(tx, desk, request.brand_id, "sample.requested", request.id, at, say)
}

/// The other side hears of an act.
pub(super) fn moved(
    tx: &mut impl InNetwork,
    at: Timestamp,
    desk: &Desk,
    request: &SampleRequest,
    act: SampleAct,
    known: &Known,
) -> Result<()> {
    let (to, kind) = match act {
        SampleAct::Approve => (request.kol_id, "sample.approved"),
        SampleAct::Reject => (request.kol_id, "sample.rejected"),
        SampleAct::Ship => (request.kol_id, "sample.shipped"),
        SampleAct::Receive => (request.brand_id, "sample.received"),
        SampleAct::Cancel => (request.brand_id, "sample.canceled"),
        SampleAct::Prepare | SampleAct::Expire => return Ok(()),
    };
    let say = |words: Words, locale: Locale| {
        let name = known.product(request.product_id, locale).0;
        let (subject, lead) = match act {
            SampleAct::Approve => {
                (words.sample_mail_approved_subject(&name), words.sample_mail_approved_lead())
            }
            SampleAct::Reject => {
                (words.sample_mail_rejected_subject(&name), words.sample_mail_rejected_lead())
            }
            SampleAct::Ship => {
                (words.sample_mail_shipped_subject(&name), words.sample_mail_shipped_lead())
            }
            SampleAct::Receive => {
                (words.sample_mail_received_subject(&name), words.sample_mail_received_lead())
            }
            _ => (words.sample_mail_canceled_subject(&name), words.sample_mail_canceled_lead()),
        };
        let answered = matches!(act, SampleAct::Approve | SampleAct::Reject | SampleAct::Cancel);
        let reason = request.reason.as_deref().filter(|_| answered);
        Said {
            subject,
            lead: lead.to_owned(),
            facts: facts(request, known, words, locale),
            quote: reason.map(|text| (words.sample_reason().to_owned(), text.to_owned())),
            link: link(request, words),
        }
    };
    letter::write(tx, desk, to, kind, request.id, at, say)
}

/// Both sides hear that time ran out.
pub(super) fn expired(
    tx: &mut impl InNetwork,
    at: Timestamp,
    desk: &Desk,
    request: &SampleRequest,
    known: &Known,
) -> Result<()> {
    let mut tell = |to: OrganizationId, to_brand: bool| {
        let say = |words: Words, locale: Locale| Said {
            subject: words.sample_mail_expired_subject(known.product(request.product_id, locale).0),
            lead: if to_brand {
                words.sample_mail_expired_brand().to_owned()
            } else {
                words.sample_mail_expired_kol().to_owned()
            },
            facts: facts(request, known, words, locale),
            quote: None,
            link: link(request, words),
        };
        letter::write(tx, desk, to, "sample.expired", request.id, at, say)
    };
    tell(request.brand_id, true)?;
    tell(request.kol_id, false)
}

fn facts(
    request: &SampleRequest,
    known: &Known,
    words: Words,
    locale: Locale,
) -> Vec<(String, String)> {
    let mut facts = vec![
        (words.sample_product(), known.product(request.product_id, locale).0),
        (words.sample_brand(), known.party(request.brand_id)),
        (words.sample_kol(), known.party(request.kol_id)),
        (words.sample_quantity(), words.number(request.quantity)),
    ];
    if let Some(carrier) = &request.carrier {
        facts.push((words.sample_carrier(), carrier.clone()));
    }
    if let Some(number) = &request.tracking_number {
        facts.push((words.sample_tracking_number(), number.clone()));
    }
    facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn link(request: &SampleRequest, words: Words) -> (String, String) {
    (words.sample_mail_link().to_owned(), format!("/samples/{}", request.id))
}
