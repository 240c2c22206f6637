//! Requests for samples: a KOL asks, the brand answers and ships, the KOL posts; where nothing comes,
//! the operator judges. Each step is told to the others.

pub mod api;
pub mod lines;
mod mail;
pub mod pages;
pub mod reach;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::id::{ProductId, SampleRequestId};
use domain::samples::change::{Change, ChangeDraft};
use domain::samples::request::{Party, RequestDraft, SampleAct, validate};
use domain::{Error, Result, Timestamp};
use store::catalogue::product::{self, Product};
use store::samples::change;
use store::samples::request::{self, SampleRequest};
use store::scope::{NetworkTx, OrgTx};
use store::tenancy::organization;

use self::lines::known;
use crate::platform::letter::Desk;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// From which side somebody looks at requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The brand whose products are asked for.
    Brand,
    /// The KOL who asks.
    Kol,
    /// The operator, who looks, and judges where nothing was posted.
    Operator,
}

impl Side {
    /// The side of a member.
    ///
    /// # Errors
    /// `Forbidden` for roles that have none.
    pub fn of(me: &Member) -> Result<Self> {
        let sides = [
            (Permission::DecideSamples, Self::Brand),
            (Permission::RequestSamples, Self::Kol),
            (Permission::SeeSamples, Self::Operator),
        ];
        let side = sides.into_iter().find(|(permission, _)| me.may(*permission));
        side.map(|(_, side)| side).ok_or(Error::Forbidden)
    }

    /// The party of the rules; none for a member who only looks.
    pub fn party(self, me: &Member) -> Option<Party> {
        match self {
            Self::Brand => Some(Party::Brand),
            Self::Kol => Some(Party::Kol),
            Self::Operator => Some(Party::Operator).filter(|_| me.may(Permission::JudgeSamples)),
        }
    }
}

/// The product that a KOL is about to ask for.
///
/// # Errors
/// `Forbidden`; `Missing` when it is not published; `Refused("sample-not-offered")`.
pub fn offered(tx: &mut OrgTx<'_>, me: &Member, product: ProductId) -> Result<Product> {
    me.must(Permission::RequestSamples)?;
    let product = product::get(&mut tx.published(), product)?;
    if product.sample_offered { Ok(product) } else { Err(Error::Refused("sample-not-offered")) }
}

/// A KOL asks for samples of a published product; its brand gets a mail.
///
/// # Errors
/// As [`offered`]; `Invalid` with every wrong field, and for terms that were not agreed to as they are
/// now; `Refused("sample-duplicate")` while another
/// request of the KOL for it is under way.
pub fn ask(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    desk: &Desk,
    product: ProductId,
    draft: &RequestDraft,
) -> Result<SampleRequest> {
    let product = offered(tx, me, product)?;
    let fields = validate(draft, &product.sample())?;
    let made = request::insert(tx, me, &product, &fields, at)?;
    let known = known(&mut tx.published(), std::slice::from_ref(&made))?;
    mail::requested(tx, at, desk, &made, &known)?;
    Ok(made)
}

/// Somebody moves a request along; the others get a mail, but for the preparation, which is nobody
/// else's concern. A party finds the requests that it is a party of; the whole network is at hand
/// because the ledger, where money moves with an act, is the network's.
///
/// # Errors
/// `Forbidden` for another party's act, `Missing`, `Stale` when `version` is no longer the present
/// one; `Invalid` with every wrong field of the act; `Refused` as [`change::apply`].
#[allow(clippy::too_many_arguments)]
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    at: Timestamp,
    desk: &Desk,
    id: SampleRequestId,
    version: i64,
    act: SampleAct,
    draft: &ChangeDraft,
) -> Result<SampleRequest> {
    me.must(match act.party() {
        Party::Brand => Permission::DecideSamples,
        Party::Kol => Permission::RequestSamples,
        Party::Operator => Permission::JudgeSamples,
        Party::Clock => return Err(Error::Forbidden),
    })?;
    let before = match act.party() {
        Party::Operator => request::get(tx, id)?,
        _ => request::get(&mut tx.party(me.organization), id)?,
    };
    if before.version != version {
        return Err(Error::Stale);
    }
    let change = Change::new(act, draft)?;
    let next = change::apply(tx, me, &before, &change, at)?;
    let known = known(&mut tx.published(), std::slice::from_ref(&next))?;
    mail::moved(tx, at, desk, &next, act, &known)?;
    Ok(next)
}

/// Lets the requests of a network expire whose brand did not answer in time; both sides get a mail.
/// Answers how many.
///
/// # Errors
/// Only what the database answers.
pub fn expire_due(tx: &mut NetworkTx<'_>, at: Timestamp, desk: &Desk) -> Result<usize> {
    let expired = change::expire_due(tx, at)?;
    let requests = request::find(tx, &expired)?;
    let known = known(&mut tx.published(), &requests)?;
    for request in &requests {
        mail::expired(tx, at, desk, request, &known)?;
    }
    Ok(requests.len())
}

/// Marks the requests of a network for which nothing was posted in time; both sides and the operator
/// get a mail. Answers how many.
///
/// # Errors
/// Only what the database answers.
pub fn lapse_due(tx: &mut NetworkTx<'_>, at: Timestamp, desk: &Desk) -> Result<usize> {
    let lapsed = change::lapse_due(tx, at)?;
    if lapsed.is_empty() {
        return Ok(0);
    }
    let requests = request::find(tx, &lapsed)?;
    let known = known(&mut tx.published(), &requests)?;
    let operators = organization::page(tx, OrganizationKind::Operator, None, 1)?;
    for request in &requests {
        let sides = [request.kol_id, request.brand_id];
        for to in sides.into_iter().chain(operators.iter().map(|operator| operator.id)) {
            mail::overdue(tx, at, desk, request, to, &known)?;
        }
    }
    Ok(requests.len())
}
