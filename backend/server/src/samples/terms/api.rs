//! The terms of a product's samples over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Error;
use domain::access::Permission;
use domain::id::ProductId;
use domain::samples::terms::{DAYS_TO_POST, SampleOffer, TermsDraft};
use serde::{Deserialize, Serialize};
use store::catalogue::product::Product;
use store::scope::OfOrganization;

use super::Told;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;

/// Terms to offer samples on.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleTermsBody {
    /// The product's version that the change is made on.
    pub version: i64,
    /// Whether KOLs may ask for samples.
    pub offered: bool,
    /// `sponsored` (never charged), `deduct` (taken from what the KOL has earned when nothing is
    /// posted), `deposit` (left at the approval, given back for the post).
    #[serde(default)]
    #[schema(example = "deduct")]
    pub treatment: String,
    /// What a piece is worth in the product's currency, as a decimal text; may be missing or zero for
    /// `sponsored` alone.
    #[serde(default)]
    #[schema(example = "1980")]
    pub value: String,
}

impl Document for SampleTermsBody {
    const BY: &'static [Permission] = &[Permission::SubmitProducts];
}

/// On which terms samples are offered.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SampleTermsDocument {
    /// `sponsored`, `deduct`, `deposit`.
    pub treatment: &'static str,
    /// What a piece is worth, a decimal text.
    pub value: String,
    /// Its currency.
    pub currency: &'static str,
    /// Counts the changes of the terms: who asks for a sample agrees to a version.
    pub version: i64,
    /// Days after the arrival in which something is posted.
    pub days_to_post: i64,
}

/// The terms as the API shows them.
pub fn document(offer: SampleOffer) -> SampleTermsDocument {
    let value = offer.terms.value;
    SampleTermsDocument {
        treatment: offer.terms.treatment.as_str(),
        value: value.decimal(),
        currency: value.currency().code(),
        version: offer.version,
        days_to_post: DAYS_TO_POST,
    }
}

/// A product's terms.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProductTermsDocument {
    /// The product.
    #[schema(value_type = String)]
    pub product: ProductId,
    /// The product's version; the next change names it.
    pub version: i64,
    /// Whether KOLs may ask for samples.
    pub offered: bool,
    /// On which terms.
    pub terms: SampleTermsDocument,
}

fn whole(product: &Product) -> ProductTermsDocument {
    ProductTermsDocument {
        product: product.id,
        version: product.version,
        offered: product.sample_offered,
        terms: document(product.sample()),
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/products/{id}/sample-terms", web::get().to(read))
        .route("/api/v1/products/{id}/sample-terms", web::put().to(write));
}

/// On which terms the own product's samples are offered.
#[utoipa::path(get, path = "/api/v1/products/{id}/sample-terms", tag = "samples",
    params(("id" = String, Path, description = "The product")),
    responses((status = 200, body = ProductTermsDocument), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let member = me.member();
    member.must(Permission::SubmitProducts)?;
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let scope = OfOrganization::of(&member);
    let product = app.read(scope, move |tx| super::get(tx, &member, id)).await?;
    show::json(StatusCode::OK, &whole(&product))
}

/// Changes them, also for a published product. Requests that were made keep their terms.
#[utoipa::path(put, path = "/api/v1/products/{id}/sample-terms", tag = "samples",
    request_body = SampleTermsBody, params(("id" = String, Path, description = "The product")),
    responses((status = 200, body = ProductTermsDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn write(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<SampleTermsBody>,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let SampleTermsBody { version, offered, treatment, value } = body.0;
    let draft = TermsDraft { treatment, value };
    let told = Told { offered: offered.to_string(), draft, version };
    let scope = OfOrganization::of(&member);
    let product = app.write(scope, move |tx| super::change(tx, &member, id, &told, at)).await?;
    show::json(StatusCode::OK, &whole(&product))
}
