//! From a handler to the transaction: which scope a member's side looks through.

use std::sync::Arc;

use domain::Result;
use domain::access::Member;
use domain::id::{ProductId, SampleRequestId};
use domain::samples::change::ChangeDraft;
use domain::samples::request::{RequestDraft, SampleAct};
use store::samples::request::{self, SampleRequest, Search};
use store::scope::{OfNetwork, OfOrganization};

use super::Side;
use super::lines::{Known, known};
use crate::app::App;
use crate::platform::letter::Desk;

/// A page of the requests that the member's side sees, with their names.
///
/// # Errors
/// `Forbidden`.
pub async fn find(
    app: &Arc<App>,
    me: &Member,
    search: Search,
) -> Result<(Vec<SampleRequest>, Known)> {
    if Side::of(me)? == Side::Operator {
        return app
            .read(OfNetwork::of(me)?, move |tx| {
                let requests = request::page(tx, &search)?;
                let known = known(&mut tx.published(), &requests)?;
                Ok((requests, known))
            })
            .await;
    }
    app.read(OfOrganization::of(me), move |tx| {
        let requests = request::page(tx, &search)?;
        let known = known(&mut tx.published(), &requests)?;
        Ok((requests, known))
    })
    .await
}

/// A request that the member's side sees, with its names.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub async fn get(
    app: &Arc<App>,
    me: &Member,
    id: SampleRequestId,
) -> Result<(SampleRequest, Known)> {
    if Side::of(me)? == Side::Operator {
        return app
            .read(OfNetwork::of(me)?, move |tx| {
                let found = request::get(tx, id)?;
                let known = known(&mut tx.published(), std::slice::from_ref(&found))?;
                Ok((found, known))
            })
            .await;
    }
    app.read(OfOrganization::of(me), move |tx| {
        let found = request::get(tx, id)?;
        let known = known(&mut tx.published(), std::slice::from_ref(&found))?;
        Ok((found, known))
    })
    .await
}

/// Asks for samples.
///
/// # Errors
/// As [`super::ask`].
pub async fn ask(
    app: &Arc<App>,
    me: &Member,
    product: ProductId,
    draft: RequestDraft,
) -> Result<SampleRequest> {
    let (me, at) = (me.clone(), app.now());
    let desk = Desk::open(app, me.network).await?;
    app.write(OfOrganization::of(&me.clone()), move |tx| {
        super::ask(tx, &me, at, &desk, product, &draft)
    })
    .await
}

/// Moves a request along.
///
/// # Errors
/// As [`super::act`].
pub async fn perform(
    app: &Arc<App>,
    me: &Member,
    id: SampleRequestId,
    version: i64,
    act: SampleAct,
    draft: ChangeDraft,
) -> Result<SampleRequest> {
    let (me, at) = (me.clone(), app.now());
    let desk = Desk::open(app, me.network).await?;
    // The network is the caller's own.
    app.write(OfNetwork::for_row(me.network), move |tx| {
        super::act(tx, &me, at, &desk, id, version, act, &draft)
    })
    .await
}
