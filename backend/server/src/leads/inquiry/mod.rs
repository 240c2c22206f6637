//! The inquiry form: one transaction keeps what was said, makes or finds the lead, and writes the
//! mail with the materials.

pub mod api;
mod pages;
mod stamp;

use std::sync::Arc;

use actix_web::web;
use domain::id::{InquiryId, LeadId, MailId};
use domain::leads::inquiry::{Inquiry, MAILS_PER_DAY, may_send};
use domain::leads::lead::{Details, Lead, LeadStatus};
use domain::leads::spam;
use domain::leads::work::Work;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp, text};
use store::leads::inquiry::NewInquiry;
use store::leads::{grant, inquiry as inquiries, lead as leads};
use store::platform::audit::{self, Act};
use store::scope::{NetworkTx, OfNetwork};

use super::consent::{self, Ticked};
use super::materials::{self, Parcel};
use super::touch::{self, Touched};
use super::{assignment, score};
use crate::app::App;

/// Which privacy notice the form shows: the month in which `leads-form-notice` was last changed.
pub const CONSENT_VERSION: &str = "2026-11";

/// Characters that are kept of where a visitor came from.
const ORIGIN_LENGTH: usize = 300;

/// What comes along with an inquiry beside its fields.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The language of the form; the mail and the materials are in it.
    pub locale: Locale,
    /// The page that the visitor came from.
    pub referrer: Option<String>,
    /// The campaign in the form's address: `utm_source=fair&utm_medium=qr`.
    pub campaign: Option<String>,
    /// The campaigns of the pages that the visitor saw before.
    pub touched: Touched,
    /// The visitor's address, hashed.
    pub visitor: [u8; 32],
}

/// What came of an inquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submitted {
    /// Whose it is.
    pub lead: LeadId,
    /// The submission.
    pub inquiry: InquiryId,
    /// The mail with the materials; none when the day's mails are spent, or for spam.
    pub mail: Option<MailId>,
    /// The day's mails are spent: the visitor is told to look for the ones already sent.
    pub is_held: bool,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Keeps an inquiry. The same address and kind is the same lead; what is known of it stays.
/// Everything is one transaction: no lead without its mail, no mail without its lead.
///
/// `site` is where visitors reach the installation, without a slash at the end.
///
/// # Errors
/// `Taken("lead-exists")` or `Stale` when the same address asks in parallel: see [`receive`].
pub fn submit(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    site: &str,
    inquiry: &Inquiry,
    arrival: &Arrival,
    at: Timestamp,
) -> Result<Submitted> {
    let known = match leads::get_by_email(tx, inquiry.kind, &inquiry.email)? {
        // Found to be another lead: that one is answered, at the address that asked.
        Some(Lead { work: Work { merged_into: Some(kept), .. }, .. }) => {
            Some(leads::get(tx, kept)?)
        }
        known => known,
    };
    let asked_at = match &known {
        Some(lead) => inquiries::recent(tx, lead.id, 1)?.first().copied(),
        None => None,
    };
    let lead = match known {
        Some(lead) => ask_again(tx, lead, inquiry, at)?,
        None => ask_first(tx, network, inquiry, arrival.locale, at)?,
    };
    let new = NewInquiry {
        lead: lead.id,
        locale: arrival.locale,
        inquiry,
        consent_version: CONSENT_VERSION,
        referrer: arrival.referrer.as_deref(),
        campaign: arrival.campaign.as_deref(),
        first_touch: arrival.touched.first.as_deref(),
        last_touch: arrival.touched.last.as_deref(),
        qr: arrival.campaign.as_deref().or(arrival.touched.last.as_deref()).and_then(touch::qr),
        visitor: &arrival.visitor,
    };
    let id = inquiries::insert(tx, &new, at)?;
    score::signed(tx, lead.id, at)?;
    let silent = Submitted { lead: lead.id, inquiry: id, mail: None, is_held: false };
    if lead.status == LeadStatus::Spam {
        // Answered like anybody else, so that nobody learns what was found out.
        return Ok(silent);
    }
    let limit = i64::try_from(MAILS_PER_DAY).unwrap_or(i64::MAX);
    if !may_send(&grant::recent(tx, lead.id, limit)?, at) {
        return Ok(Submitted { is_held: true, ..silent });
    }
    let details = Details::of(inquiry);
    let parcel = Parcel {
        network,
        site,
        to: &inquiry.email,
        locale: arrival.locale,
        details: &details,
        asked_at,
    };
    let mail = materials::send(tx, None, &lead, &parcel, at)?;
    if inquiry.marketing {
        let ticked = Ticked {
            network,
            site,
            lead: lead.id,
            address: &inquiry.email,
            locale: arrival.locale,
            visitor: &arrival.visitor,
        };
        consent::ask(tx, &ticked, at)?;
    }
    Ok(Submitted { mail: Some(mail), ..silent })
}

fn ask_first(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    inquiry: &Inquiry,
    locale: Locale,
    at: Timestamp,
) -> Result<Lead> {
    let lead = Lead::new(inquiry, locale, at);
    let work = assignment::begin(tx, network, &lead, at)?;
    let lead = Lead { work, ..lead };
    leads::insert(tx, &lead)?;
    let act = Act { kind: "lead.create", after: Some(LeadStatus::New.as_str()), ..Act::default() };
    audit::insert(tx, None, at, lead.id, &act)?;
    Ok(lead)
}

fn ask_again(tx: &mut NetworkTx<'_>, lead: Lead, inquiry: &Inquiry, at: Timestamp) -> Result<Lead> {
    let change = lead.asked_again(inquiry);
    leads::apply(tx, None, &lead, &change, at)?;
    Ok(lead.after(change, at))
}

/// [`submit`] in a transaction of its own; once more when the same address asked in parallel.
///
/// # Errors
/// What the store answers.
pub async fn receive(
    app: &Arc<App>,
    network: &Network,
    inquiry: Inquiry,
    arrival: Arrival,
) -> Result<Submitted> {
    let at = app.now();
    let once = || {
        let (network, inquiry, arrival) = (network.clone(), inquiry.clone(), arrival.clone());
        let site = app.settings.site();
        app.write(OfNetwork::for_row(network.id), move |tx| {
            submit(tx, &network, &site, &inquiry, &arrival, at)
        })
    };
    match once().await {
        Err(Error::Taken(_) | Error::Stale) => once().await,
        other => other,
    }
}

/// Counts an inquiry against its mail domain in a network: wider where many strangers share one.
///
/// # Errors
/// `TooOften` with the seconds to wait.
fn limited(app: &App, network: &Network, inquiry: &Inquiry) -> Result<()> {
    let domain = spam::domain_of(&inquiry.email);
    let limits = &app.limits;
    let limit = if spam::is_shared(domain) { &limits.shared_domain } else { &limits.mail_domain };
    limits.count(limit, &format!("{} {domain}", network.id))
}

/// The digest of a visitor's address: tells two submissions of one visitor, not who it was.
pub(crate) fn visitor(app: &App, address: &str) -> [u8; 32] {
    app.keys.seal("inquiry-visitor", address)
}

/// Where a visitor came from, as it is kept: one line, cut, nothing when there is nothing.
fn origin(text: &str) -> Option<String> {
    let line: String = text::line(text).chars().take(ORIGIN_LENGTH).collect();
    (!line.is_empty()).then_some(line)
}
