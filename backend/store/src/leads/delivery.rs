//! Who was handed which version of a material: offers in mails, downloads, what each lead holds, and
//! who was told of a newer version.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::Result;
use domain::access::Member;
use domain::id::{
    LeadId, MailId, MaterialDownloadId, MaterialGrantId, MaterialHoldingId, MaterialId,
    MaterialNoticeId, MaterialOfferId, MaterialVersionId,
};
use domain::leads::lead::LeadStatus;
use domain::locale::Locale;
use domain::time::Timestamp;
use schema::{
    leads, material_downloads as d, material_grants as g, material_holdings as t,
    material_notices as n, material_offers as o,
};

use super::grant::Grant;
use super::library::Version;
use crate::rows::{Among, count, grouped};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A download.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Download {
    /// The version; none for the deck that is made anew each time.
    pub version_id: Option<MaterialVersionId>,
    /// Its language.
    pub locale: Locale,
    /// The digest of the file that was handed out.
    pub sha256: Vec<u8>,
    /// When.
    pub created_at: Timestamp,
}

/// A lead with the version of a material that it took last.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Holding {
    /// Whose it is.
    pub lead: LeadId,
    /// The company; may be empty.
    pub company: String,
    /// The person.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The language of the first inquiry.
    pub lead_locale: Locale,
    /// The version.
    pub version_id: MaterialVersionId,
    /// When it was taken.
    pub taken_at: Timestamp,
}

/// Keeps which versions the mail of a link offers.
///
/// # Errors
/// Only what the database answers.
pub fn offer<'a>(
    tx: &mut NetworkTx<'_>,
    grant: MaterialGrantId,
    versions: impl Iterator<Item = &'a Version>,
    at: Timestamp,
) -> Result<()> {
    for version in versions {
        tx.insert(o::table, |into, stamp, conn| {
            into.values((
                stamp,
                o::id.eq(MaterialOfferId::new()),
                o::grant_id.eq(grant),
                o::version_id.eq(version.id),
                o::created_at.eq(at),
            ))
            .execute(conn)
        })?;
    }
    Ok(())
}

/// The versions that some links' mails offered.
///
/// # Errors
/// Only what the database answers.
pub fn find_offers(
    tx: &mut NetworkTx<'_>,
    grants: &[MaterialGrantId],
) -> Result<Vec<(MaterialGrantId, MaterialVersionId)>> {
    Ok(tx.query(o::table, |rows, conn| {
        rows.filter(o::grant_id.among(grants.to_vec()))
            .order(o::id)
            .select((o::grant_id, o::version_id))
            .load(conn)
    })?)
}

/// Keeps a download; of a version also that the lead holds it now.
///
/// # Errors
/// `Taken("material-overtaken")` when the lead takes the material for the first time twice at once.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    grant: &Grant,
    version: Option<&Version>,
    sha256: &[u8],
    at: Timestamp,
) -> Result<()> {
    tx.insert(d::table, |into, stamp, conn| {
        into.values((
            stamp,
            d::id.eq(MaterialDownloadId::new()),
            d::lead_id.eq(grant.lead),
            d::grant_id.eq(grant.id),
            d::version_id.eq(version.map(|version| version.id)),
            d::locale.eq(grant.locale),
            d::sha256.eq(sha256),
            d::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    let Some(version) = version else { return Ok(()) };
    let held = tx.update(t::table, |target, conn| {
        diesel::update(
            target.filter(t::lead_id.eq(grant.lead)).filter(t::material_id.eq(version.material_id)),
        )
        .set((t::version_id.eq(version.id), t::taken_at.eq(at)))
        .execute(conn)
    })?;
    if held == 0 {
        tx.insert(t::table, |into, stamp, conn| {
            into.values((
                stamp,
                t::id.eq(MaterialHoldingId::new()),
                t::lead_id.eq(grant.lead),
                t::material_id.eq(version.material_id),
                t::version_id.eq(version.id),
                t::taken_at.eq(at),
            ))
            .execute(conn)
        })?;
    }
    Ok(())
}

/// What a lead downloaded, newest first, at most so many times.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, lead: LeadId, limit: i64) -> Result<Vec<Download>> {
    Ok(tx.query(d::table, |rows, conn| {
        rows.filter(d::lead_id.eq(lead))
            .order(d::id.desc())
            .limit(limit)
            .select((d::version_id, d::locale, d::sha256, d::created_at))
            .load(conn)
    })?)
}

/// How many leads hold which version of which material.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut NetworkTx<'_>) -> Result<Vec<(MaterialId, MaterialVersionId, i64)>> {
    Ok(tx.query(t::table, |rows, conn| {
        grouped(2, rows.select((t::material_id, t::version_id, count(t::lead_id)))).load(conn)
    })?)
}

/// The leads that hold another version of a material than the current ones, after the last one of
/// the page before; of some leads when there are any in `only`. Spam is left out.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    material: MaterialId,
    current: &[MaterialVersionId],
    only: &[LeadId],
    after: Option<LeadId>,
    limit: i64,
) -> Result<Vec<Holding>> {
    Ok(tx.query(t::table, |rows, conn| {
        let mut rows = rows.filter(t::material_id.eq(material));
        if !current.is_empty() {
            rows = rows.filter(t::version_id.none_of(current.to_vec()));
        }
        if !only.is_empty() {
            rows = rows.filter(t::lead_id.among(only.to_vec()));
        }
        if let Some(after) = after {
            rows = rows.filter(t::lead_id.lt(after));
        }
        let lead =
            leads::table.on(leads::network_id.eq(t::network_id).and(leads::id.eq(t::lead_id)));
        rows.inner_join(lead)
            .filter(leads::status.ne(LeadStatus::Spam))
            .order(t::lead_id.desc())
            .limit(limit)
            .select((
                t::lead_id,
                leads::company,
                leads::name,
                leads::email,
                leads::locale,
                t::version_id,
                t::taken_at,
            ))
            .load(conn)
    })?)
}

/// When which leads were told of one of some versions.
///
/// # Errors
/// Only what the database answers.
pub fn find_notices(
    tx: &mut NetworkTx<'_>,
    versions: &[MaterialVersionId],
    leads: &[LeadId],
) -> Result<HashMap<(LeadId, MaterialVersionId), Timestamp>> {
    let rows: Vec<(LeadId, MaterialVersionId, Timestamp)> = tx.query(n::table, |rows, conn| {
        rows.filter(n::lead_id.among(leads.to_vec()))
            .filter(n::version_id.among(versions.to_vec()))
            .select((n::lead_id, n::version_id, n::created_at))
            .load(conn)
    })?;
    Ok(rows.into_iter().map(|(lead, version, at)| ((lead, version), at)).collect())
}

/// When links were mailed to some leads since a moment.
///
/// # Errors
/// Only what the database answers.
pub fn find_mailed(
    tx: &mut NetworkTx<'_>,
    leads: &[LeadId],
    since: Timestamp,
) -> Result<HashMap<LeadId, Vec<Timestamp>>> {
    let rows: Vec<(LeadId, Timestamp)> = tx.query(g::table, |rows, conn| {
        rows.filter(g::lead_id.among(leads.to_vec()))
            .filter(g::created_at.ge(since))
            .select((g::lead_id, g::created_at))
            .load(conn)
    })?;
    let mut mailed: HashMap<LeadId, Vec<Timestamp>> = HashMap::new();
    for (lead, at) in rows {
        mailed.entry(lead).or_default().push(at);
    }
    Ok(mailed)
}

/// Keeps that a lead was told of a new version.
///
/// # Errors
/// `Taken("material-overtaken")` when it was told of it before.
pub fn insert_notice(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (lead, version): (LeadId, MaterialVersionId),
    (grant, mail): (MaterialGrantId, MailId),
    at: Timestamp,
) -> Result<()> {
    tx.insert(n::table, |into, stamp, conn| {
        into.values((
            stamp,
            n::id.eq(MaterialNoticeId::new()),
            n::lead_id.eq(lead),
            n::version_id.eq(version),
            n::grant_id.eq(grant),
            n::mail_id.eq(mail),
            n::maker_id.eq(me.membership),
            n::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(())
}
