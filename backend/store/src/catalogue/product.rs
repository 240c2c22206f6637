//! Products: what brands write and submit, what everybody finds.

use diesel::prelude::*;
use domain::access::Member;
use domain::catalogue::gtin::Gtin;
use domain::catalogue::product::{
    Category, ProductAct, ProductFields, ProductStatus, ProductTexts, SOURCE, TEXT_FIELDS,
    completeness,
};
use domain::id::{AssetId, OrganizationId, ProductId, Subject};
use domain::locale::{Locale, PerLocale};
use domain::samples::terms::{SampleOffer, SampleTerms, Treatment};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Rate, Result};
use schema::{products as t, texts};

use crate::catalogue::asset;
pub use crate::catalogue::search::{Order, Search, page, queue};
use crate::conn::CountByStatus;
use crate::plans::plan;
use crate::platform::audit::{self, Act};
use crate::platform::text::{self as kept, NewText, Texts};
use crate::rows::Among;
use crate::scope::{InNetwork, OrgTx, Reads};

/// A product.
#[derive(Debug, Clone, Queryable)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Whose it is.
    pub brand_id: OrganizationId,
    /// The brand's own number, unique within the brand.
    pub sku: String,
    /// The number under the barcode: 8, 13 or 14 digits.
    pub jan: Option<String>,
    /// Its shelf.
    pub category: Category,
    /// Where it stands.
    pub status: ProductStatus,
    pub(super) price_minor: i64,
    pub(super) currency: Currency,
    /// The whole commission offered.
    pub rate: Rate,
    /// Whether KOLs may ask for samples.
    pub sample_offered: bool,
    /// Its picture; every published product has one.
    pub picture_id: Option<AssetId>,
    /// When it was submitted last.
    pub submitted_at: Option<Timestamp>,
    /// When it was approved.
    pub published_at: Option<Timestamp>,
    /// Counts its changes; a change names the version it was made on.
    pub version: i64,
    /// When it was first kept.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    pub(super) sample_treatment: Treatment,
    pub(super) sample_value_minor: i64,
    pub(super) sample_terms_version: i64,
}

impl Product {
    /// On which terms samples are offered.
    pub fn sample(&self) -> SampleOffer {
        let value = Money::new(self.sample_value_minor, self.currency);
        let terms = SampleTerms { treatment: self.sample_treatment, value };
        SampleOffer { terms, version: self.sample_terms_version }
    }
    /// The same product with samples on other terms; those that stay the same keep their version.
    #[must_use]
    pub(crate) fn offering(&self, is_offered: bool, terms: SampleTerms) -> Self {
        let now = self.sample();
        Self {
            sample_offered: is_offered,
            sample_treatment: terms.treatment,
            sample_value_minor: terms.value.minor(),
            sample_terms_version: now.version + i64::from(now.terms != terms),
            ..self.clone()
        }
    }
    /// The price without tax; nothing while it is not known.
    pub fn price(&self) -> Money {
        Money::new(self.price_minor, self.currency)
    }
}

pub(super) type Columns = (
    t::id,
    t::brand_id,
    t::sku,
    t::jan,
    t::category,
    t::status,
    t::price_minor,
    t::currency,
    t::rate_ppm,
    t::sample_offered,
    t::picture_id,
    t::submitted_at,
    t::published_at,
    t::version,
    t::created_at,
    t::updated_at,
    t::sample_treatment,
    t::sample_value_minor,
    t::sample_terms_version,
);
pub(super) const COLUMNS: Columns = (
    t::id,
    t::brand_id,
    t::sku,
    t::jan,
    t::category,
    t::status,
    t::price_minor,
    t::currency,
    t::rate_ppm,
    t::sample_offered,
    t::picture_id,
    t::submitted_at,
    t::published_at,
    t::version,
    t::created_at,
    t::updated_at,
    t::sample_treatment,
    t::sample_value_minor,
    t::sample_terms_version,
);

/// A product that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: ProductId) -> Result<Product> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?)
}

/// A brand's product by the brand's own number.
///
/// # Errors
/// `Missing`.
pub fn get_by_sku(
    tx: &mut impl Reads<t::table>,
    brand: OrganizationId,
    sku: &str,
) -> Result<Product> {
    Ok(tx.query(t::table, |rows, conn| {
        let rows = rows.filter(t::brand_id.eq(brand)).filter(t::sku.eq(sku.to_owned()));
        rows.select(COLUMNS).first(conn)
    })?)
}

/// The products of these ids that the scope sees, in no order.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, ids: &[ProductId]) -> Result<Vec<Product>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec())).select(COLUMNS).load(conn)
    })?)
}

/// The products with these numbers, of whichever brand: two brands may use the same one.
///
/// # Errors
/// Only what the database answers.
pub fn find_by_sku(tx: &mut impl Reads<t::table>, skus: &[String]) -> Result<Vec<Product>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::sku.among(skus.to_vec())).select(COLUMNS).load(conn)
    })?)
}

/// How many products stand where; states without any are absent.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut impl Reads<t::table>) -> Result<Vec<(ProductStatus, i64)>> {
    Ok(tx.query(t::table, |rows, conn| CountByStatus(rows.select(t::status)).load(conn))?)
}

/// The texts of some products in every language, in one query: names for lists.
///
/// # Errors
/// Only what the database answers.
pub fn names(tx: &mut impl Reads<texts::table>, ids: &[ProductId]) -> Result<Texts> {
    let owners: Vec<_> = ids.iter().map(|id| id.cast::<Subject>()).collect();
    kept::find(tx, &owners)
}

/// What the brand says of its product, as it was checked when it was kept.
///
/// # Errors
/// Only what the database answers.
pub fn fields(tx: &mut impl Reads<texts::table>, product: &Product) -> Result<ProductFields> {
    let all = names(tx, &[product.id])?;
    let jan = product.jan.as_deref().map(Gtin::parse).transpose();
    Ok(ProductFields {
        sku: product.sku.clone(),
        jan: jan.map_err(|code| Error::Broken(format!("{}: {code}", product.id)))?,
        category: product.category,
        price: product.price(),
        rate: product.rate,
        sample_offered: product.sample_offered,
        sample: product.sample().terms,
        texts: PerLocale::each(|locale| {
            ProductTexts::gather(|field| {
                all.exact(product.id, field, locale).unwrap_or_default().to_owned()
            })
        }),
    })
}

/// A new draft of the acting brand.
///
/// # Errors
/// `Taken("sku-taken")`.
pub fn insert(
    tx: &mut OrgTx<'_>,
    me: &Member,
    fields: &ProductFields,
    at: Timestamp,
) -> Result<Product> {
    let (id, brand) = (ProductId::new(), tx.me());
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::brand_id.eq(brand),
            t::sku.eq(&fields.sku),
            t::jan.eq(fields.jan.as_ref().map(Gtin::as_str)),
            t::category.eq(fields.category),
            t::status.eq(ProductStatus::Draft),
            t::price_minor.eq(fields.price.minor()),
            t::currency.eq(fields.price.currency()),
            t::rate_ppm.eq(fields.rate),
            t::sample_offered.eq(fields.sample_offered),
            t::sample_treatment.eq(fields.sample.treatment),
            t::sample_value_minor.eq(fields.sample.value.minor()),
            t::sample_terms_version.eq(1),
            (t::version.eq(1), t::created_at.eq(at), t::updated_at.eq(at)),
        ))
        .execute(conn)
    })?;
    kept::apply(tx, id, brand, false, &new_texts(fields))?;
    let after = Some(ProductStatus::Draft.as_str());
    audit::insert(tx, Some(me), at, id, &Act { kind: "product.create", after, ..Act::default() })?;
    get(tx, id)
}

/// The brand writes in its product, while it is its turn.
///
/// # Errors
/// `Refused("product-state")`, `Stale`, `Taken("sku-taken")`; `Missing` for another brand's.
pub fn revise(
    tx: &mut OrgTx<'_>,
    me: &Member,
    product: &Product,
    fields: &ProductFields,
    at: Timestamp,
) -> Result<Product> {
    owned(tx, product)?;
    product.status.must_be_open_to_change()?;
    let next = Product {
        sku: fields.sku.clone(),
        jan: fields.jan.as_ref().map(Gtin::to_string),
        category: fields.category,
        price_minor: fields.price.minor(),
        currency: fields.price.currency(),
        rate: fields.rate,
        ..product.offering(fields.sample_offered, fields.sample)
    };
    let next = save(tx, product, next, at)?;
    kept::apply_changed(tx, product.id, product.brand_id, false, &new_texts(fields))?;
    record(tx, me, at, product, &next, "product.revise", None)?;
    Ok(next)
}

/// The brand gives its product a picture that it uploaded, while it is its turn.
///
/// # Errors
/// `Refused("product-state")`, `Stale`; `Missing` for another brand's product or picture.
pub fn set_picture(
    tx: &mut OrgTx<'_>,
    me: &Member,
    product: &Product,
    picture: AssetId,
    at: Timestamp,
) -> Result<Product> {
    owned(tx, product)?;
    product.status.must_be_open_to_change()?;
    let picture = asset::get(tx, picture)?;
    let next = Product { picture_id: Some(picture.id), ..product.clone() };
    let next = save(tx, product, next, at)?;
    record(tx, me, at, product, &next, "product.set_picture", None)?;
    Ok(next)
}

/// The brand submits its product for review.
///
/// # Errors
/// `Invalid` with the fields that are missing; `Refused("product-state")`, `Stale`; `Missing` for
/// another brand's.
pub fn submit(
    tx: &mut OrgTx<'_>,
    me: &Member,
    product: &Product,
    at: Timestamp,
) -> Result<Product> {
    owned(tx, product)?;
    let status = product.status.after(ProductAct::Submit)?;
    completeness(&fields(tx, product)?, product.picture_id)?;
    let next = Product { status, submitted_at: Some(at), ..product.clone() };
    let next = save(tx, product, next, at)?;
    record(tx, me, at, product, &next, "product.submit", None)?;
    Ok(next)
}

/// The brand takes its product back for good; its plans end.
///
/// # Errors
/// `Refused("product-state")`, `Stale`; `Missing` for another brand's.
pub fn withdraw(
    tx: &mut OrgTx<'_>,
    me: &Member,
    product: &Product,
    at: Timestamp,
) -> Result<Product> {
    owned(tx, product)?;
    let status = product.status.after(ProductAct::Withdraw)?;
    let next = save(tx, product, Product { status, ..product.clone() }, at)?;
    plan::close(tx, product.id, at)?;
    record(tx, me, at, product, &next, "product.withdraw", None)?;
    Ok(next)
}

/// A product can be held through `tx.published()` too, so that holding one is no proof of owning it.
fn owned(tx: &OrgTx<'_>, product: &Product) -> Result<()> {
    if product.brand_id == tx.me() { Ok(()) } else { Err(Error::Missing) }
}

fn new_texts(fields: &ProductFields) -> Vec<NewText<'_>> {
    let of = |locale| {
        TEXT_FIELDS.into_iter().map(move |field| NewText {
            field,
            locale,
            value: fields.texts.get(locale).get(field),
            source: (locale != SOURCE).then(|| fields.texts.get(SOURCE).get(field)),
        })
    };
    Locale::ALL.into_iter().flat_map(of).collect()
}

/// Keeps what a change made of a product, unless somebody was faster.
pub(super) fn save(
    tx: &mut impl InNetwork,
    before: &Product,
    next: Product,
    at: Timestamp,
) -> Result<Product> {
    let next = Product { version: before.version + 1, updated_at: at, ..next };
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(before.id)).filter(t::version.eq(before.version)))
            .set((
                (t::sku.eq(&next.sku), t::jan.eq(&next.jan), t::category.eq(next.category)),
                (t::status.eq(next.status), t::picture_id.eq(next.picture_id)),
                (t::price_minor.eq(next.price_minor), t::currency.eq(next.currency)),
                (t::rate_ppm.eq(next.rate), t::sample_offered.eq(next.sample_offered)),
                t::sample_treatment.eq(next.sample_treatment),
                t::sample_value_minor.eq(next.sample_value_minor),
                t::sample_terms_version.eq(next.sample_terms_version),
                (t::submitted_at.eq(next.submitted_at), t::published_at.eq(next.published_at)),
                (t::version.eq(next.version), t::updated_at.eq(next.updated_at)),
            ))
            .execute(conn)
    })?;
    if rows == 1 { Ok(next) } else { Err(Error::Stale) }
}

/// Writes the change to the audit log.
pub(super) fn record(
    tx: &mut impl InNetwork,
    me: &Member,
    at: Timestamp,
    before: &Product,
    after: &Product,
    kind: &str,
    reason: Option<&str>,
) -> Result<()> {
    let (was, is) = (Some(before.status.as_str()), Some(after.status.as_str()));
    audit::insert(tx, Some(me), at, before.id, &Act { kind, before: was, after: is, reason })
}
