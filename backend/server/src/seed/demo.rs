//! The demo: two networks with half a year of life in them, made of the data in `seed/demo`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use domain::access::{Member, OrganizationKind, Role};
use domain::catalogue::picture::PictureType;
use domain::catalogue::product::{ProductDraft, validate};
use domain::catalogue::review::Decision;
use domain::id::{NetworkId, OrganizationId};
use domain::samples::request::{ChangeDraft, RequestDraft, SampleAct};
use domain::storefronts::storefront::ProfileDraft;
use domain::tenancy::network::Network;
use domain::tracking::link::Channel;
use domain::{Currency, Error, Locale, Rate, Result, Timestamp};
use store::catalogue::product::Product;
use store::scope::OfPlatform;
use store::storefronts::listing::Comment;

use super::build::{self, Picture, Shop, Site, lend};
use super::chance::Chance;
use super::data::{self, World, in_language, said};
use super::sales::Season;
use crate::app::App;
use crate::error::broken;

/// Everybody's password in the demo.
pub const PASSWORD: &str = "kakehashi demo";
/// Orders of the demo's networks over half a year.
const ORDERS: [(&str, usize); 2] = [("hashi", 2_400), ("kawa", 160)];
const DAYS: i64 = 183;

/// A login of the demo.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Login {
    /// The network's address.
    pub network: String,
    /// The role.
    pub role: String,
    /// The person.
    pub name: String,
    /// The mail address to sign in with.
    pub email: String,
}

/// What was made so far of one network.
struct Made {
    site: Site,
    members: HashMap<String, Member>,
    manager: Member,
    products: HashMap<String, Product>,
    shops: Vec<Shop>,
}

/// Fills an empty database with the demo; one that holds it is left as it is. Answers one login of
/// each role.
///
/// # Errors
/// What the rules answer: the data must obey them.
pub fn fill(app: &Arc<App>) -> Result<Vec<Login>> {
    let world = data::world()?;
    let there = app.store.read(OfPlatform::because("is the demo there already?"), |tx| {
        store::tenancy::network::find(tx)
    })?;
    if there.is_empty() {
        let now = app.now();
        let hash = app.keys.hash_password(PASSWORD)?;
        for network in &world.networks {
            let mut made = network_of(app, &world, network, &hash, now.plus_days(-DAYS - 20))?;
            products(&world, &mut made, now)?;
            shops(&world, &mut made, now.plus_days(-DAYS - 5))?;
            sales(&mut made, now)?;
            samples(&world, &made, now)?;
            super::door::leads(&world, &made.site, &made.manager, now)?;
        }
        app.store.analyze()?;
    }
    Ok(logins(&world))
}

/// What the demo says when it is ready.
pub fn announce(address: &str, folder: &str, logins: &[Login]) -> String {
    let mut text = format!("\nKakehashi demo\n\n  {address}\n\n  password: {PASSWORD}\n\n");
    for login in logins {
        let _ = writeln!(text, "  {:<6} {:<16} {}", login.network, login.role, login.email);
    }
    let _ = writeln!(text, "\n  data: {folder}\n  stop: Ctrl-C");
    text
}

fn logins(world: &World) -> Vec<Login> {
    let mut seen = std::collections::HashSet::new();
    world
        .people
        .iter()
        .filter(|person| seen.insert((person.network.clone(), person.role.clone())))
        .map(|person| Login {
            network: person.network.clone(),
            role: person.role.clone(),
            name: person.name.clone(),
            email: person.email.clone(),
        })
        .collect()
}

fn network_of(
    app: &Arc<App>,
    world: &World,
    told: &data::Network,
    hash: &str,
    at: Timestamp,
) -> Result<Made> {
    let currency = |code: &String| code.parse::<Currency>();
    let network = Network {
        id: NetworkId::new(),
        slug: told.slug.clone(),
        code: told.code.clone(),
        base_currency: currency(&told.base_currency)?,
        currencies: told.currencies.iter().map(currency).collect::<Result<_>>()?,
        time_zone: told.time_zone.parse().map_err(broken)?,
        mail_sender: told.mail_sender.clone(),
        network_share: Rate::from_ppm(200_000).unwrap_or(Rate::ZERO),
        holding_days: 30,
        transit_days: 7,
    };
    let site = Site::found(app, network, network_texts(told), hash, at)?;
    let mut organizations = HashMap::from([(told.slug.clone(), site.operator)]);
    for brand in world.brands.iter().filter(|brand| brand.network == told.slug) {
        let (name, about) = (said(&brand.name, Locale::Ja), said(&brand.about, Locale::Ja));
        let email = contact(world, &told.slug, &brand.key)?;
        let id = party(&site, OrganizationKind::Brand, email, Locale::Ja, name, about, at)?;
        organizations.insert(brand.key.clone(), id);
    }
    for kol in world.kols.iter().filter(|kol| kol.network == told.slug) {
        let own: Locale = kol.locale.parse().map_err(broken)?;
        let mut name = vec![(own, kol.name.clone())];
        name.push((Locale::En, kol.name_latin.clone()));
        let email = contact(world, &told.slug, &kol.key)?;
        let about = said(&kol.bio, own);
        let id = party(&site, OrganizationKind::Kol, email, own, name, about, at)?;
        organizations.insert(kol.key.clone(), id);
    }
    let mut members = HashMap::new();
    for person in world.people.iter().filter(|person| person.network == told.slug) {
        let organization = *organizations.get(&person.organization).ok_or(Error::Missing)?;
        let (role, locale) = (person.role.parse()?, person.locale.parse().map_err(broken)?);
        let who = (person.email.as_str(), person.name.as_str());
        let member = site.person(who, locale, organization, role, at)?;
        members.entry(person.organization.clone()).or_insert(member.clone());
        members.insert(format!("{}/{}", person.organization, person.role), member);
    }
    let manager = [Role::AccountManager, Role::NetworkOwner]
        .iter()
        .find_map(|role| members.get(&format!("{}/{role}", told.slug)).cloned())
        .ok_or(Error::Missing)?;
    let (products, shops) = (HashMap::new(), Vec::new());
    Ok(Made { site, members, manager, products, shops })
}

fn network_texts(told: &data::Network) -> Vec<(String, Vec<(Locale, String)>)> {
    let introduction = |of: &dyn Fn(&data::Introduction) -> String| {
        Locale::ALL
            .into_iter()
            .filter_map(|locale| Some((locale, of(told.introduction.get(locale.tag())?))))
            .collect::<Vec<_>>()
    };
    let points = |points: &[data::Point]| {
        points
            .iter()
            .map(|point| format!("{}|{}", point.title, point.text))
            .collect::<Vec<_>>()
            .join("\n")
    };
    vec![
        ("name".to_owned(), said(&told.name, Locale::Ja)),
        ("tagline".to_owned(), said(&told.tagline, Locale::Ja)),
        ("about".to_owned(), introduction(&|told| told.about.clone())),
        ("steps".to_owned(), introduction(&|told| points(&told.steps))),
        ("terms".to_owned(), introduction(&|told| points(&told.terms))),
    ]
}

fn contact<'a>(world: &'a World, network: &str, organization: &str) -> Result<&'a str> {
    let person = |one: &&data::Person| one.network == network && one.organization == organization;
    Ok(&world.people.iter().find(person).ok_or(Error::Missing)?.email)
}

fn party(
    site: &Site,
    kind: OrganizationKind,
    email: &str,
    locale: Locale,
    name: Vec<(Locale, String)>,
    about: Vec<(Locale, String)>,
    at: Timestamp,
) -> Result<OrganizationId> {
    let (network, email) = (site.network.clone(), email.to_owned());
    site.write(move |tx| {
        let texts = vec![("name", lend(&name)), ("about", lend(&about))];
        let own = name.first().map(|(_, name)| name.as_str()).unwrap_or_default();
        build::organization(tx, &network, kind, (own, &email), locale, texts, at)
    })
}

fn products(world: &World, made: &mut Made, now: Timestamp) -> Result<()> {
    let start = now.plus_days(-DAYS - 15);
    let slug = made.site.network.slug.clone();
    for (place, told) in world.products.iter().filter(|told| told.network == slug).enumerate() {
        let brand = made.members.get(&told.brand).cloned().ok_or(Error::Missing)?;
        let fields = validate(&draft(told), &made.site.network.currencies)?;
        let (bytes, manager, told) =
            (data::picture(&told.picture)?, made.manager.clone(), told.clone());
        let recent = now.plus_days(-i64::try_from(place % 5).unwrap_or(0) - 1);
        let product = made.site.write(move |tx| {
            let picture = Picture { media_type: PictureType::Jpeg, size: (720, 720), bytes };
            let decide = |tx: &mut _, made: &Product, act: &str, note: &str, at| {
                build::decided(tx, &manager, made, &Decision::read(act, "", note)?, at)
            };
            match told.status.as_str() {
                "draft" => build::drafted(tx, &brand, &fields, Some(&picture), recent),
                "submitted" => build::submitted(tx, &brand, &fields, &picture, recent),
                "changes_requested" => {
                    let made = build::submitted(tx, &brand, &fields, &picture, recent)?;
                    let note = told.review_note.as_deref().unwrap_or_default();
                    decide(tx, &made, "request_changes", note, recent)
                }
                _ => {
                    let made = build::submitted(tx, &brand, &fields, &picture, start)?;
                    decide(tx, &made, "approve", "", start.plus_days(2))
                }
            }
        })?;
        made.products.insert(product.sku.clone(), product);
    }
    Ok(())
}

fn draft(told: &data::Product) -> ProductDraft {
    let texts = |suffix: &str| match suffix {
        "ja" => told.ja.clone(),
        "zh_hans" => told.zh_hans.clone(),
        _ => told.en.clone(),
    };
    ProductDraft::gather(|field| match field {
        "sku" => told.sku.clone(),
        "jan" => told.jan.clone(),
        "category" => told.category.clone(),
        "price" => told.price_minor.to_string(),
        "currency" => "JPY".to_owned(),
        "rate" => Rate::from_ppm(told.commission_ppm).map(Rate::percent).unwrap_or_default(),
        "sample_offered" => told.sample.to_string(),
        _ => Locale::ALL
            .into_iter()
            .find_map(|locale| {
                let name = field.strip_suffix(locale.suffix())?.strip_suffix('_')?;
                let texts = texts(locale.suffix()).unwrap_or_default();
                Some(match name {
                    "name" => texts.name,
                    "summary" => texts.summary,
                    "description" => texts.description,
                    _ => texts.selling_points.join("\n"),
                })
            })
            .unwrap_or_default(),
    })
}

fn shops(world: &World, made: &mut Made, at: Timestamp) -> Result<()> {
    let slug = made.site.network.slug.clone();
    for kol in world.kols.iter().filter(|kol| kol.network == slug) {
        let member = made.members.get(&kol.key).cloned().ok_or(Error::Missing)?;
        let own: Locale = kol.locale.parse().map_err(broken)?;
        let profile = domain::storefronts::storefront::validate(&profile(kol), own)?;
        let picks: Vec<(Product, String)> = kol
            .picks
            .iter()
            .filter_map(|sku| {
                let comment = kol.comments.get(sku).cloned().unwrap_or_default();
                Some((made.products.get(sku)?.clone(), comment))
            })
            .collect();
        let (coupon, slug) = (kol.storefront.coupon.clone(), slug.clone());
        let mut chance = Chance::new(kol.followers.unsigned_abs());
        let shop = made.site.write(move |tx| {
            let shop = build::storefront(tx, &member, &profile, own, &coupon, at)?;
            let chosen: Vec<_> = picks
                .iter()
                .map(|(product, text)| (product, Comment { locale: own, text }))
                .collect();
            let listings = build::picked(tx, &member, &shop, &chosen, at)?;
            let front = format!("/n/{slug}/s/{}", shop.slug);
            let mut pages =
                vec![(Channel::Wechat, front.clone()), (Channel::Xiaohongshu, front.clone())];
            pages.extend(
                listings
                    .iter()
                    .take(2)
                    .map(|one| (Channel::Douyin, format!("{front}/p/{}", one.id))),
            );
            let mut links = Vec::new();
            for (channel, path) in &pages {
                links.push(build::linked(tx, &member, &shop, (*channel, path), &mut chance, at)?.1);
            }
            let goods = chosen.iter().map(|(p, _)| (p.sku.clone(), p.price().minor())).collect();
            Ok(Shop { member, storefront: shop.id, links, coupon, goods })
        })?;
        made.shops.push(shop);
    }
    Ok(())
}

fn profile(kol: &data::Kol) -> ProfileDraft {
    ProfileDraft::gather(|field| match field {
        "slug" => kol.storefront.slug.clone(),
        "theme" => kol.storefront.theme.clone(),
        "platform" => kol.platform.clone(),
        "followers" => kol.followers.to_string(),
        "city" => kol.city.clone(),
        _ => Locale::ALL
            .into_iter()
            .find_map(|locale| {
                let name = field.strip_suffix(locale.suffix())?.strip_suffix('_')?;
                let told = if name == "title" { &kol.storefront.title } else { &kol.bio };
                Some(in_language(told, locale))
            })
            .unwrap_or_default(),
    })
}

fn sales(made: &mut Made, now: Timestamp) -> Result<()> {
    let slug = &made.site.network.slug;
    let orders = ORDERS.iter().find(|(of, _)| of == slug).map_or(0, |(_, count)| *count);
    let season = Season {
        site: &made.site,
        shops: Arc::new(made.shops.clone()),
        orders,
        days: DAYS,
        now,
        seed: 20_261_122,
    };
    season.sell(|_| {})?;
    super::door::visits(&made.site, &made.shops, now)
}

fn samples(world: &World, made: &Made, now: Timestamp) -> Result<()> {
    let slug = &made.site.network.slug;
    for told in world.samples.iter().filter(|told| told.network == *slug) {
        let kol = made.members.get(&told.kol).cloned().ok_or(Error::Missing)?;
        let product = made.products.get(&told.sku).cloned().ok_or(Error::Missing)?;
        let brand = made
            .members
            .values()
            .find(|member| member.organization == product.brand_id)
            .cloned()
            .ok_or(Error::Missing)?;
        let fields = domain::samples::request::validate(&RequestDraft {
            quantity: told.quantity.to_string(),
            message: told.message.clone(),
            ship_to: "〒000-0000 見本市あおぞら町1-2-3".to_owned(),
        })?;
        let (told, start) = (told.clone(), now.plus_days(-told.days_ago));
        made.site.write(move |tx| {
            use store::samples::request;
            let mut request =
                request::insert(&mut tx.party(kol.organization), &kol, &product, &fields, start)?;
            for (step, act) in acts_until(&told.reached).iter().enumerate() {
                let me = if matches!(act, SampleAct::Receive | SampleAct::Cancel) {
                    &kol
                } else {
                    &brand
                };
                let at = start.plus_days(i64::try_from(step).unwrap_or(0) + 1).min(now);
                let change = domain::samples::request::Change::new(*act, &words(&told, *act))?;
                request =
                    request::apply(&mut tx.party(me.organization), me, &request, &change, at)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn words(told: &data::Sample, act: SampleAct) -> ChangeDraft {
    let only = |on: bool, text: &String| if on { text.clone() } else { String::new() };
    ChangeDraft {
        reason: only(matches!(act, SampleAct::Reject | SampleAct::Cancel), &told.reply),
        carrier: only(act == SampleAct::Ship, &told.carrier),
        tracking_number: only(act == SampleAct::Ship, &told.tracking_number),
    }
}

fn acts_until(reached: &str) -> &'static [SampleAct] {
    use SampleAct::{Approve, Cancel, Prepare, Receive, Reject, Ship};
    match reached {
        "approved" => &[Approve],
        "rejected" => &[Reject],
        "preparing" => &[Approve, Prepare],
        "shipped" => &[Approve, Prepare, Ship],
        "received" => &[Approve, Prepare, Ship, Receive],
        "canceled" => &[Cancel],
        _ => &[],
    }
}

/// A plain square picture, drawn here: for generated worlds.
///
/// # Errors
/// `Broken` when it cannot be encoded.
pub(super) fn plain_picture(side: u32) -> Result<Vec<u8>> {
    let drawn = image::RgbImage::from_fn(side, side, |x, y| {
        let far = x.abs_diff(side / 2) + y.abs_diff(side / 2);
        if far < side / 3 { image::Rgb([58, 66, 120]) } else { image::Rgb([240, 234, 222]) }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, image::ImageFormat::Jpeg).map_err(broken)?;
    Ok(bytes.into_inner())
}
