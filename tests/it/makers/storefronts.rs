//! Storefronts with things in them, and links that lead there.

use domain::access::Member;
use domain::id::{ListingId, ProductId};
use domain::storefronts::storefront::ProfileDraft;
use server::storefronts::{listing, storefront};
use server::tracking::link::{self, Wanted};
use store::scope::{OfNetwork, OfOrganization};
use store::storefronts::storefront::Storefront;
use store::tracking::link::Link;

use crate::app::{TestApp, World};

/// A profile with Japanese and Chinese texts.
pub fn profile(slug: &str) -> ProfileDraft {
    let slug = slug.to_owned();
    ProfileDraft::gather(|name| {
        let value = match name {
            "slug" => return slug.clone(),
            "theme" => "matcha",
            "platform" => "photo_notes",
            "followers" => "12,000",
            "city" => "上海",
            "title_ja" => "茶のある暮らし",
            "title_zh_hans" => "有茶的日子",
            "bio_zh_hans" => "分享每天喝的茶。",
            _ => "",
        };
        value.to_owned()
    })
}

/// A KOL has opened a storefront.
pub fn opened(app: &TestApp, kol: &Member, slug: &str) -> Storefront {
    let (me, at, draft) = (kol.clone(), app.app.now(), profile(slug));
    app.app
        .store
        .write(OfOrganization::of(kol), move |tx| storefront::open(tx, &me, &draft, at))
        .expect("storefront")
}

/// A KOL with a storefront has picked a product.
pub fn picked(app: &TestApp, kol: &Member, product: ProductId, comment: &str) -> ListingId {
    let (me, at, comment) = (kol.clone(), app.app.now(), comment.to_owned());
    app.app
        .store
        .write(OfOrganization::of(kol), move |tx| listing::pick(tx, &me, product, &comment, at))
        .expect("listing")
        .id
}

/// A KOL has made a link to the storefront or a listing, for WeChat.
pub fn linked(app: &TestApp, world: &World, kol: &Member, listing: Option<ListingId>) -> Link {
    let (me, at, slug) = (kol.clone(), app.app.now(), world.slug);
    app.app
        .store
        .write(OfOrganization::of(kol), move |tx| {
            link::create_anew(
                tx,
                &me,
                at,
                slug,
                Wanted { listing, session: None, channel: "wechat" },
            )
        })
        .expect("link")
}

/// The brand's product is withdrawn.
pub fn withdrawn(app: &TestApp, world: &World, product: ProductId) {
    let (me, at) = (world.brand.clone(), app.app.now());
    app.app
        .store
        .write(OfOrganization::of(&world.brand), move |tx| {
            let version = store::catalogue::product::get(tx, product)?.version;
            server::catalogue::product::withdraw(tx, &me, at, product, version)
        })
        .expect("withdrawn");
}

/// The product's plan is opened anew at another rate.
pub fn replanned(app: &TestApp, world: &World, product: ProductId, rate_percent: &str) {
    let (at, rate) = (app.app.now(), domain::Rate::parse_percent(rate_percent).expect("rate"));
    app.app
        .store
        .write(OfNetwork::for_row(world.network), move |tx| {
            let mut product = store::catalogue::product::get(tx, product)?;
            product.rate = rate;
            store::plans::plan::insert(tx, &product, at)
        })
        .expect("plan");
}
