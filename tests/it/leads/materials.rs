//! The personal link and what it leads to.

use domain::Locale;
use serde_json::Value;

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, link, mails};

/// Somebody asked; the path of their link.
async fn granted(app: &TestApp, locale: Locale) -> String {
    ask(app, &app.hashi, locale, inquiry("reader@b.example")).expect("inquiry");
    link(&mails(app, &app.hashi).await[0])
}

async fn only_lead(app: &TestApp) -> Value {
    let lead = crate::makers::leads::leads(app, &app.hashi).await.remove(0);
    let path = format!("/api/v1/leads/{}", lead["id"].as_str().expect("id"));
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

stories! {
    async fn the_link_opens_the_materials_and_is_counted(app: &TestApp) {
        let link = granted(app, Locale::ZhHans).await;
        // In the language of the mail, whatever the browser says.
        let page = app.get(&link).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("<html lang=\"zh-Hans\">") && page.contains("打开介绍资料"), "{page}");
        let pdf = format!("{link}/pdf");
        assert!(page.contains(&format!("href=\"{pdf}\"")), "{page}");
        assert_eq!(only_lead(app).await["links"][0]["opened_count"], 0);
        for opened in 1..=2 {
            let file = app.get(&pdf).send().await.expect(200);
            assert!(file.body.starts_with(b"%PDF"));
            assert_eq!(file.headers.get("content-type").expect("type"), "application/pdf");
            let name = file.headers.get("content-disposition").expect("name").to_str().expect("ascii");
            assert!(name.starts_with("inline; filename=\"hashi.pdf\"; filename*=UTF-8''%E6%A1%A5_"), "{name}");
            assert_eq!(only_lead(app).await["links"][0]["opened_count"], opened);
        }
        let events = only_lead(app).await["events"].clone();
        let opens = events.as_array().expect("events").iter().filter(|event| event["kind"] == "lead.open_materials");
        assert_eq!(opens.count(), 1);
    }

    async fn a_link_ends_after_a_fortnight_and_says_how_to_get_another(app: &TestApp) {
        let link = granted(app, Locale::Ja).await;
        app.advance(13 * 86_400);
        app.get(&link).send().await.expect(200);
        app.advance(2 * 86_400);
        for path in [link.clone(), format!("{link}/pdf")] {
            let page = app.get(&path).send().await.expect(410).text();
            assert!(page.contains("href=\"/n/hashi/inquiry\""), "{page}");
        }
        assert_eq!(only_lead(app).await["links"][0]["opened_count"], 0);
    }

    async fn a_guessed_link_or_one_of_another_network_is_none(app: &TestApp) {
        let link = granted(app, Locale::Ja).await;
        let elsewhere = link.replace("/n/hashi/", "/n/kawa/");
        let long = format!("/n/hashi/materials/{}", "x".repeat(3_000));
        for path in ["/n/hashi/materials/guess", "/n/hashi/materials/%00%ff", &elsewhere, &long] {
            app.get(path).send().await.expect(404);
            app.get(&format!("{path}/pdf")).send().await.expect(404);
        }
        app.get("/n/nobody/materials/guess").send().await.expect(404);
    }

}
