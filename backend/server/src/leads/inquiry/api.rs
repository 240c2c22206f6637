//! Inquiries over the API: for forms on other sites of the operator.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::access::Permission;
use domain::leads::inquiry::InquiryForm;
use domain::{Error, Locale, Result};
use serde::{Deserialize, Serialize};

use super::{Arrival, limited, origin, receive, visitor};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Language, Running, address};
use crate::http::show;
use crate::leads::touch::Touched;
use crate::leads::{categories, network_at};

/// An inquiry.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct NewInquiryBody {
    /// Who asks: `manufacturer` or `kol`.
    #[schema(example = "manufacturer")]
    pub kind: String,
    /// The company; may be left out by a KOL.
    pub company: String,
    /// The person.
    pub name: String,
    /// Where the materials go.
    #[schema(example = "hanako@example.jp")]
    pub email: String,
    /// The telephone number; may be left out.
    pub phone: String,
    /// A category of the catalogue; may be left out.
    #[schema(example = "tea")]
    pub category: String,
    /// What the visitor wants to say; may be left out.
    pub message: String,
    /// Whether the visitor agreed to the privacy notice; must be true.
    pub consent: bool,
    /// Whether the visitor asked for news.
    pub marketing: bool,
    /// The language of mail and materials; that of the request when left out.
    #[schema(example = "zh-Hans")]
    pub locale: Option<String>,
    /// The page that the visitor came from.
    pub referrer: Option<String>,
    /// The campaign.
    #[schema(example = "utm_source=fair")]
    pub campaign: Option<String>,
}

impl Document for NewInquiryBody {
    const BY: &'static [Permission] = &[];
}

/// An inquiry that was taken.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TakenInquiry {
    /// The submission.
    #[schema(value_type = String, example = "inq_01jd0000000000000000000000")]
    pub id: domain::id::InquiryId,
    /// Whether the materials are on their way; not when three mails went out within a day.
    pub mailed: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/networks/{slug}/inquiries", web::post().to(create));
}

/// Asks for the introduction materials of a network; they come by mail.
#[utoipa::path(post, path = "/api/v1/networks/{slug}/inquiries", tag = "leads",
    params(("slug" = String, Path, description = "The network's part of its public address")),
    request_body = NewInquiryBody,
    responses((status = 201, body = TakenInquiry), (status = 404, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)),
    security(()))]
pub async fn create(
    request: HttpRequest,
    app: Running,
    slug: web::Path<String>,
    language: Language,
    body: Body<NewInquiryBody>,
) -> Answer {
    let network = network_at(&app, slug.into_inner()).await?;
    app.limits.count(&app.limits.inquiry, &address(&request))?;
    let body = body.0;
    let inquiry = form(&body).check(&categories())?;
    let arrival = Arrival {
        locale: locale(&body, language.0)?,
        referrer: body.referrer.as_deref().and_then(origin),
        campaign: body.campaign.as_deref().and_then(origin),
        touched: Touched::default(),
        visitor: visitor(&app, &address(&request)),
    };
    limited(&app, &network, &inquiry)?;
    let taken = receive(&app, &network, inquiry, arrival).await?;
    let answer = TakenInquiry { id: taken.inquiry, mailed: !taken.is_held };
    show::json(StatusCode::CREATED, &answer)
}

fn form(body: &NewInquiryBody) -> InquiryForm {
    InquiryForm {
        kind: body.kind.clone(),
        company: body.company.clone(),
        name: body.name.clone(),
        email: body.email.clone(),
        phone: body.phone.clone(),
        category: body.category.clone(),
        message: body.message.clone(),
        consent: body.consent.to_string(),
        marketing: body.marketing.to_string(),
        website: String::new(),
    }
}

fn locale(body: &NewInquiryBody, asked: Locale) -> Result<Locale> {
    let Some(tag) = &body.locale else { return Ok(asked) };
    tag.parse().map_err(|_| Error::field("locale", "choice-unknown"))
}
