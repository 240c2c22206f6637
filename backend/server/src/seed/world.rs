//! A generated world of any size: the same numbers and seed give the same world, counted back from
//! today.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Instant;

use domain::access::{Member, OrganizationKind, Role};
use domain::catalogue::picture::PictureType;
use domain::catalogue::product::{Category, ProductDraft, validate};
use domain::catalogue::review::Decision;
use domain::id::NetworkId;
use domain::storefronts::storefront::{Platform, ProfileDraft, Theme};
use domain::tenancy::network::Network;
use domain::tracking::link::Channel;
use domain::{Currency, Locale, Rate, Result, Timestamp};
use store::catalogue::product::Product;
use store::storefronts::listing::Comment;

use super::build::{self, Picture, Shop, Site};
use super::chance::Chance;
use super::sales::Season;
use crate::app::App;
use crate::config::SeedSize;

/// Everybody's password in a made world; both are for nobody's real data.
pub const PASSWORD: &str = super::demo::PASSWORD;
/// Things of one commit.
const COMMIT: usize = 200;
/// Days of sales.
const DAYS: i64 = 183;
/// The smallest picture that the rules take, drawn when the world is made.
const PICTURE_SIDE: u32 = 240;

/// Fills an empty database.
///
/// # Errors
/// `Taken` when the world is there already.
pub fn fill(app: &Arc<App>, size: &SeedSize) -> Result<()> {
    let began = Instant::now();
    let now = app.now();
    let start = now.plus_days(-DAYS - 30);
    let mut chance = Chance::new(size.seed);
    let hash = app.keys.hash_password(PASSWORD)?;
    let site = Site::found(app, network(), names(), &hash, start)?;
    let manager = site.person(
        ("manager@seed.example", "営業担当"),
        Locale::Ja,
        site.operator,
        Role::AccountManager,
        start,
    )?;
    tell("network", 1, 1, began);
    let brands = brands(&site, size.brands as usize, start, began)?;
    let products = products(&site, size, &manager, &brands, &mut chance, start, began)?;
    let shops = shops(&site, size.storefronts as usize, &products, &mut chance, start, began)?;
    app.store.analyze()?;
    let season = Season {
        site: &site,
        shops: Arc::new(shops),
        orders: size.orders as usize,
        days: DAYS,
        now,
        seed: size.seed,
    };
    season.sell(|written| tell("orders", written, size.orders as usize, began))?;
    app.store.analyze()
}

fn network() -> Network {
    Network {
        id: NetworkId::new(),
        slug: "seed".to_owned(),
        code: "se".to_owned(),
        base_currency: Currency::Jpy,
        currencies: vec![Currency::Jpy, Currency::Cny],
        time_zone: chrono_tz::Asia::Tokyo,
        mail_sender: "hello@seed.example".to_owned(),
        network_share: Rate::from_ppm(200_000).unwrap_or(Rate::ZERO),
        holding_days: 30,
        transit_days: 7,
    }
}

fn names() -> Vec<(String, Vec<(Locale, String)>)> {
    let said = |ja: &str, zh: &str, en: &str| {
        vec![
            (Locale::Ja, ja.to_owned()),
            (Locale::ZhHans, zh.to_owned()),
            (Locale::En, en.to_owned()),
        ]
    };
    vec![("name".to_owned(), said("計測用ネットワーク", "测试网络", "Generated network"))]
}

fn brands(site: &Site, count: usize, at: Timestamp, began: Instant) -> Result<Vec<Member>> {
    let mut members = Vec::with_capacity(count);
    for first in (0..count).step_by(COMMIT) {
        let last = (first + COMMIT).min(count);
        let network = site.network.clone();
        let made = site.write(move |tx| {
            (first..last)
                .map(|number| {
                    let (name, email) = (
                        format!("製造元{:04}", number + 1),
                        format!("brand{}@seed.example", number + 1),
                    );
                    let about = (Locale::Ja, name.as_str());
                    let texts = vec![("name", vec![about])];
                    let kind = OrganizationKind::Brand;
                    build::organization(tx, &network, kind, (&name, &email), Locale::Ja, texts, at)
                })
                .collect::<Result<Vec<_>>>()
        })?;
        for (offset, organization) in made.into_iter().enumerate() {
            let number = first + offset + 1;
            let email = format!("brand{number}@seed.example");
            let name = format!("担当者{number:04}");
            members.push(site.person(
                (&email, &name),
                Locale::Ja,
                organization,
                Role::BrandAdmin,
                at,
            )?);
        }
        tell("brands", last, count, began);
    }
    Ok(members)
}

fn products(
    site: &Site,
    size: &SeedSize,
    manager: &Member,
    brands: &[Member],
    chance: &mut Chance,
    at: Timestamp,
    began: Instant,
) -> Result<Vec<Product>> {
    let count = size.products as usize;
    let mut all = Vec::with_capacity(count);
    let bytes: Arc<[u8]> = super::goods::plain_picture(PICTURE_SIDE)?.into();
    for first in (0..count).step_by(COMMIT) {
        let last = (first + COMMIT).min(count);
        let drafts: Vec<(Member, ProductDraft)> = (first..last)
            .map(|number| (brands[number % brands.len()].clone(), draft(number, chance)))
            .collect();
        let (manager, bytes) = (manager.clone(), Arc::clone(&bytes));
        all.extend(site.write(move |tx| {
            let picture = Picture {
                media_type: PictureType::Jpeg,
                size: (PICTURE_SIDE, PICTURE_SIDE),
                bytes: &bytes,
            };
            let approve = Decision::read("approve", "", "")?;
            drafts
                .iter()
                .map(|(brand, draft)| {
                    let fields = validate(draft, &[Currency::Jpy])?;
                    let made = build::submitted(tx, brand, &fields, &picture, at)?;
                    build::decided(tx, &manager, &made, &approve, at)
                })
                .collect::<Result<Vec<_>>>()
        })?);
        tell("products", last, count, began);
    }
    Ok(all)
}

fn draft(number: usize, chance: &mut Chance) -> ProductDraft {
    const WORDS: [(&str, &str, &str); 8] = [
        ("抹茶", "抹茶", "matcha"),
        ("化粧水", "化妆水", "lotion"),
        ("緑茶", "绿茶", "green tea"),
        ("今治風タオル", "毛巾", "towel"),
        ("和菓子", "和果子", "sweets"),
        ("石鹸", "香皂", "soap"),
        ("包丁", "菜刀", "knife"),
        ("線香", "线香", "incense"),
    ];
    let (ja, zh, en) = WORDS[chance.below(WORDS.len())];
    let category = Category::ALL[chance.below(Category::ALL.len())];
    let price = chance.between(8, 120) * 100 + 80;
    let rate = chance.between(8, 25);
    ProductDraft::gather(|field| match field {
        "sku" => format!("SKU-{:06}", number + 1),
        "category" => category.as_str().to_owned(),
        "price" => price.to_string(),
        "currency" => "JPY".to_owned(),
        "rate" => rate.to_string(),
        "sample_offered" => number.is_multiple_of(3).to_string(),
        "name_ja" => format!("{ja} {}", number + 1),
        "name_zh_hans" => format!("{zh} {}", number + 1),
        "name_en" => format!("{en} {}", number + 1),
        "summary_ja" => format!("{ja}の定番品です。"),
        "summary_zh_hans" => format!("日常使用的{zh}。"),
        "description_ja" => {
            format!("国内の工房で作った{ja}です。毎日の暮らしでお使いいただけます。")
        }
        "description_zh_hans" => format!("日本工坊制作的{zh}，适合日常使用。"),
        _ => String::new(),
    })
}

fn shops(
    site: &Site,
    count: usize,
    products: &[Product],
    chance: &mut Chance,
    at: Timestamp,
    began: Instant,
) -> Result<Vec<Shop>> {
    let mut shops = Vec::with_capacity(count);
    for number in 0..count {
        let (network, name) = (site.network.clone(), format!("达人{:04}", number + 1));
        let email = format!("kol{}@seed.example", number + 1);
        let organization = {
            let (name, email) = (name.clone(), email.clone());
            site.write(move |tx| {
                let texts = vec![("name", vec![(Locale::ZhHans, name.as_str())])];
                let kind = OrganizationKind::Kol;
                build::organization(tx, &network, kind, (&name, &email), Locale::ZhHans, texts, at)
            })?
        };
        let member = site.person((&email, &name), Locale::ZhHans, organization, Role::Kol, at)?;
        let step = 1 + chance.below(7);
        let shelf: Vec<Product> = (0..products.len().min(40))
            .map(|place| products[(number * 131 + place * step) % products.len()].clone())
            .collect();
        shops.push(open(site, &member, number, shelf, chance.bits(), at)?);
        if number % 50 == 49 || number + 1 == count {
            tell("storefronts", number + 1, count, began);
        }
    }
    Ok(shops)
}

fn open(
    site: &Site,
    member: &Member,
    number: usize,
    mut shelf: Vec<Product>,
    seed: u64,
    at: Timestamp,
) -> Result<Shop> {
    shelf.sort_by_key(|product| product.id);
    shelf.dedup_by_key(|product| product.id);
    let mut chance = Chance::new(seed);
    let profile = profile(number, &mut chance)?;
    let coupon = format!("KOL{:04}", number + 1);
    let (member, slug) = (member.clone(), site.network.slug.clone());
    site.write(move |tx| {
        let made = build::storefront(tx, &member, &profile, Locale::ZhHans, &coupon, at)?;
        let comment = || Comment { locale: Locale::ZhHans, text: "" };
        let picks: Vec<_> = shelf.iter().map(|product| (product, comment())).collect();
        build::picked(tx, &member, &made, &picks, at)?;
        let path = format!("/n/{slug}/s/{}", made.slug);
        let channels = [Channel::Wechat, Channel::Xiaohongshu, Channel::Douyin];
        let mut links = Vec::new();
        for channel in channels {
            let (_, code) = build::linked(tx, &member, &made, (channel, &path), &mut chance, at)?;
            links.push(code);
        }
        let goods = shelf.iter().map(|p| (p.sku.clone(), p.price().minor())).collect();
        Ok(Shop { member, storefront: made.id, links, coupon, goods })
    })
}

fn profile(number: usize, chance: &mut Chance) -> Result<domain::storefronts::storefront::Profile> {
    let theme = Theme::ALL[chance.below(Theme::ALL.len())];
    let platform = Platform::ALL[chance.below(Platform::ALL.len())];
    let followers = chance.between(3_000, 900_000);
    let draft = ProfileDraft::gather(|field| match field {
        "slug" => format!("kol-{:04}", number + 1),
        "theme" => theme.as_str().to_owned(),
        "platform" => platform.as_str().to_owned(),
        "followers" => followers.to_string(),
        "city" => "上海".to_owned(),
        "title_zh_hans" => format!("达人{:04}的小店", number + 1),
        "title_ja" => format!("達人{:04}のお店", number + 1),
        _ => String::new(),
    });
    domain::storefronts::storefront::validate(&draft, Locale::ZhHans)
}

#[allow(clippy::print_stderr)]
fn tell(what: &str, done: usize, all: usize, began: Instant) {
    if std::io::stderr().is_terminal() || done == all || done.is_multiple_of(50_000) {
        eprintln!("{:>7.1} s  {what} {done}/{all}", began.elapsed().as_secs_f64());
    }
}
