//! The brand's products in the browser.

use domain::Locale;
use domain::catalogue::product::ProductStatus;

use crate::app::{TestApp, World, stories};
use crate::makers::catalogue::{draft, drafted, in_review, jpeg, published, submitted};

/// The brand's form, filled in.
const FORM: [(&str, &str); 15] = [
    ("sku", "MTC-1"),
    ("jan", "4901234567894"),
    ("category", "tea"),
    ("price", "1980"),
    ("currency", "JPY"),
    ("rate", "20"),
    ("sample_offered", "on"),
    ("name_ja", "抹茶 30g"),
    ("summary_ja", "石臼で挽いた抹茶"),
    ("description_ja", "香り高い一番茶です。"),
    ("selling_points_ja", "一番茶\n石臼挽き"),
    ("name_zh_hans", "抹茶粉 30克"),
    ("summary_zh_hans", "石磨抹茶"),
    ("description_zh_hans", "香气浓郁的头道茶。"),
    ("name_en", "Matcha 30 g"),
];

/// The form with some fields put in place.
fn form_with<'a>(put: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FORM.into_iter().filter(|(name, _)| put.iter().all(|(other, _)| other != name));
    kept.chain(put.iter().copied()).collect()
}

/// How many products the brand has.
async fn count(app: &TestApp, world: &World) -> usize {
    let list = app.get("/api/v1/products").by(&world.brand).send().await.expect(200).json();
    list["products"].as_array().expect("list").len()
}

/// The id and the version of the brand's only product.
async fn only(app: &TestApp, world: &World) -> (String, String) {
    let list = app.get("/api/v1/products").by(&world.brand).send().await.expect(200).json();
    let product = &list["products"][0];
    (product["id"].as_str().expect("id").to_owned(), product["version"].to_string())
}

stories! {
    async fn a_brand_drafts_a_product_and_submits_it(app: &TestApp) {
        let me = &app.hashi.brand;
        let none = app.get("/products").by(me).send().await.expect(200).text();
        assert!(none.contains("まだ商品がありません"));
        let form = app.get("/products/new").by(me).send().await.expect(200).text();
        assert!(form.contains("name=\"name_zh_hans\"") && form.contains("multipart/form-data"));
        let picture = jpeg(320, 240);
        let kept = app
            .post("/products/new")
            .by(me)
            .multipart(&FORM, &[("picture", "茶.jpg", &picture)])
            .send()
            .await
            .expect(303);
        assert!(kept.location().ends_with("?done=product-saved"), "{}", kept.location());
        let page = app.get(&kept.location()).by(me).send().await.expect(200).text();
        assert!(page.contains("下書きを保存しました") && page.contains("/assets/pictures/ast_"));
        let (id, version) = only(app, &app.hashi).await;
        let form = form_with(&[("version", &version), ("price", "2,200")]);
        let handed = app.post(&format!("/products/{id}/submit")).by(me).form(&form).send().await;
        assert_eq!(handed.expect(303).location(), "/products?done=product-submitted");
        let api = app.get(&format!("/api/v1/products/{id}")).by(me).send().await.expect(200).json();
        assert_eq!((api["status"].as_str(), api["price"].as_str()), (Some("submitted"), Some("2200")));
        let list = app.get("/products?status=submitted").by(me).send().await.expect(200).text();
        assert!(list.contains("抹茶 30g") && list.contains("申請済み"));
        // It is out of the brand's hands now: the page shows it, the form is gone.
        let page = app.get(&format!("/products/{id}")).by(me).send().await.expect(200).text();
        assert!(page.contains("審査の順番をお待ちください") && !page.contains("name=\"name_ja\""));
    }

    async fn everything_wrong_with_a_form_is_said_at_once_and_nothing_is_kept(app: &TestApp) {
        let me = &app.hashi.brand;
        let long = "抹".repeat(81);
        let wrong = form_with(&[
            ("sku", ""), ("jan", "4901234567890"), ("category", "cars"), ("price", "-5"),
            ("rate", "101"), ("name_ja", &long), ("summary_en", "<script>alert(1)</script>"),
        ]);
        let page = app
            .post("/products/new")
            .by(me)
            .multipart(&wrong, &[("picture", "a.jpg", b"not a picture at all")])
            .send()
            .await
            .expect(422)
            .text();
        for field in ["sku", "jan", "category", "price", "rate", "name_ja", "picture"] {
            assert!(page.contains(&format!("href=\"#{field}\"")), "{field} is in the summary");
            assert!(page.contains(&format!("id=\"{field}-error\"")), "{field} has its error");
        }
        assert!(page.contains("aria-invalid=\"true\""));
        assert!(page.contains("抹茶粉 30克") && page.contains(&long), "the input is kept");
        assert!(!page.contains("<script>alert") && page.contains("&#60;script&#62;alert"));
        assert_eq!(count(app, &app.hashi).await, 0);
    }

    async fn what_a_submission_lacks_leads_back_to_the_form_with_the_draft_kept(app: &TestApp) {
        let me = &app.hashi.brand;
        let bare = form_with(&[("price", ""), ("name_zh_hans", ""), ("then", "submit")]);
        let page = app.post("/products/new").by(me).form(&bare).send().await.expect(422).text();
        for field in ["price", "name_zh_hans", "picture"] {
            assert!(page.contains(&format!("href=\"#{field}\"")), "{field}");
        }
        assert!(!page.contains("href=\"#name_en\""), "English is not needed");
        let (id, version) = only(app, &app.hashi).await;
        assert!(page.contains(&format!("action=\"/products/{id}\"")));
        assert!(page.contains(&format!("name=\"version\" value=\"{version}\"")));
        let api = app.get(&format!("/api/v1/products/{id}")).by(me).send().await.expect(200).json();
        assert_eq!(api["status"], "draft");
    }

    async fn a_change_on_an_old_version_is_refused_with_its_input_kept(app: &TestApp) {
        let me = &app.hashi.brand;
        let product = drafted(app, &app.hashi, draft("MTC-2", 1980, 20));
        let path = format!("/products/{}", product.id);
        let version = product.version.to_string();
        let first = form_with(&[("version", &version), ("name_ja", "先に保存した名前")]);
        app.post(&path).by(me).form(&first).send().await.expect(303);
        let second = form_with(&[("version", &version), ("name_ja", "あとから来た名前")]);
        let page = app.post(&path).by(me).form(&second).send().await.expect(409).text();
        assert!(page.contains("あとから来た名前") && page.contains("最新の内容を開く"));
        let now = app.get(&path).by(me).send().await.expect(200).text();
        assert!(now.contains("先に保存した名前") && !now.contains("あとから来た名前"));
        let without = form_with(&[("version", "")]);
        app.post(&path).by(me).form(&without).send().await.expect(409);
    }

    async fn a_number_of_the_brand_is_used_once(app: &TestApp) {
        let me = &app.hashi.brand;
        drafted(app, &app.hashi, draft("MTC-1", 1980, 20));
        let page = app.post("/products/new").by(me).form(&FORM).send().await.expect(409).text();
        assert!(page.contains("このSKUはすでに使われています") && page.contains("抹茶粉 30克"));
        // Another brand has its own numbers.
        app.post("/products/new").by(&app.hashi.other_brand).form(&FORM).send().await.expect(303);
    }

    async fn another_brands_product_is_not_there(app: &TestApp) {
        let product = drafted(app, &app.hashi, draft("MTC-3", 1980, 20));
        let version = product.version.to_string();
        for stranger in [&app.hashi.other_brand, &app.kawa.brand] {
            let path = format!("/products/{}", product.id);
            app.get(&path).by(stranger).send().await.expect(404);
            let form = form_with(&[("version", &version)]);
            app.post(&path).by(stranger).form(&form).send().await.expect(404);
            let wrong = form_with(&[("version", &version), ("price", "x")]);
            app.post(&path).by(stranger).form(&wrong).send().await.expect(404);
            for act in ["submit", "withdraw"] {
                let path = format!("{path}/{act}");
                app.post(&path).by(stranger).form(&[("version", &version)]).send().await.expect(404);
            }
        }
        app.get("/products/nonsense").by(&app.hashi.brand).send().await.expect(404);
    }

    async fn only_brands_have_products(app: &TestApp) {
        for member in [&app.hashi.kol, &app.hashi.manager, &app.hashi.auditor] {
            for path in ["/products", "/products/new"] {
                app.get(path).by(member).send().await.expect(403);
            }
            app.post("/products/new").by(member).form(&FORM).send().await.expect(403);
        }
        app.get("/products").send().await.expect(303);
    }

    async fn a_product_is_withdrawn_for_good(app: &TestApp) {
        let me = &app.hashi.brand;
        let id = published(app, &app.hashi, "MTC-4", 1980, 20);
        let page = app.get(&format!("/products/{id}")).by(me).send().await.expect(200).text();
        assert!(page.contains("商品カタログに公開中です"));
        let (_, version) = only(app, &app.hashi).await;
        let path = format!("/products/{id}/withdraw");
        let form = [("version", version.as_str())];
        app.post(&path).by(me).form(&form).send().await.expect(303);
        let api = app.get(&format!("/api/v1/products/{id}")).by(me).send().await.expect(200).json();
        assert_eq!(api["status"], "withdrawn");
        let again = (version.parse::<i64>().expect("number") + 1).to_string();
        let page = app.post(&path).by(me).form(&[("version", &again)]).send().await.expect(409);
        assert!(page.text().contains("商品の現在の状態では"));
    }

    async fn a_product_in_review_cannot_be_taken_back(app: &TestApp) {
        let me = &app.hashi.brand;
        let product = in_review(app, &app.hashi, draft("MTC-5", 1980, 20));
        assert_eq!(product.status, ProductStatus::InReview);
        let version = product.version.to_string();
        let path = format!("/products/{}", product.id);
        let form = [("version", version.as_str())];
        app.post(&format!("{path}/withdraw")).by(me).form(&form).send().await.expect(409);
        app.post(&path).by(me).form(&form_with(&[("version", &version)])).send().await.expect(409);
    }

    async fn hostile_texts_are_shown_as_they_are(app: &TestApp) {
        let me = &app.hashi.brand;
        let mut hostile = draft("MTC-6", 1980, 20);
        hostile.texts.ja.name = "<img src=x onerror=alert(1)>\u{0} & \"抹茶\"".to_owned();
        hostile.texts.ja.description = "</textarea><script>alert(2)</script>".to_owned();
        let product = submitted(app, &app.hashi, hostile);
        let pages = [
            (me, format!("/products/{}", product.id)),
            (me, "/products".to_owned()),
            (&app.hashi.reviewer, format!("/reviews/{}", product.id)),
            (&app.hashi.reviewer, "/reviews".to_owned()),
        ];
        for (member, path) in pages {
            let page = app.get(&path).by(member).send().await.expect(200).text();
            assert!(page.contains("&#60;img src=x"), "{path}");
            for bad in ["<img src=x", "<script>alert", "\u{0}"] {
                assert!(!page.contains(bad), "{path}: {bad}");
            }
        }
    }

    async fn the_pages_speak_the_readers_language(app: &TestApp) {
        let me = &app.hashi.brand;
        drafted(app, &app.hashi, draft("MTC-7", 1980, 20));
        let page = app.get("/products").by(me).language(Locale::ZhHans).send().await.expect(200);
        assert!(page.text().contains("商品提报") && page.text().contains("抹茶粉 MTC-7"));
        let page = app.get("/products").by(me).language(Locale::En).send().await.expect(200);
        assert!(page.text().contains("New product") && page.text().contains("Matcha MTC-7"));
    }

    async fn a_translation_older_than_its_source_is_marked(app: &TestApp) {
        let me = &app.hashi.brand;
        let product = drafted(app, &app.hashi, draft("MTC-8", 1980, 20));
        let path = format!("/products/{}", product.id);
        let page = app.get(&path).by(me).send().await.expect(200).text();
        assert!(!page.contains("原文が更新されています"));
        let texts = draft("MTC-8", 1980, 20).texts;
        let version = product.version.to_string();
        let form = form_with(&[
            ("version", &version), ("sku", "MTC-8"), ("name_ja", "新しい名前"),
            ("name_zh_hans", &texts.zh_hans.name), ("name_en", &texts.en.name),
        ]);
        app.post(&path).by(me).form(&form).send().await.expect(303);
        let page = app.get(&path).by(me).send().await.expect(200).text();
        assert!(page.contains("原文が更新されています"));
    }
}
