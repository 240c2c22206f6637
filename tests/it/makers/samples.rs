//! Products on terms, requests for samples, and what becomes of them.

use domain::access::Member;
use domain::id::ProductId;
use domain::samples::request::RequestDraft;
use serde_json::{Value, json};
use server::platform::letter::Desk;
use server::samples::request;
use store::samples::request::SampleRequest;
use store::scope::OfOrganization;

use crate::app::{TestApp, World};
use crate::makers::catalogue::{draft, published_from};

/// The world's KOL has asked for two pieces of a product. The brand's mail waits in the outbox.
pub fn asked(app: &TestApp, world: &World, product: ProductId) -> SampleRequest {
    let (me, at) = (world.kol.clone(), app.app.now());
    let desk = Desk::of(&app.app, world.network).expect("desk");
    let draft = RequestDraft {
        quantity: "2".to_owned(),
        message: "想在直播中介绍".to_owned(),
        ship_to: "林希言\n上海市静安区".to_owned(),
        accept: "1".to_owned(),
    };
    app.app
        .store
        .write(OfOrganization::of(&me.clone()), move |tx| {
            request::ask(tx, &me, at, &desk, product, &draft)
        })
        .expect("request")
}

/// A published product of the world's brand whose samples are offered on some terms, at 1,980 yen a
/// piece.
pub fn offered(app: &TestApp, sku: &str, treatment: &str) -> ProductId {
    let mut draft = draft(sku, 2980, 20);
    draft.sample.treatment = treatment.to_owned();
    draft.sample.value = "1980".to_owned();
    published_from(app, &app.hashi, draft)
}

/// An act on a request over the API, meant for its present version.
pub async fn acted(app: &TestApp, request: &SampleRequest, by: &Member, mut act: Value) -> Value {
    let path = format!("/api/v1/samples/{}", request.id);
    let now = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
    act["version"] = now["version"].clone();
    app.post(&format!("{path}/acts")).by(by).json(&act).send().await.expect(200).json()
}

/// Approved, prepared, shipped and received.
pub async fn received(app: &TestApp, request: &SampleRequest) -> Value {
    let (brand, kol) = (&app.hashi.brand, &app.hashi.kol);
    acted(app, request, brand, json!({ "act": "approve" })).await;
    acted(app, request, brand, json!({ "act": "prepare" })).await;
    let ship = json!({ "act": "ship", "carrier": "EMS", "tracking_number": "EJ1" });
    acted(app, request, brand, ship).await;
    acted(app, request, kol, json!({ "act": "receive" })).await
}

/// The world's KOL is given an amount by hand that it may have paid out.
pub async fn granted(app: &TestApp, amount: &str) {
    let body = json!({
        "kol": app.hashi.kol.organization, "amount": amount, "currency": "JPY",
        "reason": "goodwill", "text": "补偿",
    });
    let made = app.post("/api/v1/adjustments").by(&app.hashi.manager).json(&body).send().await;
    let id = made.expect(201).json()["id"].as_str().expect("id").to_owned();
    let act = json!({ "act": "approve", "version": 1 });
    let path = format!("/api/v1/adjustments/{id}/acts");
    app.post(&path).by(&app.hashi.owner).json(&act).send().await.expect(200);
}
