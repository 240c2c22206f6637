//! Exchanges as a list: in the browser, as a file, over the API.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Error;
use domain::id::FxConversionId;
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use super::Exchanged;
use super::api::{ConversionBody, conversion};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::order::asked::limit;

/// Exchanges of one page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "ledger/fx/conversions.html")]
struct ConversionsPage {
    page: Page,
    lines: Vec<Exchanged>,
    next: Option<FxConversionId>,
    is_first: bool,
}

/// A page of exchanges.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ConversionList {
    /// The exchanges, newest first.
    items: Vec<ConversionBody>,
    /// `after` of the next page; null on the last one.
    #[schema(value_type = Option<String>)]
    next: Option<FxConversionId>,
}

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    after: Option<String>,
    limit: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/ledger/conversions", web::get().to(index))
        .route("/api/v1/ledger/conversions", web::get().to(list));
}

fn after(told: Option<&str>) -> Result<Option<FxConversionId>, Error> {
    told.filter(|told| !told.is_empty())
        .map(|told| told.parse().map_err(|_| Error::field("after", "choice-unknown")))
        .transpose()
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let after = after(query.after.as_deref())?;
    let page = Page::inside(&request, &app, &me.0).under("/ledger");
    let locale = page.locale;
    let (lines, next) =
        app.read(scope, move |tx| super::conversions(tx, &member, locale, after, ROWS)).await?;
    show::page(&ConversionsPage { page, lines, next, is_first: after.is_none() })
}

/// Exchanges, newest first.
#[utoipa::path(get, path = "/api/v1/ledger/conversions", tag = "ledger",
    params(("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = ConversionList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let after = after(query.after.as_deref())?;
    let (limit, locale) = (limit(query.limit.as_deref())?, member.locale);
    let (lines, next) =
        app.read(scope, move |tx| super::conversions(tx, &member, locale, after, limit)).await?;
    let items = lines.into_iter().map(|line| conversion(line.made)).collect();
    show::json(StatusCode::OK, &ConversionList { items, next })
}
