//! Requests for samples: KOLs ask, brands answer and ship.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as Database};
use domain::access::Member;
use domain::catalogue::product::ProductStatus;
use domain::id::{OrganizationId, ProductId, SampleRequestId};
use domain::samples::request::{Change, Party, RequestFields, SampleAct, SampleStatus, decide_by};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::sample_requests as t;

use crate::catalogue::product::Product;
use crate::conn::CountByStatus;
use crate::platform::audit::{self, Act};
use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, OrgTx, Reads};

/// A KOL's request for samples of one product.
#[derive(Debug, Clone, Queryable)]
pub struct SampleRequest {
    /// Its id.
    pub id: SampleRequestId,
    /// Whose product it is.
    pub brand_id: OrganizationId,
    /// Who asks.
    pub kol_id: OrganizationId,
    /// The product.
    pub product_id: ProductId,
    /// How many pieces.
    pub quantity: i64,
    /// What the KOL wants them for; may be empty.
    pub message: String,
    /// Where they go.
    pub ship_to: String,
    /// Where it stands.
    pub status: SampleStatus,
    /// What was said with the last answer.
    pub reason: Option<String>,
    /// Who carries the parcel.
    pub carrier: Option<String>,
    /// The parcel's number.
    pub tracking_number: Option<String>,
    /// Until when the brand answers.
    pub decide_by: Timestamp,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub requested_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// What to look for. The default is everything, newest first, and no row of it: set `limit`.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// In one of these states; all when empty.
    pub statuses: Vec<SampleStatus>,
    /// Of this brand's products.
    pub brand: Option<OrganizationId>,
    /// Of this KOL.
    pub kol: Option<OrganizationId>,
    /// Of this product.
    pub product: Option<ProductId>,
    /// After the last one of the page before.
    pub after: Option<SampleRequestId>,
    /// How many at most.
    pub limit: i64,
}

type Columns = (
    t::id,
    t::brand_id,
    t::kol_id,
    t::product_id,
    t::quantity,
    t::message,
    t::ship_to,
    t::status,
    t::reason,
    t::carrier,
    t::tracking_number,
    t::decide_by,
    t::version,
    t::requested_at,
    t::updated_at,
);
const COLUMNS: Columns = (
    t::id,
    t::brand_id,
    t::kol_id,
    t::product_id,
    t::quantity,
    t::message,
    t::ship_to,
    t::status,
    t::reason,
    t::carrier,
    t::tracking_number,
    t::decide_by,
    t::version,
    t::requested_at,
    t::updated_at,
);

/// Requests that one heartbeat lets expire at most; the next one goes on.
const EXPIRE_AT_ONCE: i64 = 500;

/// A request that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: SampleRequestId) -> Result<SampleRequest> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?)
}

/// The requests of these ids that the scope sees, in no order.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, ids: &[SampleRequestId]) -> Result<Vec<SampleRequest>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec())).select(COLUMNS).load(conn)
    })?)
}

/// One page of what is looked for, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut impl Reads<t::table>, search: &Search) -> Result<Vec<SampleRequest>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if !search.statuses.is_empty() {
            rows = rows.filter(t::status.among(search.statuses.clone()));
        }
        if let Some(brand) = search.brand {
            rows = rows.filter(t::brand_id.eq(brand));
        }
        if let Some(kol) = search.kol {
            rows = rows.filter(t::kol_id.eq(kol));
        }
        if let Some(product) = search.product {
            rows = rows.filter(t::product_id.eq(product));
        }
        if let Some(after) = search.after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(search.limit).select(COLUMNS).load(conn)
    })?)
}

/// How many requests stand where; states without any are absent.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut impl Reads<t::table>) -> Result<Vec<(SampleStatus, i64)>> {
    Ok(tx.query(t::table, |rows, conn| CountByStatus(rows.select(t::status)).load(conn))?)
}

/// The acting KOL asks for samples of a published product.
///
/// # Errors
/// `Refused("product-state")` when it is not published, `Refused("sample-not-offered")`,
/// `Refused("sample-duplicate")` while another request of the KOL for it is under way.
pub fn insert(
    tx: &mut OrgTx<'_>,
    me: &Member,
    product: &Product,
    fields: &RequestFields,
    at: Timestamp,
) -> Result<SampleRequest> {
    if product.status != ProductStatus::Published {
        return Err(Error::Refused("product-state"));
    }
    if !product.sample_offered {
        return Err(Error::Refused("sample-not-offered"));
    }
    let (id, kol) = (SampleRequestId::new(), tx.me());
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            (t::id.eq(id), t::brand_id.eq(product.brand_id), t::kol_id.eq(kol)),
            (t::product_id.eq(product.id), t::quantity.eq(fields.quantity)),
            (t::message.eq(&fields.message), t::ship_to.eq(&fields.ship_to)),
            (t::status.eq(SampleStatus::Requested), t::decide_by.eq(decide_by(at))),
            (t::version.eq(1), t::requested_at.eq(at), t::updated_at.eq(at)),
        ))
        .execute(conn)
    })
    .map_err(|error| match error {
        // The index over requests that are under way is the table's only other unique one.
        Database::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
            Error::Refused("sample-duplicate")
        }
        other => other.into(),
    })?;
    let after = Some(SampleStatus::Requested.as_str());
    audit::insert(tx, Some(me), at, id, &Act { kind: "sample.request", after, ..Act::default() })?;
    get(tx, id)
}

/// One of the two parties changes a request: each act is its party's alone.
///
/// # Errors
/// `Forbidden` for the other party's act; `Refused("sample-state")`, `Stale`.
pub fn apply(
    tx: &mut OrgTx<'_>,
    me: &Member,
    request: &SampleRequest,
    change: &Change,
    at: Timestamp,
) -> Result<SampleRequest> {
    let whose = match change.act().party() {
        Party::Brand => request.brand_id,
        Party::Kol => request.kol_id,
        Party::Clock => return Err(Error::Forbidden),
    };
    if whose != tx.me() {
        return Err(Error::Forbidden);
    }
    let status = request.status.after(change.act())?;
    let next = SampleRequest { status, ..request.clone() };
    let next = match change.act() {
        SampleAct::Ship => SampleRequest {
            carrier: change.carrier().map(str::to_owned),
            tracking_number: change.tracking_number().map(str::to_owned),
            ..next
        },
        SampleAct::Approve | SampleAct::Reject | SampleAct::Cancel => {
            SampleRequest { reason: change.reason().map(str::to_owned), ..next }
        }
        SampleAct::Prepare | SampleAct::Receive | SampleAct::Expire => next,
    };
    let next = save(tx, request, next, at)?;
    record(tx, Some(me), at, request, &next, change.act(), change.reason())?;
    Ok(next)
}

/// Lets the requests expire whose brand did not answer in time; answers which.
///
/// # Errors
/// Only what the database answers.
pub fn expire_due(tx: &mut NetworkTx<'_>, at: Timestamp) -> Result<Vec<SampleRequestId>> {
    let due: Vec<SampleRequest> = tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(SampleStatus::Requested))
            .filter(t::decide_by.le(at))
            .order(t::decide_by)
            .limit(EXPIRE_AT_ONCE)
            .select(COLUMNS)
            .load(conn)
    })?;
    let mut expired = Vec::with_capacity(due.len());
    for request in due {
        let status = request.status.after(SampleAct::Expire)?;
        let next = SampleRequest { status, ..request.clone() };
        match save(tx, &request, next, at) {
            Ok(next) => {
                record(tx, None, at, &request, &next, SampleAct::Expire, None)?;
                expired.push(request.id);
            }
            // The brand answered in this very moment.
            Err(Error::Stale) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(expired)
}

/// Keeps what a change made of a request, unless somebody was faster.
fn save(
    tx: &mut impl InNetwork,
    before: &SampleRequest,
    next: SampleRequest,
    at: Timestamp,
) -> Result<SampleRequest> {
    let next = SampleRequest { version: before.version + 1, updated_at: at, ..next };
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(before.id)).filter(t::version.eq(before.version)))
            .set((
                t::status.eq(next.status),
                t::reason.eq(&next.reason),
                t::carrier.eq(&next.carrier),
                t::tracking_number.eq(&next.tracking_number),
                t::version.eq(next.version),
                t::updated_at.eq(next.updated_at),
            ))
            .execute(conn)
    })?;
    if rows == 1 { Ok(next) } else { Err(Error::Stale) }
}

fn record(
    tx: &mut impl InNetwork,
    me: Option<&Member>,
    at: Timestamp,
    before: &SampleRequest,
    after: &SampleRequest,
    act: SampleAct,
    reason: Option<&str>,
) -> Result<()> {
    let kind = format!("sample.{}", act.as_str());
    let (was, is) = (Some(before.status.as_str()), Some(after.status.as_str()));
    audit::insert(tx, me, at, before.id, &Act { kind: &kind, before: was, after: is, reason })
}
