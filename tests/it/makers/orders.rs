//! Products that are sold, storefronts that sell them, orders that arrive.

use domain::access::Member;
use domain::catalogue::picture::PictureType;
use domain::catalogue::product::{ProductDraft, validate};
use domain::catalogue::review::Decision;
use domain::id::{ClickId, ProductId};
use domain::storefronts::storefront::{self, ProfileDraft};
use domain::tracking::click::{AgentClass, visitor};
use domain::tracking::link::Channel;
use domain::{Currency, Timestamp};
use serde_json::{Value, json};
use server::seed::build::{self, Picture};
use server::seed::chance::Chance;
use store::catalogue::product::{self, Product};
use store::scope::OfNetwork;
use store::storefronts::listing::Comment;
use store::tracking::{click, link};

use crate::app::TestApp;
use crate::call::Reply;
use crate::world::World;

/// When everything was made: some months before the stories begin.
pub(crate) fn long_ago() -> Timestamp {
    Timestamp::parse("2026-04-01T00:00:00Z").expect("moment")
}

/// A published product, offered at a percentage from a moment on.
pub(crate) fn product(
    app: &TestApp,
    world: &World,
    brand: &Member,
    (sku, rate, price): (&str, &str, &str),
) -> Product {
    let texts = |name: &str| match name {
        "name_ja" => format!("商品{sku}"),
        "name_zh_hans" => format!("产品{sku}"),
        name if name.ends_with("_ja") => "日本語の説明".to_owned(),
        name if name.ends_with("_zh_hans") => "中文说明".to_owned(),
        _ => String::new(),
    };
    let draft = ProductDraft::gather(|field| match field {
        "sku" => sku.to_owned(),
        "category" => "skincare".to_owned(),
        "price" => price.to_owned(),
        "currency" => "JPY".to_owned(),
        "rate" => rate.to_owned(),
        other => texts(other),
    });
    let fields = validate(&draft, &[Currency::Jpy, Currency::Cny]).expect("fields");
    let (brand, manager) = (brand.clone(), world.manager.clone());
    let decision = Decision::read("approve", "", "").expect("decision");
    app.app
        .store
        .write(OfNetwork::for_row(world.network), move |tx| {
            let picture =
                Picture { media_type: PictureType::Png, size: (600, 600), bytes: b"pixels" };
            let made = build::submitted(tx, &brand, &fields, &picture, long_ago())?;
            build::decided(tx, &manager, &made, &decision, long_ago())
        })
        .expect("product")
}

/// A KOL's shop: the code of a tracked link of it, and a coupon.
#[derive(Debug, Clone)]
pub(crate) struct Shop {
    pub(crate) kol: Member,
    pub(crate) code: String,
    pub(crate) coupon: String,
}

/// A storefront that sells some products on their terms of that time.
pub(crate) fn shop(
    app: &TestApp,
    world: &World,
    kol: &Member,
    slug: &str,
    products: &[&Product],
) -> Shop {
    let draft = ProfileDraft::gather(|field| match field {
        "slug" => slug.to_owned(),
        "theme" => "indigo".to_owned(),
        "platform" => "livestream".to_owned(),
        "followers" => "1000".to_owned(),
        "city" => "上海".to_owned(),
        name if name.starts_with("title") => "好物".to_owned(),
        _ => String::new(),
    });
    let profile = storefront::validate(&draft, kol.locale).expect("profile");
    let products: Vec<Product> = products.iter().map(|product| (*product).clone()).collect();
    let (member, coupon) = (kol.clone(), format!("{}10", slug.to_uppercase()));
    let (path, seed) = (format!("/s/{slug}"), slug.bytes().map(u64::from).sum());
    let code = coupon.clone();
    let code = app
        .app
        .store
        .write(OfNetwork::for_row(world.network), move |tx| {
            let at = long_ago();
            let made = build::storefront(tx, &member, &profile, member.locale, &code, at)?;
            let comment = || Comment { locale: member.locale, text: "" };
            let picks: Vec<_> = products.iter().map(|product| (product, comment())).collect();
            build::picked(tx, &member, &made, &picks, at)?;
            let mut chance = Chance::new(seed);
            let to = (Channel::Wechat, path.as_str());
            Ok(build::linked(tx, &member, &made, to, &mut chance, at)?.1)
        })
        .expect("shop");
    Shop { kol: kol.clone(), code, coupon }
}

/// Somebody clicks a shop's link.
pub(crate) fn click(app: &TestApp, world: &World, shop: &Shop, at: Timestamp) -> ClickId {
    let (id, code) = (ClickId::new(), shop.code.clone());
    app.app
        .store
        .write(OfNetwork::for_row(world.network), move |tx| {
            let target = link::get_by_code(tx, &code)?;
            let visitor = visitor(b"salt", "192.0.2.1", None);
            let agent = AgentClass::Phone;
            let new = click::NewClick { id, at, visitor, agent, referrer: None };
            click::insert_many(tx, std::iter::once((&target, new)))
        })
        .expect("click");
    id
}

/// The rate at which a brand offers a product changes: a new revision of its open plan.
pub(crate) fn replan(app: &TestApp, world: &World, id: ProductId, rate: &str, at: Timestamp) {
    let rate = domain::Rate::parse_percent(rate).expect("rate");
    app.app
        .store
        .write(OfNetwork::for_row(world.network), move |tx| {
            let mut found = product::get(tx, id)?;
            found.rate = rate;
            store::plans::plan::insert(tx, &found, at)
        })
        .expect("plan");
}

/// What most stories play with: two products of the brand, one of the other brand, two shops.
pub(crate) struct Market {
    pub(crate) balm: Product,
    pub(crate) tea: Product,
    pub(crate) shop: Shop,
    pub(crate) rival: Shop,
}

/// Makes the market.
pub(crate) fn market(app: &TestApp) -> Market {
    let world = &app.hashi;
    let serum = product(app, world, &world.brand, ("MRN-002", "15", "5800"));
    let balm = product(app, world, &world.brand, ("MRN-001", "15", "3980"));
    let tea = product(app, world, &world.other_brand, ("KYT-003", "10", "2160"));
    let shop = shop(app, world, &world.kol, "rin", &[&serum, &balm, &tea]);
    let rival = self::shop(app, world, &world.other_kol, "mei", &[&serum]);
    Market { balm, tea, shop, rival }
}

/// The body of an order of one line.
pub(crate) fn body(number: &str, sku: &str, price: &str) -> Value {
    json!({
        "external_id": number,
        "currency": "JPY",
        "placed_at": "2026-11-01T12:00:00+09:00",
        "paid_at": "2026-11-01T12:01:00+09:00",
        "lines": [{ "sku": sku, "quantity": 1, "unit_price": price }],
    })
}

/// Sends an order under a key.
pub(crate) async fn send(app: &TestApp, me: &Member, key: &str, body: &Value) -> Reply {
    app.post("/api/v1/orders").by(me).header("idempotency-key", key).json(body).send().await
}

/// Sends an order with a coupon, and answers it as it was accepted.
pub(crate) async fn sold(
    app: &TestApp,
    number: &str,
    sku: &str,
    price: &str,
    coupon: &str,
) -> Value {
    let mut body = body(number, sku, price);
    body["coupon"] = coupon.into();
    let key: String = number.bytes().map(|byte| format!("{byte:02x}")).collect();
    send(app, &app.hashi.manager, &key, &body).await.expect(201).json()
}

/// What the self-check finds; nothing when the books are sound.
pub(crate) fn findings(app: &TestApp) -> Vec<String> {
    server::ledger::check::run(&app.app).expect("a check")
}
