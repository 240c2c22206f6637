//! A product: its states, its categories, what a brand writes about it.

use serde::Deserialize;

use crate::catalogue::gtin::Gtin;
use crate::error::{Error, FieldError, Fields, Result};
use crate::id::AssetId;
use crate::locale::{Locale, PerLocale};
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::samples::terms::{self, SampleTerms, TermsDraft};
use crate::text;
use crate::{choices, flow};

flow! {
    /// Where a product stands between a brand's draft and the catalogue. It is decided only after a
    /// reviewer took it; one in review cannot be withdrawn, so that a decision never meets a product
    /// that is gone.
    pub enum ProductStatus, act ProductAct, rule "product-state" {
        states {
            Draft = "draft", Submitted = "submitted", InReview = "in_review",
            ChangesRequested = "changes_requested", Published = "published",
            Suspended = "suspended", Rejected = "rejected", Withdrawn = "withdrawn",
        }
        acts {
            Submit = "submit", Take = "take", RequestChanges = "request_changes",
            Approve = "approve", Reject = "reject", Suspend = "suspend", Resume = "resume",
            Withdraw = "withdraw",
        }
        Draft + Submit => Submitted;
        Draft + Withdraw => Withdrawn;
        Submitted + Take => InReview;
        Submitted + Withdraw => Withdrawn;
        InReview + Approve => Published;
        InReview + RequestChanges => ChangesRequested;
        InReview + Reject => Rejected;
        ChangesRequested + Submit => Submitted;
        ChangesRequested + Withdraw => Withdrawn;
        Published + Suspend => Suspended;
        Published + Withdraw => Withdrawn;
        Suspended + Resume => Published;
        Suspended + Withdraw => Withdrawn;
    }
}

impl ProductStatus {
    /// Whether the brand may write in it: only while it is the brand's turn.
    ///
    /// # Errors
    /// `Refused("product-state")`.
    pub fn must_be_open_to_change(self) -> Result<()> {
        match self {
            Self::Draft | Self::ChangesRequested => Ok(()),
            _ => Err(Error::Refused("product-state")),
        }
    }
}

choices! {
    /// The shelves of the catalogue.
    pub enum Category {
        Skincare = "skincare",
        Tea = "tea",
        Sweets = "sweets",
        Food = "food",
        Health = "health",
        Kitchen = "kitchen",
        Craft = "craft",
        Baby = "baby",
        Fragrance = "fragrance",
        Stationery = "stationery",
    }
}

/// The fields of a product that have a text in every language, as columns and forms name them.
pub const TEXT_FIELDS: [&str; 4] = ["name", "summary", "description", "selling_points"];

/// The language that a product's texts are written in first; the others are translations of it.
pub const SOURCE: Locale = Locale::Ja;

/// Characters of a stock-keeping unit.
const SKU_LIMIT: usize = 40;
/// Characters of a text field, in the order of [`TEXT_FIELDS`].
pub const TEXT_LIMITS: [usize; 4] = [80, 200, 4_000, 1_000];
/// Smallest units of a price: above it is a slip of the keyboard.
const PRICE_LIMIT_MINOR: i64 = 10_000_000_000;

/// What a product says in one language: as typed in a draft, cleaned in [`ProductFields`]. Empty
/// texts are missing ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct ProductTexts {
    /// Its name, one line.
    pub name: String,
    /// What it is, one line.
    pub summary: String,
    /// The whole description, several lines.
    pub description: String,
    /// Selling points, one on each line.
    pub selling_points: String,
}

impl ProductTexts {
    /// A text by its name of [`TEXT_FIELDS`]; empty for any other.
    pub fn get(&self, field: &str) -> &str {
        match field {
            "name" => &self.name,
            "summary" => &self.summary,
            "description" => &self.description,
            "selling_points" => &self.selling_points,
            _ => "",
        }
    }

    /// Gathers the texts by their names of [`TEXT_FIELDS`].
    pub fn gather(mut of: impl FnMut(&str) -> String) -> Self {
        Self {
            name: of("name"),
            summary: of("summary"),
            description: of("description"),
            selling_points: of("selling_points"),
        }
    }
}

/// A product as a form or a body brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct ProductDraft {
    /// The brand's own number.
    pub sku: String,
    /// The number under the barcode; may be empty.
    pub jan: String,
    /// A word of [`Category`].
    pub category: String,
    /// The price without tax, in decimals; empty while it is not known.
    pub price: String,
    /// An ISO 4217 code.
    pub currency: String,
    /// The whole commission offered, as a percentage.
    pub rate: String,
    /// `true`, `on`, `yes` or `1` when KOLs may ask for samples.
    pub sample_offered: String,
    /// On which terms.
    pub sample: TermsDraft,
    /// What it says in each language.
    pub texts: PerLocale<ProductTexts>,
}

impl ProductDraft {
    /// Gathers a draft from fields by their names: `sku`, `jan`, …, `name_ja`, `name_zh_hans`.
    pub fn gather(of: impl Fn(&str) -> String) -> Self {
        Self {
            sku: of("sku"),
            jan: of("jan"),
            category: of("category"),
            price: of("price"),
            currency: of("currency"),
            rate: of("rate"),
            sample_offered: of("sample_offered"),
            sample: TermsDraft { treatment: of("sample_treatment"), value: of("sample_value") },
            texts: PerLocale::each(|locale| {
                ProductTexts::gather(|field| of(&format!("{field}_{}", locale.suffix())))
            }),
        }
    }
}

/// What a brand says of a product, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductFields {
    /// The brand's own number, unique within the brand.
    pub sku: String,
    /// The number under the barcode.
    pub jan: Option<Gtin>,
    /// Its shelf.
    pub category: Category,
    /// The price without tax; nothing while it is not known.
    pub price: Money,
    /// The whole commission offered.
    pub rate: Rate,
    /// Whether KOLs may ask for samples.
    pub sample_offered: bool,
    /// On which terms.
    pub sample: SampleTerms,
    /// What it says in each language.
    pub texts: PerLocale<ProductTexts>,
}

impl ProductFields {
    /// The draft that would be checked into these fields: what an edit form begins with.
    pub fn draft(&self) -> ProductDraft {
        ProductDraft {
            sku: self.sku.clone(),
            jan: self.jan.as_ref().map(Gtin::to_string).unwrap_or_default(),
            category: self.category.to_string(),
            price: if self.price.is_zero() { String::new() } else { self.price.decimal() },
            currency: self.price.currency().to_string(),
            rate: self.rate.percent(),
            sample_offered: if self.sample_offered { "true".into() } else { String::new() },
            sample: self.sample.draft(),
            texts: self.texts.clone(),
        }
    }
}

/// Checks a draft for keeping: what is there must be right, but much may still be missing.
///
/// # Errors
/// `Invalid` with every wrong field: `field-required`, `field-too-long`, `sku-malformed`,
/// `jan-malformed`, `jan-check-digit`, `jan-spreadsheet`, `choice-unknown`, `currency-unknown`,
/// `amount-malformed`, `amount-negative`, `amount-zero`, `amount-too-large`, `rate-out-of-range`.
pub fn validate(draft: &ProductDraft, allowed: &[Currency]) -> Result<ProductFields> {
    let mut fields = Fields::new();
    let sku = fields.take(sku(&draft.sku));
    let jan = fields.take(Gtin::optional("jan", &draft.jan));
    let category = fields.take(category(&draft.category));
    let price = fields.take(price(draft, allowed));
    let rate = fields.take(rate(&draft.rate));
    let sample_offered = is_on(&draft.sample_offered);
    let sample = price.and_then(|price| sample(draft, sample_offered, price, &mut fields));
    let texts = PerLocale::each(|locale| texts(draft.texts.get(locale), locale, &mut fields));
    fields.finish()?;
    let (Some(sku), Some(jan), Some(category), Some(price), Some(rate), Some(sample)) =
        (sku, jan, category, price, rate, sample)
    else {
        return Err(Error::Invalid(Vec::new()));
    };
    Ok(ProductFields { sku, jan, category, price, rate, sample_offered, sample, texts })
}

/// Whether a box is ticked, however a form or a file says it.
pub fn is_on(told: &str) -> bool {
    matches!(told.trim(), "true" | "on" | "yes" | "1")
}

/// The terms of samples are in the currency of the price; those that are not offered have none.
fn sample(
    draft: &ProductDraft,
    is_offered: bool,
    price: Money,
    fields: &mut Fields,
) -> Option<SampleTerms> {
    let currency = price.currency();
    if !is_offered {
        return Some(SampleTerms::free(currency));
    }
    match terms::validate(&draft.sample, currency) {
        Ok(terms) => Some(terms),
        Err(Error::Invalid(errors)) => {
            for error in errors {
                fields.note(error);
            }
            None
        }
        Err(_) => None,
    }
}

/// Checks that a product can be submitted: Japanese and Chinese texts, a price, a picture.
///
/// # Errors
/// `Invalid` with `field-required` on every field that is missing (`name_zh_hans`, `price`,
/// `picture`, …).
pub fn completeness(product: &ProductFields, picture: Option<AssetId>) -> Result<()> {
    let mut fields = Fields::new();
    fields.check(product.price.minor() > 0, "price", "field-required");
    for locale in [Locale::Ja, Locale::ZhHans] {
        for field in &TEXT_FIELDS[..3] {
            let present = !product.texts.get(locale).get(field).is_empty();
            fields.check(present, &format!("{field}_{}", locale.suffix()), "field-required");
        }
    }
    fields.check(picture.is_some(), "picture", "field-required");
    fields.finish()
}

fn sku(told: &str) -> Result<String, FieldError> {
    let sku = text::required("sku", &text::fold_width(told), SKU_LIMIT)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if sku.bytes().all(plain) { Ok(sku) } else { Err(FieldError::new("sku", "sku-malformed")) }
}

fn category(told: &str) -> Result<Category, FieldError> {
    match told.trim() {
        "" => Err(FieldError::new("category", "field-required")),
        told => told.parse().map_err(|_| FieldError::new("category", "choice-unknown")),
    }
}

/// The currency decides how the amount is read, so that its error hides the amount's.
fn price(draft: &ProductDraft, allowed: &[Currency]) -> Result<Money, FieldError> {
    let currency = draft
        .currency
        .trim()
        .parse()
        .ok()
        .filter(|currency| allowed.contains(currency))
        .ok_or_else(|| FieldError::new("currency", "currency-unknown"))?;
    let wrong = |code| FieldError::new("price", code);
    if draft.price.trim().is_empty() {
        return Ok(Money::zero(currency));
    }
    let price = Money::parse(&draft.price, currency).map_err(wrong)?;
    if price.is_negative() {
        return Err(wrong("amount-negative"));
    }
    if price.minor() > PRICE_LIMIT_MINOR {
        return Err(wrong("amount-too-large"));
    }
    Ok(price)
}

fn rate(told: &str) -> Result<Rate, FieldError> {
    if told.trim().is_empty() {
        return Err(FieldError::new("rate", "field-required"));
    }
    Rate::parse_percent(told).ok_or_else(|| FieldError::new("rate", "rate-out-of-range"))
}

fn texts(told: &ProductTexts, locale: Locale, fields: &mut Fields) -> ProductTexts {
    let limits = TEXT_FIELDS.into_iter().zip(TEXT_LIMITS);
    let mut clean = limits.map(|(field, limit)| {
        let name = format!("{field}_{}", locale.suffix());
        let value = told.get(field);
        let checked = match field {
            "description" => text::long(&name, value, limit),
            "selling_points" => text::long(&name, &one_on_each_line(value), limit),
            _ => text::optional(&name, value, limit),
        };
        fields.take(checked).unwrap_or_default()
    });
    ProductTexts::gather(|_| clean.next().unwrap_or_default())
}

/// Drops empty lines and blanks around each.
fn one_on_each_line(told: &str) -> String {
    let told = text::paragraph(told);
    let points: Vec<String> =
        told.lines().map(text::line).filter(|point| !point.is_empty()).collect();
    points.join("\n")
}

#[cfg(test)]
#[path = "product_tests.rs"]
mod tests;
