//! Products over the API: the brand writes its own, the operator reads and decides.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::access::Member;
use domain::catalogue::picture::MAXIMUM_BYTES;
use domain::catalogue::product::{
    ProductAct, ProductDraft, ProductStatus, ProductTexts, TEXT_FIELDS,
};
use domain::id::{AssetId, OrganizationId, ProductId, ReviewNoteId};
use domain::locale::{Locale, PerLocale};
use domain::{Error, Result, Timestamp};
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use store::catalogue::product::{self, Product, Search};
use store::catalogue::review::{self, ReviewNote};
use store::platform::text::Texts;
use store::scope::{OfNetwork, OfOrganization};

use super::forms::{network, upload};
use crate::app::App;
use crate::catalogue::review as operator;
use crate::catalogue::review::pages::{Said, perform};
use crate::catalogue::tabs::Wanted;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running};
use crate::http::form::Body;
use crate::http::show;

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
    /// What it says in each language.
    #[serde(default)]
    pub texts: AllTextsBody,
}

impl ProductBody {
    fn draft(&self) -> ProductDraft {
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

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/products", web::get().to(list))
        .route("/api/v1/products", web::post().to(create))
        .route("/api/v1/products/{id}", web::get().to(get))
        .route("/api/v1/products/{id}", web::put().to(update))
        .route("/api/v1/products/{id}/picture", web::put().to(set_picture))
        .route("/api/v1/products/{id}/acts", web::post().to(act));
}

/// Rows of a page.
const PAGE: usize = 100;

/// The brand's own products; for the operator those that were ever submitted.
#[utoipa::path(get, path = "/api/v1/products", tag = "products",
    params(("status" = Option<String>, Query, description = "Only in this state"),
        ("category" = Option<String>, Query, description = "Only on this shelf"),
        ("words" = Option<String>, Query, description = "In a name or the SKU"),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = ProductList), (status = 403, body = Problem)))]
pub async fn list(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let search = search(&Wanted::of(&request))?;
    let (mut products, texts) = if member.is_operator() {
        app.read(OfNetwork::of(&member)?, move |tx| operator::find(tx, &member, search)).await?
    } else {
        app.read(OfOrganization::of(&member), move |tx| super::find(tx, &member, &search)).await?
    };
    let more = products.len() > PAGE;
    products.truncate(PAGE);
    let next = products.last().filter(|_| more).map(|last| last.id.to_string());
    let products =
        products.into_iter().map(|product| document(product, &texts, Vec::new())).collect();
    show::json(StatusCode::OK, &ProductList { products, next })
}

fn search(wanted: &Wanted) -> Result<Search> {
    let unknown = |field| Error::field(field, "choice-unknown");
    let status = match wanted.get("status") {
        "" => None,
        told => {
            let status = ProductStatus::ALL.iter().find(|status| status.as_str() == told);
            Some(*status.ok_or_else(|| unknown("status"))?)
        }
    };
    if !wanted.get("category").is_empty() && wanted.category().is_none() {
        return Err(unknown("category"));
    }
    if !wanted.get("after").is_empty() && wanted.after().is_none() {
        return Err(unknown("after"));
    }
    Ok(Search {
        statuses: status.into_iter().collect(),
        category: wanted.category(),
        words: wanted.get("words").to_owned(),
        after: wanted.after(),
        limit: i64::try_from(PAGE).unwrap_or(i64::MAX) + 1,
        ..Search::default()
    })
}

/// Begins a draft.
#[utoipa::path(post, path = "/api/v1/products", tag = "products", request_body = ProductBody,
    responses((status = 201, body = ProductDocument), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<ProductBody>) -> Answer {
    let (member, at) = (me.member(), app.now());
    let currencies = network(&app, member.network).await?.currencies;
    let draft = body.0.draft();
    let document = app
        .write(OfOrganization::of(&member), move |tx| {
            let product = super::create(tx, &member, at, &draft, &currencies)?;
            let texts = product::names(tx, &[product.id])?;
            Ok(document(product, &texts, Vec::new()))
        })
        .await?;
    show::json(StatusCode::CREATED, &document)
}

/// A product of the brand; for the operator one that was ever submitted.
#[utoipa::path(get, path = "/api/v1/products/{id}", tag = "products",
    params(("id" = String, Path, description = "The product")),
    responses((status = 200, body = ProductDocument), (status = 404, body = Problem)))]
pub async fn get(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    show::json(StatusCode::OK, &read(&app, &me.member(), id).await?)
}

async fn read(app: &Arc<App>, me: &Member, id: ProductId) -> Result<ProductDocument> {
    let member = me.clone();
    if me.is_operator() {
        return app
            .read(OfNetwork::of(me)?, move |tx| {
                let product = operator::get(tx, &member, id)?;
                let notes = review::find(tx, id)?;
                Ok(document(product, &product::names(tx, &[id])?, notes))
            })
            .await;
    }
    app.read(OfOrganization::of(me), move |tx| {
        let product = super::own(tx, &member, id)?;
        let notes = review::find(tx, id)?;
        Ok(document(product, &product::names(tx, &[id])?, notes))
    })
    .await
}

/// Writes in a draft, or in a product that was sent back.
#[utoipa::path(put, path = "/api/v1/products/{id}", tag = "products", request_body = ProductBody,
    params(("id" = String, Path, description = "The product")),
    responses((status = 200, body = ProductDocument), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn update(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<ProductBody>,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let currencies = network(&app, member.network).await?.currencies;
    let version = body.0.version.ok_or_else(|| Error::field("version", "field-required"));
    let draft = body.0.draft();
    let document = app
        .write(OfOrganization::of(&member), move |tx| {
            // Whose it is comes before what is wrong with it.
            super::own(tx, &member, id)?;
            let product = super::revise(tx, &member, at, id, version?, &draft, &currencies)?;
            let texts = product::names(tx, &[id])?;
            Ok(document(product, &texts, review::find(tx, id)?))
        })
        .await?;
    show::json(StatusCode::OK, &document)
}

/// Gives a product its picture: the body is the file, JPEG, PNG or WebP of at most 5 MB and 24
/// million pixels. It is kept as a JPEG of at most 1,200 pixels.
#[utoipa::path(put, path = "/api/v1/products/{id}/picture", tag = "products",
    params(("id" = String, Path, description = "The product"),
        ("version" = Option<i64>, Query, description = "The version that the change was made on")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ProductDocument), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set_picture(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    payload: web::Payload,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let told = Wanted::of(&request).get("version").to_owned();
    // Whose it is comes before the work of reading the file.
    let asked = member.clone();
    let held = app.read(OfOrganization::of(&member), move |tx| super::own(tx, &asked, id)).await?;
    let version = match told.as_str() {
        "" => held.version,
        told => told.parse().map_err(|_| Error::field("version", "number-malformed"))?,
    };
    let picture = upload(body(payload).await?).await?;
    let document = app
        .write(OfOrganization::of(&member), move |tx| {
            let product = super::set_picture(tx, &member, at, id, version, &picture)?;
            let texts = product::names(tx, &[id])?;
            Ok(document(product, &texts, review::find(tx, id)?))
        })
        .await?;
    show::json(StatusCode::OK, &document)
}

/// The whole body, unless it is too large for a picture.
async fn body(mut payload: web::Payload) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::field("picture", "picture-unreadable"))?;
        if bytes.len() + chunk.len() > MAXIMUM_BYTES {
            return Err(Error::field("picture", "picture-too-large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Moves a product along.
#[utoipa::path(post, path = "/api/v1/products/{id}/acts", tag = "products", request_body = ActBody,
    params(("id" = String, Path, description = "The product")),
    responses((status = 200, body = ProductDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, body: Body<ActBody>) -> Answer {
    let (member, at) = (me.member(), app.now());
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let ActBody { act, note, reason, version } = body.0;
    let known: ProductAct = act.parse()?;
    match known {
        ProductAct::Submit | ProductAct::Withdraw => {
            let me = member.clone();
            app.write(OfOrganization::of(&member), move |tx| match known {
                ProductAct::Submit => super::submit(tx, &me, at, id, version),
                _ => super::withdraw(tx, &me, at, id, version),
            })
            .await?;
        }
        _ => {
            perform(&app, &member, id, version, Said { act, reason, note }).await?;
        }
    }
    show::json(StatusCode::OK, &read(&app, &member, id).await?)
}

fn document(product: Product, texts: &Texts, notes: Vec<ReviewNote>) -> ProductDocument {
    let said = |locale: Locale| {
        let [name, summary, description, selling_points] = TEXT_FIELDS
            .map(|field| texts.exact(product.id, field, locale).unwrap_or_default().to_owned());
        TextsBody { name, summary, description, selling_points }
    };
    let note = |note: ReviewNote| NoteDocument {
        id: note.id,
        act: note.act,
        reason: note.reason.map(domain::catalogue::review::RejectReason::as_str),
        note: note.note,
        created_at: note.created_at,
    };
    ProductDocument {
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
