//! Submissions of the inquiry form, as they were made: later ones change none of them.

use diesel::prelude::*;
use domain::id::{InquiryId, LeadId};
use domain::leads::inquiry::Inquiry;
use domain::time::Timestamp;
use domain::{Locale, Result};
use schema::inquiries as t;

use crate::scope::{InNetwork, NetworkTx, Reads};

/// A submission to keep.
#[derive(Debug, Clone)]
pub struct NewInquiry<'a> {
    /// Whose it is.
    pub lead: LeadId,
    /// The language of the form.
    pub locale: Locale,
    /// What was typed, checked.
    pub inquiry: &'a Inquiry,
    /// Which version of the privacy notice was agreed to.
    pub consent_version: &'a str,
    /// The page that the visitor came from.
    pub referrer: Option<&'a str>,
    /// The campaign in the address of the form.
    pub campaign: Option<&'a str>,
    /// The campaign of the first page that the visitor saw.
    pub first_touch: Option<&'a str>,
    /// The campaign of the last page before the form.
    pub last_touch: Option<&'a str>,
    /// The QR code that was scanned.
    pub qr: Option<&'a str>,
    /// The visitor's address, hashed.
    pub visitor: &'a [u8],
}

/// A submission that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Submission {
    /// Its id.
    pub id: InquiryId,
    /// The language of the form.
    pub locale: Locale,
    /// The company as typed.
    pub company: String,
    /// The person as typed.
    pub name: String,
    /// The telephone number as typed.
    pub phone: String,
    /// The category that was chosen.
    pub category: String,
    /// What the visitor said.
    pub message: String,
    /// Which version of the privacy notice was agreed to.
    pub consent_version: String,
    /// Whether news were asked for.
    pub marketing: bool,
    /// The page that the visitor came from.
    pub referrer: Option<String>,
    /// The campaign in the address of the form.
    pub campaign: Option<String>,
    /// The campaign of the first page that the visitor saw.
    pub first_touch: Option<String>,
    /// The campaign of the last page before the form.
    pub last_touch: Option<String>,
    /// The QR code that was scanned.
    pub qr: Option<String>,
    /// When.
    pub created_at: Timestamp,
}

/// Keeps a submission.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut NetworkTx<'_>, new: &NewInquiry<'_>, at: Timestamp) -> Result<InquiryId> {
    let id = InquiryId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::lead_id.eq(new.lead),
            t::locale.eq(new.locale),
            t::company.eq(&new.inquiry.company),
            t::name.eq(&new.inquiry.name),
            t::phone.eq(&new.inquiry.phone),
            t::category.eq(&new.inquiry.category),
            t::message.eq(&new.inquiry.message),
            t::consent_version.eq(new.consent_version),
            t::marketing.eq(new.inquiry.marketing),
            t::referrer.eq(new.referrer),
            t::campaign.eq(new.campaign),
            (t::first_touch.eq(new.first_touch), t::last_touch.eq(new.last_touch)),
            t::qr.eq(new.qr),
            t::visitor.eq(new.visitor),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

/// The submissions of a lead, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, lead: LeadId) -> Result<Vec<Submission>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::lead_id.eq(lead))
            .order(t::id.desc())
            .select((
                t::id,
                t::locale,
                t::company,
                t::name,
                t::phone,
                t::category,
                t::message,
                t::consent_version,
                t::marketing,
                t::referrer,
                t::campaign,
                t::first_touch,
                t::last_touch,
                t::qr,
                t::created_at,
            ))
            .load(conn)
    })?)
}

/// When a lead asked, newest first, at most so many times: for "you asked on …".
///
/// # Errors
/// Only what the database answers.
pub fn recent(tx: &mut NetworkTx<'_>, lead: LeadId, limit: i64) -> Result<Vec<Timestamp>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::lead_id.eq(lead))
            .order(t::id.desc())
            .limit(limit)
            .select(t::created_at)
            .load(conn)
    })?)
}
