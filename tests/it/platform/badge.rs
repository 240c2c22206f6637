//! What waits for the reader, as numbers beside the places of the navigation.

use domain::Locale;
use domain::access::Member;
use serde_json::json;

use crate::app::{TestApp, stories};
use crate::makers::catalogue::{draft, published, submitted};
use crate::makers::samples::asked;

/// The number beside a place, on a page that a member opens.
async fn beside(app: &TestApp, member: &Member, page: &str, place: &str) -> Option<String> {
    let page = app.get(page).by(member).language(Locale::Ja).send().await.expect(200).text();
    let (_, nav) = page.split_once("<nav class=\"nav\"").expect("navigation");
    let (nav, _) = nav.split_once("</nav>").expect("end of the navigation");
    let (_, link) = nav.split_once(&format!("<a href=\"{place}\"")).expect("place");
    let (link, _) = link.split_once("</a>").expect("end of the place");
    let (_, badge) = link.split_once("<span class=\"badge\" aria-hidden=\"true\">")?;
    assert!(link.contains("（対応待ち"), "the number is said: {link}");
    badge.split_once("</span>").map(|(number, _)| number.to_owned())
}

/// What was counted is old now.
fn later(app: &TestApp) {
    app.advance(11);
}

stories! {
    async fn a_brand_sees_how_many_samples_wait_and_its_own_answer_counts_at_once(app: &TestApp) {
        let brand = &app.hashi.brand;
        let product = published(app, &app.hashi, "MTC-1", 1980, 20);
        assert_eq!(beside(app, brand, "/products", "/samples").await, None);
        let request = asked(app, &app.hashi, product);
        assert_eq!(beside(app, brand, "/products", "/samples").await, None, "kept for some seconds");
        later(app);
        assert_eq!(beside(app, brand, "/products", "/samples").await.as_deref(), Some("1"));
        assert_eq!(beside(app, &app.hashi.other_brand, "/products", "/samples").await, None);
        assert_eq!(beside(app, &app.kawa.brand, "/products", "/samples").await, None);
        let version = request.version.to_string();
        let approve = [("act", "approve"), ("version", version.as_str())];
        let path = format!("/samples/{}/act", request.id);
        app.post(&path).by(brand).form(&approve).send().await.expect(303);
        assert_eq!(beside(app, brand, "/samples", "/samples").await, None, "own acts count at once");
        let api = format!("/api/v1/samples/{}/acts", request.id);
        for act in [json!({ "act": "prepare", "version": request.version + 1 }),
            json!({ "act": "ship", "version": request.version + 2, "carrier": "EMS", "tracking_number": "EJ1" })]
        {
            app.post(&api).by(brand).json(&act).send().await.expect(200);
        }
        assert_eq!(beside(app, &app.hashi.kol, "/links", "/samples").await.as_deref(), Some("1"));
        assert_eq!(beside(app, &app.hashi.other_kol, "/links", "/samples").await, None);
    }

    async fn staff_see_what_waits_for_them_and_not_what_waits_for_others(app: &TestApp) {
        let world = &app.hashi;
        submitted(app, world, draft("MTC-1", 1980, 20));
        submitted(app, world, draft("MTC-2", 1980, 20));
        assert_eq!(beside(app, &world.reviewer, "/samples", "/reviews").await.as_deref(), Some("2"));
        assert_eq!(beside(app, &app.kawa.reviewer, "/samples", "/reviews").await, None);
        let body = json!({
            "kol": world.kol.organization, "brand": world.brand.organization, "amount": "-1500",
            "currency": "JPY", "reason": "late_return", "text": "十月退货的结算",
        });
        for by in [&world.manager, &world.owner] {
            app.post("/api/v1/adjustments").by(by).json(&body).send().await.expect(201);
        }
        let waits = beside(app, &world.owner, "/ledger", "/adjustments").await;
        assert_eq!(waits.as_deref(), Some("1"), "the own one is another person's to decide");
        let none = beside(app, &world.manager, "/ledger", "/adjustments").await;
        assert_eq!(none, None, "who may not decide is not called");
        let file = [("file", "a.csv", b"no,such\nheadings,here\n".as_slice())];
        app.post("/imports").by(&world.manager).multipart(&[], &file).send().await.expect(303);
        while server::platform::worker::work(&app.app).expect("worker") > 0 {}
        assert_eq!(beside(app, &world.manager, "/orders", "/orders").await.as_deref(), Some("1"));
        later(app);
        let unseen = beside(app, &world.auditor, "/orders", "/orders").await;
        assert_eq!(unseen, None, "who may not write orders is not called");
    }
}
