//! What each side is told by mail.

use domain::id::OrganizationId;
use domain::samples::request::{Party, SampleAct};
use domain::samples::terms::Treatment;
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
            facts: facts(request, known, desk, words, locale),
            quote: message.map(|text| (words.sample_message().to_owned(), text.to_owned())),
            link: link(request, words),
        }
    };
    letter::write(tx, desk, request.brand_id, "sample.requested", request.id, at, say)
}

/// The others hear of an act: the other side, of the operator's decisions both.
pub(super) fn moved(
    tx: &mut impl InNetwork,
    at: Timestamp,
    desk: &Desk,
    request: &SampleRequest,
    act: SampleAct,
    known: &Known,
) -> Result<()> {
    let to = match act {
        SampleAct::Prepare | SampleAct::Expire | SampleAct::Owe | SampleAct::Lapse => return Ok(()),
        SampleAct::Waive | SampleAct::Breach => vec![request.kol_id, request.brand_id],
        _ if act.party() == Party::Brand => vec![request.kol_id],
        _ => vec![request.brand_id],
    };
    let has_reason = matches!(
        act,
        SampleAct::Approve
            | SampleAct::Reject
            | SampleAct::Cancel
            | SampleAct::Fix
            | SampleAct::Waive
            | SampleAct::Breach
    );
    let reason = request.reason.as_deref().filter(|_| has_reason);
    for to in to {
        let say = |words: Words, locale: Locale| {
            let name = known.product(request.product_id, locale).0;
            let (subject, lead) = told(words, request, act, &name);
            Said {
                subject,
                lead,
                facts: facts(request, known, desk, words, locale),
                quote: reason.map(|text| (words.sample_reason().to_owned(), text.to_owned())),
                link: link(request, words),
            }
        };
        letter::write(tx, desk, to, kind(act), request.id, at, say)?;
    }
    Ok(())
}

const fn kind(act: SampleAct) -> &'static str {
    match act {
        SampleAct::Approve => "sample.approved",
        SampleAct::Reject => "sample.rejected",
        SampleAct::Ship => "sample.shipped",
        SampleAct::Receive => "sample.received",
        SampleAct::Submit => "sample.submitted",
        SampleAct::Fix => "sample.needs_fix",
        SampleAct::Extend => "sample.extended",
        SampleAct::Fulfill => "sample.fulfilled",
        SampleAct::Waive => "sample.waived",
        SampleAct::Breach => "sample.breached",
        _ => "sample.canceled",
    }
}

/// The subject and the first sentences of a mail about an act.
fn told(words: Words, request: &SampleRequest, act: SampleAct, name: &str) -> (String, String) {
    let own = |(subject, lead): (String, &str)| (subject, lead.to_owned());
    let cost = words.money(request.terms().cost);
    own(match act {
        SampleAct::Approve if request.terms().treatment == Treatment::Deposit => {
            let lead = words.sample_mail_approved_deposit(cost.as_str());
            return (words.sample_mail_approved_subject(name), lead);
        }
        SampleAct::Approve => {
            (words.sample_mail_approved_subject(name), words.sample_mail_approved_lead())
        }
        SampleAct::Reject => {
            (words.sample_mail_rejected_subject(name), words.sample_mail_rejected_lead())
        }
        SampleAct::Ship => {
            (words.sample_mail_shipped_subject(name), words.sample_mail_shipped_lead())
        }
        SampleAct::Receive => {
            (words.sample_mail_received_subject(name), words.sample_mail_received_lead())
        }
        SampleAct::Submit => {
            (words.sample_mail_submitted_subject(name), words.sample_mail_submitted_lead())
        }
        SampleAct::Fix => {
            (words.sample_mail_needs_fix_subject(name), words.sample_mail_needs_fix_lead())
        }
        SampleAct::Extend => {
            (words.sample_mail_extended_subject(name), words.sample_mail_extended_lead())
        }
        SampleAct::Fulfill => {
            (words.sample_mail_fulfilled_subject(name), words.sample_mail_fulfilled_lead())
        }
        SampleAct::Waive => {
            (words.sample_mail_waived_subject(name), words.sample_mail_waived_lead())
        }
        SampleAct::Breach => {
            let lead = words.sample_mail_breached_lead(cost.as_str());
            return (words.sample_mail_breached_subject(name), lead);
        }
        _ => (words.sample_mail_canceled_subject(name), words.sample_mail_canceled_lead()),
    })
}

/// Both sides and the operator hear that nothing was posted in time.
pub(super) fn overdue(
    tx: &mut impl InNetwork,
    at: Timestamp,
    desk: &Desk,
    request: &SampleRequest,
    to: OrganizationId,
    known: &Known,
) -> Result<()> {
    let say = |words: Words, locale: Locale| Said {
        subject: words.sample_mail_overdue_subject(known.product(request.product_id, locale).0),
        lead: if to == request.kol_id {
            words.sample_mail_overdue_kol().to_owned()
        } else if to == request.brand_id {
            words.sample_mail_overdue_brand().to_owned()
        } else {
            words.sample_mail_overdue_operator().to_owned()
        },
        facts: facts(request, known, desk, words, locale),
        quote: None,
        link: link(request, words),
    };
    letter::write(tx, desk, to, "sample.overdue", request.id, at, say)
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
            facts: facts(request, known, desk, words, locale),
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
    desk: &Desk,
    words: Words,
    locale: Locale,
) -> Vec<(String, String)> {
    let mut facts = vec![
        (words.sample_product(), known.product(request.product_id, locale).0),
        (words.sample_brand(), known.party(request.brand_id)),
        (words.sample_kol(), known.party(request.kol_id)),
        (words.sample_quantity(), words.number(request.quantity)),
    ];
    let terms = request.terms();
    let treatment = words.state("sample-treatment", terms.treatment.as_str()).into_owned();
    facts.push((words.sample_treatment(), treatment));
    if !terms.cost.is_zero() {
        facts.push((words.sample_cost(), words.money(terms.cost)));
    }
    if let Some(carrier) = &request.carrier {
        facts.push((words.sample_carrier(), carrier.clone()));
    }
    if let Some(number) = &request.tracking_number {
        facts.push((words.sample_tracking_number(), number.clone()));
    }
    if let Some(due) = request.due_at {
        facts.push((words.sample_due(), words.stamp(due, desk.zone)));
    }
    if let Some(url) = &request.post_url {
        facts.push((words.sample_post(), url.clone()));
    }
    facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn link(request: &SampleRequest, words: Words) -> (String, String) {
    (words.sample_mail_link().to_owned(), format!("/samples/{}", request.id))
}
