//! On which terms samples are offered, and that a request keeps those that were agreed to.

use actix_web::http::Method;
use domain::Locale;
use serde_json::json;

use crate::app::{TestApp, stories};
use crate::call::Call;
use crate::makers::catalogue::{draft, published, submitted};
use crate::makers::samples::{asked, offered};

fn put<'a>(app: &'a TestApp, path: &str) -> Call<'a> {
    app.call(Method::PUT, path)
}

stories! {
    async fn a_kol_reads_the_terms_in_its_language_and_agrees_to_them(app: &TestApp) {
        let kol = &app.hashi.kol;
        let product = offered(app, "TRM-1", "deduct").to_string();
        let item = app.get(&format!("/api/v1/catalogue/{product}")).by(kol).send().await.expect(200).json();
        let terms = &item["sample_terms"];
        assert_eq!((terms["treatment"].as_str(), terms["value"].as_str()), (Some("deduct"), Some("1980")));
        assert_eq!((&terms["currency"], &terms["version"], &terms["days_to_post"]), (&json!("JPY"), &json!(1), &json!(14)));
        let page = app.get(&format!("/catalogue/{product}")).by(kol).send().await.expect(200).text();
        assert!(page.contains("未发布则扣款") && page.contains("按每件"), "{page}");
        let new = format!("/samples/new?product={product}");
        let page = app.get(&new).by(kol).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("未投稿時は差引") && page.contains("name=\"accept\" value=\"1\" required"), "{page}");
        let filled = [("product", product.as_str()), ("quantity", "2"), ("message", "十二月直播"), ("ship_to", "上海")];
        let page = app.post("/samples/new").by(kol).form(&filled).send().await.expect(422).text();
        assert!(page.contains("id=\"accept-error\"") && page.contains("十二月直播"), "{page}");
        let body = json!({ "product": product, "quantity": 2, "ship_to": "上海" });
        let told = app.post("/api/v1/samples").by(kol).json(&body).send().await.expect(422).text();
        assert!(told.contains("accept"), "{told}");
        let mut agreed = filled.to_vec();
        agreed.push(("accept", "1"));
        app.post("/samples/new").by(kol).form(&agreed).send().await.expect(303);
        let list = app.get("/api/v1/samples").by(kol).send().await.expect(200).json();
        let frozen = &list["samples"][0]["terms"];
        assert_eq!((&frozen["treatment"], &frozen["amount"], &frozen["version"]), (&json!("deduct"), &json!("3960"), &json!(1)));
        assert_eq!(frozen["accepted_by"], json!(kol.membership));
        assert!(frozen["accepted_at"].is_string());
        let seen = app.get("/api/v1/samples").by(&app.hashi.brand).send().await.expect(200).json();
        assert!(seen["samples"][0]["terms"].get("accepted_by").is_none());
    }

    async fn other_terms_later_change_nothing_of_a_request(app: &TestApp) {
        let (brand, kol) = (&app.hashi.brand, &app.hashi.kol);
        let product = offered(app, "TRM-2", "deduct");
        let request = asked(app, &app.hashi, product);
        let path = format!("/api/v1/products/{product}/sample-terms");
        let now = app.get(&path).by(brand).send().await.expect(200).json();
        assert_eq!((&now["offered"], &now["terms"]["treatment"]), (&json!(true), &json!("deduct")));
        let page = app.get(&format!("/products/{product}/samples")).by(brand).send().await.expect(200).text();
        assert!(page.contains("value=\"1980\"") && page.contains("サンプルの条件"), "{page}");
        let version = now["version"].to_string();
        let other = [
            ("version", version.as_str()), ("sample_offered", "on"),
            ("sample_treatment", "deposit"), ("sample_value", "2,500"),
        ];
        let place = format!("/products/{product}/samples");
        app.post(&place).by(brand).form(&other).send().await.expect(303);
        app.post(&place).by(brand).form(&other).send().await.expect(409);
        let now = app.get(&path).by(brand).send().await.expect(200).json();
        assert_eq!((&now["terms"]["treatment"], &now["terms"]["value"], &now["terms"]["version"]), (&json!("deposit"), &json!("2500"), &json!(2)));
        let kept = app.get(&format!("/api/v1/samples/{}", request.id)).by(kol).send().await.expect(200).json();
        assert_eq!((&kept["terms"]["treatment"], &kept["terms"]["amount"]), (&json!("deduct"), &json!("3960")));
        // Who agreed to what was offered before reads the new terms first.
        let body = json!({ "product": product, "quantity": 1, "ship_to": "上海", "accepted_terms": 1 });
        let late = app.post("/api/v1/samples").by(&app.hashi.other_kol).json(&body).send().await;
        let late = late.expect(422).text();
        assert!(late.contains("terms-changed"), "{late}");
        // The same terms again keep their version.
        let same = json!({ "version": now["version"], "offered": true, "treatment": "deposit", "value": "2500" });
        let same = put(app, &path).by(brand).json(&same).send().await.expect(200).json();
        assert_eq!(same["terms"]["version"], json!(2));
        let off = json!({ "version": same["version"], "offered": false });
        let off = put(app, &path).by(brand).json(&off).send().await.expect(200).json();
        assert_eq!((&off["offered"], &off["terms"]["treatment"]), (&json!(false), &json!("sponsored")));
    }

    async fn what_is_wrong_with_terms_is_said_and_they_are_the_brands_own(app: &TestApp) {
        let brand = &app.hashi.brand;
        let product = published(app, &app.hashi, "TRM-3", 1980, 20);
        let path = format!("/api/v1/products/{product}/sample-terms");
        let version = app.get(&path).by(brand).send().await.expect(200).json()["version"].clone();
        for (treatment, value, field) in [
            ("gift", "1", "sample_treatment"), ("deduct", "", "sample_value"), ("deposit", "0", "sample_value"),
            ("deposit", "-5", "sample_value"), ("sponsored", "1.5", "sample_value"), ("deduct", "9999999999", "sample_value"),
        ] {
            let body = json!({ "version": version, "offered": true, "treatment": treatment, "value": value });
            let told = put(app, &path).by(brand).json(&body).send().await.expect(422).text();
            assert!(told.contains(field), "{treatment} {value}: {told}");
        }
        let text = version.to_string();
        let form = [("version", text.as_str()), ("sample_offered", "on"), ("sample_treatment", "deduct"), ("sample_value", "千円")];
        let place = format!("/products/{product}/samples");
        let page = app.post(&place).by(brand).form(&form).send().await.expect(422).text();
        assert!(page.contains("value=\"千円\"") && page.contains("id=\"sample_value-error\""), "{page}");
        let good = json!({ "version": version, "offered": true, "treatment": "deduct", "value": "100" });
        for stranger in [&app.hashi.other_brand, &app.kawa.brand] {
            put(app, &path).by(stranger).json(&good).send().await.expect(404);
            app.get(&place).by(stranger).send().await.expect(404);
        }
        for me in [&app.hashi.kol, &app.hashi.manager, &app.hashi.auditor] {
            put(app, &path).by(me).json(&good).send().await.expect(403);
            app.get(&place).by(me).send().await.expect(403);
        }
        // A draft brings its terms with everything else.
        let mut wrong = draft("TRM-4", 1980, 20);
        wrong.sample.treatment = "deposit".into();
        wrong.sample.value = "1,980".into();
        let made = submitted(app, &app.hashi, wrong);
        assert_eq!(made.sample().terms.treatment.as_str(), "deposit");
        let told = json!({ "sku": "TRM-5", "category": "tea", "currency": "JPY", "rate": "20", "sample_offered": true, "sample_treatment": "deposit" });
        let told = app.post("/api/v1/products").by(brand).json(&told).send().await.expect(422).text();
        assert!(told.contains("sample_value"), "{told}");
    }
}
