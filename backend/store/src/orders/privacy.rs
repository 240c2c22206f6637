//! Erases what is kept of persons when its time is over.

use diesel::prelude::*;
use domain::Result;
use domain::access::Member;
use domain::id::OrderImportId;
use domain::orders::privacy::PrivacyTerms;
use domain::samples::request::SampleStatus;
use domain::time::Timestamp;
use schema::{
    order_buyers as b, order_file_chunks as f, order_imports as i, privacy_terms as t,
    sample_requests as r,
};

use crate::platform::audit::{self, Act};
use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Files that are erased at once.
const FILES: i64 = 200;

/// What the network keeps, and for how long.
///
/// # Errors
/// Only what the database answers.
pub fn terms(tx: &mut NetworkTx<'_>) -> Result<PrivacyTerms> {
    let found: Option<(i64, i64)> = tx.query(t::table, |rows, conn| {
        rows.select((t::buyer_days, t::address_days)).first(conn).optional()
    })?;
    Ok(found.map_or_else(PrivacyTerms::default, |(buyer_days, address_days)| PrivacyTerms {
        buyer_days,
        address_days,
    }))
}

/// Sets what the network keeps; the next heartbeat erases by it.
///
/// # Errors
/// Only what the database answers.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    terms: &PrivacyTerms,
    at: Timestamp,
) -> Result<()> {
    let values = (
        t::buyer_days.eq(terms.buyer_days),
        t::address_days.eq(terms.address_days),
        t::changed_at.eq(at),
    );
    let changed =
        tx.update(t::table, |target, conn| diesel::update(target).set(values).execute(conn))?;
    if changed == 0 {
        tx.insert(t::table, |into, stamp, conn| into.values((stamp, values)).execute(conn))?;
    }
    let after = format!("{} / {}", terms.buyer_days, terms.address_days);
    let act = Act { kind: "privacy.terms", after: Some(&after), ..Act::default() };
    audit::insert(tx, Some(me), at, me.organization, &act)
}

/// Erases what is over: digests of buyers, the text of files that were read or given up, addresses of
/// samples that arrived or never went. Answers how many rows there were.
///
/// # Errors
/// Only what the database answers.
pub fn erase(tx: &mut NetworkTx<'_>, at: Timestamp) -> Result<usize> {
    let terms = terms(tx)?;
    let (buyers, addresses) = (at.plus_days(-terms.buyer_days), at.plus_days(-terms.address_days));
    let mut count = tx.update(b::table, |target, conn| {
        diesel::delete(target.filter(b::placed_at.lt(buyers))).execute(conn)
    })?;
    let over = [
        SampleStatus::Received,
        SampleStatus::ContentDue,
        SampleStatus::ContentSubmitted,
        SampleStatus::NeedsFix,
        SampleStatus::Overdue,
        SampleStatus::Fulfilled,
        SampleStatus::Waived,
        SampleStatus::Breached,
        SampleStatus::Rejected,
        SampleStatus::Expired,
        SampleStatus::Canceled,
    ];
    count += tx.update(r::table, |target, conn| {
        let old = target
            .filter(r::status.among(over))
            .filter(r::ship_to.ne(""))
            .filter(r::updated_at.lt(addresses));
        diesel::update(old).set(r::ship_to.eq("")).execute(conn)
    })?;
    let files: Vec<OrderImportId> = tx.query(i::table, |rows, conn| {
        rows.filter(i::chunk_count.gt(0))
            .filter(i::status.none_of(["applying", "queued"]))
            .filter(i::created_at.lt(addresses))
            .order(i::id)
            .limit(FILES)
            .select(i::id)
            .load(conn)
    })?;
    for id in &files {
        tx.update(f::table, |target, conn| {
            diesel::delete(target.filter(f::import_id.eq(*id))).execute(conn)
        })?;
    }
    if !files.is_empty() {
        count += tx.update(i::table, |target, conn| {
            diesel::update(target.filter(i::id.among(files)))
                .set(i::chunk_count.eq(0))
                .execute(conn)
        })?;
    }
    Ok(count)
}
