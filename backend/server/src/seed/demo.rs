//! The demo: two networks with half a year of life in them, made of the data in `seed/demo`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use domain::access::{Member, OrganizationKind, Role};
use domain::id::{NetworkId, OrganizationId};
use domain::storefronts::storefront::ProfileDraft;
use domain::tenancy::network::Network;
use domain::tracking::link::Channel;
use domain::{Currency, Error, Locale, Rate, Result, Timestamp};
use store::catalogue::product::Product;
use store::scope::OfPlatform;
use store::storefronts::listing::Comment;

use super::build::{self, Shop, Site, lend};
use super::chance::Chance;
use super::data::{self, World, in_language, said};
use super::sales::Season;
use crate::app::App;
use crate::error::broken;

/// Everybody's password in the demo.
pub const PASSWORD: &str = "kakehashi demo";
/// Orders of the demo's networks over half a year.
const ORDERS: [(&str, usize); 2] = [("hashi", 2_400), ("kawa", 160)];
pub(super) const DAYS: i64 = 183;

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
pub(super) struct Made {
    pub(super) site: Site,
    pub(super) members: HashMap<String, Member>,
    pub(super) manager: Member,
    pub(super) products: HashMap<String, Product>,
    pub(super) shops: Vec<Shop>,
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
            super::goods::products(&world, &mut made, now)?;
            shops(&world, &mut made, now.plus_days(-DAYS - 5))?;
            super::stage::around(&made, now.plus_days(-DAYS - 4))?;
            sales(&mut made, now)?;
            super::stage::sessions(&world, &made, now)?;
            super::books::fill(&made, now)?;
            // Deposits are left from what the books have made available.
            super::parcels::samples(&world, &made, now)?;
            super::ledger::fill(&made, now)?;
            door(&world, &made, now)?;
        }
        app.store.analyze()?;
    }
    Ok(logins(&world))
}

/// The front door: what it tells, who came, what they took.
fn door(world: &World, made: &Made, now: Timestamp) -> Result<()> {
    let owner = format!("{}/network_owner", made.site.network.slug);
    let owner = made.members.get(&owner).unwrap_or(&made.manager);
    let desk = super::front::Desk { site: &made.site, manager: &made.manager, owner };
    super::front::items(world, &desk, now.plus_days(-60))?;
    super::front::versions(world, &desk, 2..1_000, now)?;
    super::door::leads(world, &made.site, &made.manager, now)?;
    super::front::downloads(&desk)?;
    super::front::versions(world, &desk, 0..2, now)
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
    for mcn in world.mcns.iter().filter(|mcn| mcn.network == told.slug) {
        let own: Locale = mcn.locale.parse().map_err(broken)?;
        let (name, about) = (said(&mcn.name, own), said(&mcn.about, own));
        let email = contact(world, &told.slug, &mcn.key)?;
        let id = party(&site, OrganizationKind::Mcn, email, own, name, about, at)?;
        organizations.insert(mcn.key.clone(), id);
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
