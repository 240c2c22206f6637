//! The parts that every made world is put together from.

use std::sync::Arc;

use domain::access::{Member, OrganizationKind, Role};
use domain::catalogue::picture::PictureType;
use domain::catalogue::product::ProductFields;
use domain::catalogue::review::Decision;
use domain::id::{LinkId, OrganizationId, StorefrontId};
use domain::storefronts::storefront::Profile;
use domain::tenancy::network::Network;
use domain::tracking::link::{Channel, LinkDraft, code};
use domain::{Locale, Result, Timestamp};
use store::catalogue::{asset, product, review};
use store::plans::plan;
use store::scope::{NetworkTx, OfNetwork, OfPlatform};
use store::storefronts::{listing, storefront};
use store::tracking::{coupon, link};

use super::chance::Chance;
use crate::app::App;
use crate::tenancy::setup::{self, NewOrganization, NewPerson, Said};

/// A network under construction.
pub struct Site {
    /// The product.
    pub app: Arc<App>,
    /// The network.
    pub network: Network,
    /// The operator's organization.
    pub operator: OrganizationId,
    /// The hash of everybody's password.
    pub password_hash: String,
}

/// A KOL with a storefront.
#[derive(Debug, Clone)]
pub struct Shop {
    /// Who acts for it.
    pub member: Member,
    /// The storefront.
    pub storefront: StorefrontId,
    /// The codes of its links.
    pub links: Vec<String>,
    /// Its coupon's code.
    pub coupon: String,
    /// The codes and prices (smallest units) of what it sells.
    pub goods: Vec<(String, i64)>,
}

impl Site {
    /// Makes a network.
    ///
    /// # Errors
    /// `Taken` when its address is.
    pub fn found(
        app: &Arc<App>,
        network: Network,
        texts: Vec<(String, Vec<(Locale, String)>)>,
        password_hash: &str,
        at: Timestamp,
    ) -> Result<Self> {
        let made = network.clone();
        let reason = OfPlatform::because("a made world's network");
        let operator = app.store.write(reason, move |tx| {
            let texts: Vec<(&str, Vec<Said<'_>>)> =
                texts.iter().map(|(field, said)| (field.as_str(), lend(said))).collect();
            setup::make_network(tx, &made, &texts, at)
        })?;
        app.directory.forget();
        let password_hash = password_hash.to_owned();
        Ok(Self { app: Arc::clone(app), network, operator, password_hash })
    }

    /// Makes a person with a sign-in.
    ///
    /// # Errors
    /// `Taken` when the address is.
    pub fn person(
        &self,
        (email, name): (&str, &str),
        locale: Locale,
        organization: OrganizationId,
        role: Role,
        at: Timestamp,
    ) -> Result<Member> {
        let (network, hash) = (self.network.id, self.password_hash.clone());
        let (email, name) = (email.to_owned(), name.to_owned());
        self.app.store.write(OfPlatform::because("a made world's person"), move |tx| {
            let new = NewPerson {
                email: &email,
                name: &name,
                locale,
                password_hash: &hash,
                organization,
                role,
            };
            setup::make_person(tx, network, &new, at)
        })
    }

    /// Writes in the network.
    ///
    /// # Errors
    /// What the closure answers.
    pub fn write<R: Send + 'static>(
        &self,
        run: impl FnOnce(&mut NetworkTx<'_>) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        self.app.store.write(OfNetwork::for_row(self.network.id), run)
    }
}

/// Lends texts to a use case.
pub fn lend(said: &[(Locale, String)]) -> Vec<Said<'_>> {
    said.iter().map(|(locale, text)| (*locale, text.as_str())).collect()
}

/// Makes a brand or a KOL.
///
/// # Errors
/// What the database answers.
pub fn organization(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    kind: OrganizationKind,
    (name, email): (&str, &str),
    locale: Locale,
    texts: Vec<(&str, Vec<Said<'_>>)>,
    at: Timestamp,
) -> Result<OrganizationId> {
    let new = NewOrganization { kind, name, locale, email, texts };
    setup::make_organization(tx, network, &new, at)
}

/// A product with its picture, as its brand submits it.
///
/// # Errors
/// `Taken("sku-taken")`; `Invalid` when it is not complete.
pub fn submitted(
    tx: &mut NetworkTx<'_>,
    brand: &Member,
    fields: &ProductFields,
    picture: &Picture<'_>,
    at: Timestamp,
) -> Result<product::Product> {
    let made = drafted(tx, brand, fields, Some(picture), at)?;
    product::submit(&mut tx.party(brand.organization), brand, &made, at)
}

/// A picture that is known to be good.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// Its format.
    pub media_type: PictureType,
    /// Pixels from side to side and from top to bottom.
    pub size: (u32, u32),
    /// The file.
    pub bytes: &'a [u8],
}

/// A product that its brand is still writing.
///
/// # Errors
/// `Taken("sku-taken")`.
pub fn drafted(
    tx: &mut NetworkTx<'_>,
    brand: &Member,
    fields: &ProductFields,
    picture: Option<&Picture<'_>>,
    at: Timestamp,
) -> Result<product::Product> {
    let mut tx = tx.party(brand.organization);
    let made = product::insert(&mut tx, brand, fields, at)?;
    let Some(picture) = picture else { return Ok(made) };
    let new = asset::NewAsset {
        media_type: picture.media_type,
        width: picture.size.0,
        height: picture.size.1,
        bytes: picture.bytes,
    };
    let picture = asset::insert(&mut tx, new, at)?;
    product::set_picture(&mut tx, brand, &made, picture, at)
}

/// The account manager takes a product up and decides.
///
/// # Errors
/// `Refused("product-state")` unless it was submitted.
pub fn decided(
    tx: &mut NetworkTx<'_>,
    manager: &Member,
    product: &product::Product,
    decision: &Decision,
    at: Timestamp,
) -> Result<product::Product> {
    let taken = review::take(tx, manager, product, at)?;
    review::decide(tx, manager, &taken, decision, at)
}

/// A storefront with its coupon; nothing is picked yet.
///
/// # Errors
/// `Taken("slug-taken")`.
pub fn storefront(
    tx: &mut NetworkTx<'_>,
    member: &Member,
    profile: &Profile,
    own: Locale,
    coupon_code: &str,
    at: Timestamp,
) -> Result<storefront::Storefront> {
    let mut tx = tx.party(member.organization);
    let made = storefront::insert(&mut tx, member, profile, own, at)?;
    coupon::insert(&mut tx, member.organization, coupon_code, at)?;
    Ok(made)
}

/// The KOL picks products; each on the terms of its open plan.
///
/// # Errors
/// What picking answers.
pub fn picked(
    tx: &mut NetworkTx<'_>,
    member: &Member,
    storefront: &storefront::Storefront,
    products: &[(&product::Product, listing::Comment<'_>)],
    at: Timestamp,
) -> Result<Vec<listing::Listing>> {
    let ids: Vec<_> = products.iter().map(|(product, _)| product.id).collect();
    let plans = plan::find_open(&mut tx.published(), &ids, at)?;
    let mut tx = tx.party(member.organization);
    products
        .iter()
        .filter_map(|(product, comment)| Some((product, comment, plans.get(&product.id)?)))
        .map(|(product, comment, plan)| {
            let comment = listing::Comment { locale: comment.locale, text: comment.text };
            listing::pick(&mut tx, member, storefront, product, plan, comment, at)
        })
        .collect()
}

/// A tracked link to a page of the storefront, with a code that no other has.
///
/// # Errors
/// `Taken` when chance threw the same code twice.
pub fn linked(
    tx: &mut NetworkTx<'_>,
    member: &Member,
    to: &storefront::Storefront,
    (channel, path): (Channel, &str),
    chance: &mut Chance,
    at: Timestamp,
) -> Result<(LinkId, String)> {
    let made = code(chance.bits());
    let draft = LinkDraft::check(channel.as_str(), path)?;
    let new = link::NewLink {
        code: &made,
        kol: member.organization,
        storefront: to.id,
        listing: None,
        session: None,
        draft: &draft,
    };
    let id = link::insert(&mut tx.party(member.organization), &new, at)?;
    Ok((id, made))
}
