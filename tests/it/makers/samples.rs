//! Requests for samples.

use domain::id::ProductId;
use domain::samples::request::RequestDraft;
use server::platform::letter::Desk;
use server::samples::request;
use store::samples::request::SampleRequest;
use store::scope::OfOrganization;

use crate::app::{TestApp, World};

/// The world's KOL has asked for two pieces of a product. The brand's mail waits in the outbox.
pub fn asked(app: &TestApp, world: &World, product: ProductId) -> SampleRequest {
    let (me, at) = (world.kol.clone(), app.app.now());
    let desk = Desk::of(&app.app, world.network).expect("desk");
    let draft = RequestDraft {
        quantity: "2".to_owned(),
        message: "想在直播中介绍".to_owned(),
        ship_to: "林希言\n上海市静安区".to_owned(),
    };
    app.app
        .store
        .write(OfOrganization::of(&me.clone()), move |tx| {
            request::ask(tx, &me, at, &desk, product, &draft)
        })
        .expect("request")
}
