//! Requests for samples: a KOL asks, the brand answers and ships, each step is told to the other.

pub mod api;
pub mod lines;
mod mail;
pub mod pages;
pub mod reach;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{ProductId, SampleRequestId};
use domain::samples::request::{Change, ChangeDraft, Party, RequestDraft, SampleAct, validate};
use domain::{Error, Result, Timestamp};
use store::catalogue::product::{self, Product};
use store::samples::request::{self, SampleRequest};
use store::scope::{NetworkTx, OrgTx};

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
    /// The operator, who only looks.
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

    /// The party of the rules; none for who only looks.
    pub fn party(self) -> Option<Party> {
        match self {
            Self::Brand => Some(Party::Brand),
            Self::Kol => Some(Party::Kol),
            Self::Operator => None,
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
/// As [`offered`]; `Invalid` with every wrong field; `Refused("sample-duplicate")` while another
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
    let fields = validate(draft)?;
    let made = request::insert(tx, me, &product, &fields, at)?;
    let known = known(&mut tx.published(), std::slice::from_ref(&made))?;
    mail::requested(tx, at, desk, &made, &known)?;
    Ok(made)
}

/// One of the two parties moves a request along; the other gets a mail, but for the preparation,
/// which is nobody else's concern.
///
/// # Errors
/// `Forbidden` for the other party's act, `Missing`, `Stale` when `version` is no longer the present
/// one; `Invalid` with every wrong field of the act; `Refused("sample-state")`.
#[allow(clippy::too_many_arguments)]
pub fn act(
    tx: &mut OrgTx<'_>,
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
        Party::Clock => return Err(Error::Forbidden),
    })?;
    let before = request::get(tx, id)?;
    if before.version != version {
        return Err(Error::Stale);
    }
    let change = Change::new(act, draft)?;
    let next = request::apply(tx, me, &before, &change, at)?;
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
    let expired = request::expire_due(tx, at)?;
    let requests = request::find(tx, &expired)?;
    let known = known(&mut tx.published(), &requests)?;
    for request in &requests {
        mail::expired(tx, at, desk, request, &known)?;
    }
    Ok(requests.len())
}
