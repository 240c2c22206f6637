//! From where those who ask came.

use domain::Locale;

use crate::app::{TestApp, stories};
use crate::makers::leads::leads;

/// The stamp of a fresh form, a while after it was opened.
async fn stamp(app: &TestApp) -> String {
    let page = app.get("/n/hashi/inquiry").send().await.expect(200).text();
    app.advance(5);
    let rest = page.split_once("name=\"stamp\" value=\"").expect("a stamp").1;
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn visit(app: &TestApp, path: &str, cookie: &str) -> Option<String> {
    let seen = app.get(path).header("cookie", cookie).send().await.expect(200);
    seen.cookie("kakehashi_touch").map(|value| format!("kakehashi_touch={value}"))
}

stories! {
    async fn a_lead_keeps_the_first_the_last_and_the_own_campaign(app: &TestApp) {
        assert_eq!(visit(app, "/n/hashi", "").await, None, "no campaign, no cookie");
        let first = visit(app, "/n/hashi?utm_source=fair&qr=b-12", "").await.expect("a cookie");
        assert_eq!(visit(app, "/n/hashi", &first).await, None);
        let last = visit(app, "/n/hashi?utm_source=column", &first).await.expect("a cookie");
        let stamp = stamp(app).await;
        let form = [
            ("kind", "kol"), ("name", "罗言初"), ("email", "luo@c.example"), ("consent", "on"),
            ("campaign", "utm_source=mail&qr=c-3"), ("stamp", stamp.as_str()), ("step", "send"),
        ];
        app.post("/n/hashi/inquiry").header("cookie", &last).form(&form).send().await.expect(303);
        let id = leads(app, &app.hashi).await[0]["id"].as_str().expect("id").to_owned();
        let me = &app.hashi.manager;
        let lead = app.get(&format!("/api/v1/leads/{id}")).by(me).send().await.expect(200).json();
        let told = &lead["submissions"][0];
        assert_eq!(told["first_touch"], "utm_source=fair&qr=b-12");
        assert_eq!(told["last_touch"], "utm_source=column");
        assert_eq!((told["campaign"].as_str(), told["qr"].as_str()), (Some("utm_source=mail&qr=c-3"), Some("c-3")));
        let page = app.get(&format!("/leads/{id}")).by(me).language(Locale::Ja).send().await.expect(200).text();
        for said in ["最初の流入", "utm_source=column", "QRコード"] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
    }

    async fn a_cookie_of_another_network_or_of_nobody_says_nothing(app: &TestApp) {
        let theirs = visit(app, "/n/kawa?qr=k-1", "").await.expect("a cookie");
        for cookie in [theirs.as_str(), "kakehashi_touch=YQ.YQ", "kakehashi_touch="] {
            let own = visit(app, "/n/hashi?qr=h-1", cookie).await.expect("a cookie");
            assert_ne!(own, theirs);
            let stamp = stamp(app).await;
            let form = [
                ("kind", "kol"), ("name", "x"), ("email", "x@c.example"), ("consent", "on"),
                ("stamp", stamp.as_str()), ("step", "send"),
            ];
            app.post("/n/hashi/inquiry").header("cookie", cookie).form(&form).send().await.expect(303);
        }
        let id = leads(app, &app.hashi).await[0]["id"].as_str().expect("id").to_owned();
        let lead = app.get(&format!("/api/v1/leads/{id}")).by(&app.hashi.manager).send().await.expect(200).json();
        for told in lead["submissions"].as_array().expect("submissions") {
            assert!(told["first_touch"].is_null() && told["qr"].is_null(), "{told}");
        }
    }
}
