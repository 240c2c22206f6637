//! A product as the API takes and shows it.

use domain::Timestamp;
use domain::access::Permission;
use domain::catalogue::product::{ProductDraft, ProductTexts, TEXT_FIELDS};
use domain::catalogue::review::RejectReason;
use domain::id::{AssetId, OrganizationId, ProductId, ReviewNoteId};
use domain::locale::{Locale, PerLocale};
use domain::samples::terms::TermsDraft;
use serde::{Deserialize, Serialize};
use store::catalogue::product::Product;
use store::catalogue::review::ReviewNote;
use store::platform::text::Texts;

use crate::http::body::Document;
use crate::samples::terms::api::SampleTermsDocument;

/// What a brand says of a product in one language.
#[derive(Debug, Default, Clone, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TextsBody {
    /// Its name, one line.
    pub name: String,
    /// What it is, one line.
    pub summary: String,
    /// The whole description, several lines.
    pub description: String,
    /// Selling points, one on each line.
    pub selling_points: String,
}

/// What a brand says of a product in every language; Japanese is the source.
#[derive(Debug, Default, Clone, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AllTextsBody {
    /// In Japanese.
    pub ja: TextsBody,
    /// In simplified Chinese.
    pub zh_hans: TextsBody,
    /// In English.
    pub en: TextsBody,
}

/// A product to write.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductBody {
    /// The version that the change was made on; only for an existing product.
    #[serde(default)]
    pub version: Option<i64>,
    /// The brand's own number, unique within the brand.
    #[schema(example = "MTC-001")]
    pub sku: String,
    /// The number under the barcode: 8, 12, 13 or 14 digits.
    #[serde(default)]
    pub jan: String,
    /// `skincare`, `tea`, `sweets`, `food`, `health`, `kitchen`, `craft`, `baby`, `fragrance`,
    /// `stationery`.
    #[schema(example = "tea")]
    pub category: String,
    /// The price without tax as a decimal text; empty while it is not known.
    #[serde(default)]
    #[schema(example = "1980")]
    pub price: String,
    /// Its currency.
    #[schema(example = "JPY")]
    pub currency: String,
    /// The whole commission offered, in percent.
    #[schema(example = "20")]
    pub rate: String,
    /// Whether KOLs may ask for samples.
    #[serde(default)]
    pub sample_offered: bool,
    /// On which terms: `sponsored` (never charged; when missing), `deduct`, `deposit`.
    #[serde(default)]
    #[schema(example = "deduct")]
    pub sample_treatment: String,
    /// What a piece is worth as a decimal text, in the currency of the price.
    #[serde(default)]
    #[schema(example = "1980")]
    pub sample_value: String,
    /// What it says in each language.
    #[serde(default)]
    pub texts: AllTextsBody,
}

impl Document for ProductBody {
    const BY: &'static [Permission] = &[Permission::SubmitProducts];
}

impl ProductBody {
    /// The draft that the rules check.
    pub fn draft(&self) -> ProductDraft {
        let text = |texts: &TextsBody| ProductTexts {
            name: texts.name.clone(),
            summary: texts.summary.clone(),
            description: texts.description.clone(),
            selling_points: texts.selling_points.clone(),
        };
        ProductDraft {
            sku: self.sku.clone(),
            jan: self.jan.clone(),
            category: self.category.clone(),
            price: self.price.clone(),
            currency: self.currency.clone(),
            rate: self.rate.clone(),
            sample_offered: self.sample_offered.to_string(),
            sample: TermsDraft {
                treatment: self.sample_treatment.clone(),
                value: self.sample_value.clone(),
            },
            texts: PerLocale {
                ja: text(&self.texts.ja),
                zh_hans: text(&self.texts.zh_hans),
                en: text(&self.texts.en),
            },
        }
    }
}

/// An act on a product.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActBody {
    /// The brand: `submit`, `withdraw`. The operator: `take`, `approve`, `request_changes`,
    /// `reject`.
    #[schema(example = "submit")]
    pub act: String,
    /// What the brand is told: with `request_changes` and `reject`.
    #[serde(default)]
    pub note: String,
    /// Why, with `reject`: `needs_more_detail`, `does_not_meet_requirements`, `not_the_right_fit`,
    /// `other`.
    #[serde(default)]
    pub reason: String,
    /// The version that the act is meant for.
    pub version: i64,
}

impl Document for ActBody {
    const BY: &'static [Permission] = &[Permission::SubmitProducts, Permission::ReviewProducts];
}

/// A product.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProductDocument {
    /// Its id.
    #[schema(value_type = String, example = "prd_01jd0000000000000000000000")]
    pub id: ProductId,
    /// Whose it is.
    #[schema(value_type = String, example = "org_01jd0000000000000000000000")]
    pub brand: OrganizationId,
    /// `draft`, `submitted`, `in_review`, `changes_requested`, `published`, `suspended`, `rejected`,
    /// `withdrawn`.
    pub status: &'static str,
    /// Counts its changes; the next change names it.
    pub version: i64,
    /// The brand's own number.
    pub sku: String,
    /// The number under the barcode.
    pub jan: Option<String>,
    /// Its shelf.
    pub category: &'static str,
    /// The price without tax, a decimal text.
    pub price: String,
    /// Its currency.
    pub currency: &'static str,
    /// The whole commission offered, in percent.
    pub rate: String,
    /// Whether KOLs may ask for samples.
    pub sample_offered: bool,
    /// On which terms.
    pub sample_terms: SampleTermsDocument,
    /// Its picture: `GET /assets/pictures/{id}`.
    #[schema(value_type = Option<String>, example = "ast_01jd0000000000000000000000")]
    pub picture: Option<AssetId>,
    /// What it says in each language.
    pub texts: AllTextsBody,
    /// The reviewers' notes, oldest first; only with a single product.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteDocument>,
    /// When it was submitted last.
    #[schema(value_type = Option<String>)]
    pub submitted_at: Option<Timestamp>,
    /// When it was approved.
    #[schema(value_type = Option<String>)]
    pub published_at: Option<Timestamp>,
    /// When it was first kept.
    #[schema(value_type = String)]
    pub created_at: Timestamp,
    /// When it was changed last.
    #[schema(value_type = String)]
    pub updated_at: Timestamp,
}

/// A reviewer's note.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct NoteDocument {
    /// Its id.
    #[schema(value_type = String)]
    pub id: ReviewNoteId,
    /// The act it went with.
    pub act: String,
    /// Why, with a rejection.
    pub reason: Option<&'static str>,
    /// The text, in the reviewer's language.
    pub note: String,
    /// When.
    #[schema(value_type = String)]
    pub created_at: Timestamp,
}

/// A page of products.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProductList {
    /// The products, newest first.
    pub products: Vec<ProductDocument>,
    /// The `after` of the next page; null on the last one.
    pub next: Option<String>,
}

/// A product as the API shows it.
pub fn document(product: Product, texts: &Texts, notes: Vec<ReviewNote>) -> ProductDocument {
    let said = |locale: Locale| {
        let [name, summary, description, selling_points] = TEXT_FIELDS
            .map(|field| texts.exact(product.id, field, locale).unwrap_or_default().to_owned());
        TextsBody { name, summary, description, selling_points }
    };
    let note = |note: ReviewNote| NoteDocument {
        id: note.id,
        act: note.act,
        reason: note.reason.map(RejectReason::as_str),
        note: note.note,
        created_at: note.created_at,
    };
    ProductDocument {
        sample_terms: crate::samples::terms::api::document(product.sample()),
        id: product.id,
        brand: product.brand_id,
        status: product.status.as_str(),
        version: product.version,
        price: product.price().decimal(),
        currency: product.price().currency().code(),
        jan: product.jan,
        category: product.category.as_str(),
        rate: product.rate.percent(),
        sample_offered: product.sample_offered,
        picture: product.picture_id,
        texts: AllTextsBody {
            ja: said(Locale::Ja),
            zh_hans: said(Locale::ZhHans),
            en: said(Locale::En),
        },
        notes: notes.into_iter().map(note).collect(),
        submitted_at: product.submitted_at,
        published_at: product.published_at,
        created_at: product.created_at,
        updated_at: product.updated_at,
        sku: product.sku,
    }
}
