//! How many things wait for a person: one statement, however many kinds are counted.

use diesel::prelude::*;
use domain::Result;
use domain::catalogue::product::ProductStatus;
use domain::commissions::adjustment::AdjustmentStatus;
use domain::id::MembershipId;
use domain::leads::lead::LeadStatus;
use domain::orders::import::ImportStatus;
use domain::samples::request::SampleStatus;
use domain::time::Timestamp;
use schema::{adjustments, leads, order_imports, products, sample_requests};

use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, OrgTx, Reads};

/// How many things wait; nothing of a kind that its reader has no part in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Products to review, or to change before they are reviewed again.
    pub products: i64,
    /// Samples to decide on, to take in, to post about, to judge.
    pub samples: i64,
    /// Corrections to decide on.
    pub adjustments: i64,
    /// Files of orders to map, to apply or to mend.
    pub imports: i64,
    /// Leads that nobody has taken up, and those that the reader, or nobody, looks after and that were
    /// not answered in time.
    pub leads: i64,
}

/// Files that wait for a person to go on. A refused one is often sent anew instead of being mended, so
/// that it counts only for a while.
const STOPPED: [ImportStatus; 3] =
    [ImportStatus::Unmapped, ImportStatus::Checked, ImportStatus::Refused];

/// A count is null only in the eyes of the library.
type Six = (Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

/// What waits for a member of the operator at a moment: corrections that somebody else asked for,
/// files since another one, samples for which nothing was posted in time.
///
/// # Errors
/// Only what the database answers.
pub fn of_operator(
    tx: &mut NetworkTx<'_>,
    me: MembershipId,
    at: Timestamp,
    files_since: Timestamp,
) -> Result<Waiting> {
    let products = tx.query(products::table, |rows, _| {
        rows.filter(products::status.eq(ProductStatus::Submitted)).count().single_value()
    });
    let adjustments = tx.query(adjustments::table, |rows, _| {
        rows.filter(adjustments::status.eq(AdjustmentStatus::Requested))
            .filter(adjustments::maker_id.ne(me))
            .count()
            .single_value()
    });
    let imports = tx.query(order_imports::table, |rows, _| {
        rows.filter(order_imports::status.among(STOPPED))
            .filter(order_imports::created_at.ge(files_since))
            .count()
            .single_value()
    });
    let leads = tx.query(leads::table, |rows, _| {
        rows.filter(leads::status.eq(LeadStatus::New)).count().single_value()
    });
    let late = tx.query(leads::table, |rows, _| {
        rows.filter(leads::reply_due_at.le(at))
            .filter(leads::status.ne(LeadStatus::New))
            .filter(leads::owner_id.is_null().or(leads::owner_id.assume_not_null().eq(me)))
            .count()
            .single_value()
    });
    let samples = tx.query(sample_requests::table, |rows, _| {
        rows.filter(sample_requests::status.eq(SampleStatus::Overdue)).count().single_value()
    });
    let counts = (products, adjustments, imports, leads, samples, late);
    let row: Six = diesel::select(counts).first(tx.conn())?;
    Ok(Waiting {
        products: row.0.unwrap_or_default(),
        adjustments: row.1.unwrap_or_default(),
        imports: row.2.unwrap_or_default(),
        leads: row.3.unwrap_or_default() + row.5.unwrap_or_default(),
        samples: row.4.unwrap_or_default(),
    })
}

/// What waits for a brand: its products that came back, samples and posts to decide on.
///
/// # Errors
/// Only what the database answers.
pub fn of_brand(tx: &mut OrgTx<'_>) -> Result<Waiting> {
    let products = tx.query(products::table, |rows, _| {
        rows.filter(products::status.eq(ProductStatus::ChangesRequested)).count().single_value()
    });
    let samples = tx.query(sample_requests::table, |rows, _| {
        let waits = [SampleStatus::Requested, SampleStatus::ContentSubmitted];
        rows.filter(sample_requests::status.among(waits)).count().single_value()
    });
    let row: (Option<i64>, Option<i64>) = diesel::select((products, samples)).first(tx.conn())?;
    Ok(Waiting {
        products: row.0.unwrap_or_default(),
        samples: row.1.unwrap_or_default(),
        ..Waiting::default()
    })
}

/// What waits for a KOL: samples that are on their way, to be taken in, and those to post about.
///
/// # Errors
/// Only what the database answers.
pub fn of_kol(tx: &mut OrgTx<'_>) -> Result<Waiting> {
    let samples = tx.query(sample_requests::table, |rows, conn| {
        let waits = [
            SampleStatus::Shipped,
            SampleStatus::ContentDue,
            SampleStatus::NeedsFix,
            SampleStatus::Overdue,
        ];
        rows.filter(sample_requests::status.among(waits)).count().first(conn)
    })?;
    Ok(Waiting { samples, ..Waiting::default() })
}
