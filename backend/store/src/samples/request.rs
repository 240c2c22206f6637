//! Requests for samples: what a KOL asks a brand for, and under which terms.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as Database};
use domain::access::Member;
use domain::catalogue::product::ProductStatus;
use domain::id::{MembershipId, OrganizationId, ProductId, SampleRequestId};
use domain::samples::request::{RequestFields, SampleStatus, decide_by};
use domain::samples::terms::{Accepted, Frozen, Treatment};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::sample_requests as t;

use crate::catalogue::product::Product;
use crate::conn::CountByStatus;
use crate::platform::audit::{self, Act};
use crate::rows::Among;
use crate::scope::{InNetwork, OrgTx, Reads};

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
    pub(super) treatment: Treatment,
    pub(super) cost_minor: i64,
    pub(super) currency: Currency,
    pub(super) terms_version: i64,
    pub(super) accepted_by: Option<MembershipId>,
    pub(super) accepted_at: Option<Timestamp>,
    /// Until when something is posted, once the parcel has arrived.
    pub due_at: Option<Timestamp>,
    /// Whether that day was put off.
    pub is_extended: bool,
    /// How often the brand asked for something to be put right.
    pub fix_count: i64,
    /// Where the post is.
    pub post_url: Option<String>,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub requested_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

impl SampleRequest {
    /// The terms under which it was made.
    pub fn terms(&self) -> Frozen {
        Frozen {
            treatment: self.treatment,
            cost: Money::new(self.cost_minor, self.currency),
            version: self.terms_version,
        }
    }
    /// Who agreed to them; nobody for a request from before there were terms.
    pub fn accepted(&self) -> Option<Accepted> {
        self.accepted_by.zip(self.accepted_at).map(|(by, at)| Accepted { by, at })
    }
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

pub(super) type Columns = (
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
    t::treatment,
    t::cost_minor,
    t::currency,
    t::terms_version,
    t::accepted_by,
    t::accepted_at,
    t::due_at,
    t::is_extended,
    t::fix_count,
    t::post_url,
    t::version,
    t::requested_at,
    t::updated_at,
);
pub(super) const COLUMNS: Columns = (
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
    t::treatment,
    t::cost_minor,
    t::currency,
    t::terms_version,
    t::accepted_by,
    t::accepted_at,
    t::due_at,
    t::is_extended,
    t::fix_count,
    t::post_url,
    t::version,
    t::requested_at,
    t::updated_at,
);

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
            (t::treatment.eq(fields.terms.treatment), t::cost_minor.eq(fields.terms.cost.minor())),
            (t::currency.eq(fields.terms.cost.currency()),),
            (t::terms_version.eq(fields.terms.version), t::accepted_by.eq(me.membership)),
            (t::accepted_at.eq(at), t::is_extended.eq(false), t::fix_count.eq(0)),
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
