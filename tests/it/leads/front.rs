//! The public site of a network.

use domain::Locale;
use domain::id::Subject;
use domain::locale::PerLocale;
use domain::storefronts::storefront::{Platform, Profile, StorefrontTexts, Theme};
use store::platform::text::{self, NewText};
use store::scope::{OfNetwork, OfOrganization};
use store::storefronts::storefront;

use crate::app::{TestApp, stories};

fn write_texts(app: &TestApp) {
    let (network, operator) = (app.hashi.network, app.hashi.operator);
    let said = [
        ("tagline", Locale::Ja, "日本のものづくりを、伝える人の売り場へ"),
        ("tagline", Locale::ZhHans, "让日本好物，走进达人的店铺"),
        ("about", Locale::Ja, "はし商店街は<b>越境EC</b>のネットワークです。"),
        ("steps", Locale::Ja, "お申し込み|会社概要をお知らせください。\n審査|表示を確認します。"),
        ("terms", Locale::Ja, "費用|初期費用はいただきません。"),
    ];
    let texts = said.map(|(field, locale, value)| NewText { field, locale, value, source: None });
    app.app
        .store
        .write(OfNetwork::for_row(network), move |tx| {
            text::apply(tx, network.cast::<Subject>(), operator, true, &texts)
        })
        .expect("texts");
}

fn open_shop(app: &TestApp, slug: &str, followers: i64) {
    let title = format!("小满的店 {slug}");
    let profile = Profile {
        slug: slug.to_owned(),
        theme: Theme::Matcha,
        platform: Platform::PhotoNotes,
        followers,
        city: "上海".to_owned(),
        texts: PerLocale {
            zh_hans: StorefrontTexts { title, bio: String::new() },
            ..PerLocale::default()
        },
    };
    let (me, at) = (app.hashi.kol.clone(), app.app.now());
    app.app
        .store
        .write(OfOrganization::of(&me), move |tx| {
            storefront::insert(tx, &me, &profile, Locale::ZhHans, at)
        })
        .expect("storefront");
}

stories! {
    async fn the_front_page_says_what_the_network_is_and_leads_to_the_form(app: &TestApp) {
        write_texts(app);
        open_shop(app, "xiaoman", 128_000);
        let page = app.get("/n/hashi").language(Locale::Ja).send().await.expect(200).text();
        for said in [
            "日本のものづくりを、伝える人の売り場へ",
            "&#60;b&#62;越境EC&#60;/b&#62;",
            "会社概要をお知らせください。",
            "初期費用はいただきません。",
            "/n/hashi/inquiry?kind=manufacturer",
            "/n/hashi/inquiry?kind=kol",
            "/n/hashi/s/xiaoman",
            "上海",
            "128,000人",
            "写真投稿",
        ] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
        // A name in another language says so.
        assert!(page.contains("<b lang=\"zh-Hans\">小满的店 xiaoman</b>"), "{page}");
        let page = app.get("/n/hashi").language(Locale::ZhHans).send().await.expect(200).text();
        assert!(page.contains("<html lang=\"zh-Hans\">"));
        assert!(page.contains("让日本好物，走进达人的店铺"));
        // Without a Chinese text the Japanese one stands in, marked as such.
        assert!(page.contains("<p class=\"lead\" lang=\"ja\">"));
    }

    async fn a_network_without_texts_and_shops_still_has_a_front_page(app: &TestApp) {
        for locale in Locale::ALL {
            let page = app.get("/n/kawa").language(locale).send().await.expect(200).text();
            let empty = words::of(locale).leads_front_empty();
            assert!(page.contains(empty), "{page}");
        }
        app.get("/n/nobody").send().await.expect(404);
    }

    async fn one_network_shows_nothing_of_another(app: &TestApp) {
        write_texts(app);
        open_shop(app, "xiaoman", 5);
        let page = app.get("/n/kawa").send().await.expect(200).text();
        assert!(!page.contains("xiaoman") && !page.contains("会社概要"), "{page}");
    }

    async fn the_front_page_is_light_enough_for_a_phone(app: &TestApp) {
        write_texts(app);
        for shop in 0..40 {
            open_shop(app, &format!("shop-{shop}"), 128_000);
        }
        let mut bytes = 0;
        let gzip = ("accept-encoding", "gzip");
        let page = app.get("/n/hashi").send().await.expect(200).text();
        let packed = app.get("/n/hashi").header(gzip.0, gzip.1).send().await.expect(200);
        bytes += packed.body.len();
        for part in page.split('"').filter(|part| part.starts_with("/assets/app-")) {
            bytes += app.get(part).header(gzip.0, gzip.1).send().await.expect(200).body.len();
        }
        assert!((8_000..60_000).contains(&bytes), "{bytes} bytes");
    }
}
