//! Agreements on parts of commissions over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::commissions::partner::PartnerDraft;
use domain::id::{CommissionPartnerId, OrganizationId};
use domain::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::commissions::partner::{Agreement, Search};
use store::scope::{OfNetwork, OfOrganization};

use crate::commissions::books::Books;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::paging;
use crate::platform::letter::Desk;

/// Rows of a page.
const PAGE: usize = 100;

/// A part of a KOL's commissions to agree.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerBody {
    /// `mcn`: the agency that looks after the KOL; `referrer`: who brought the KOL.
    #[schema(example = "mcn")]
    pub kind: String,
    /// Whose commissions.
    pub kol: String,
    /// Who is paid: an MCN; a referrer may be another KOL.
    pub payee: String,
    /// How much of the commission's base, as a percentage with up to four decimals.
    #[schema(example = "2")]
    pub rate: String,
    /// Out of whose part: `kol` or `network`; never more than there is.
    #[schema(example = "kol")]
    pub bearer: String,
    /// The first day on the network's clock; from now on when left out.
    #[serde(default)]
    pub starts_on: String,
    /// The last day; open when left out.
    #[serde(default)]
    pub ends_on: String,
    /// What both sides read beside it.
    #[serde(default)]
    pub note: String,
}

/// The end of an agreement.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerEndBody {
    /// The last day on the network's clock; at once when left out.
    #[serde(default)]
    pub ends_on: String,
}

/// An agreement on a part of a KOL's commissions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PartnerDocument {
    /// Its id.
    #[schema(value_type = String, example = "cpn_01jd0000000000000000000000")]
    pub id: CommissionPartnerId,
    /// `mcn` or `referrer`.
    pub kind: &'static str,
    /// Whose commissions.
    #[schema(value_type = String)]
    pub kol: OrganizationId,
    /// Who is paid.
    #[schema(value_type = String)]
    pub payee: OrganizationId,
    /// How much of the base, as a percentage.
    pub rate: String,
    /// Out of whose part: `kol` or `network`.
    pub bearer: &'static str,
    /// What both sides read beside it.
    pub note: String,
    /// `coming`, `active` or `ended`.
    pub state: &'static str,
    /// From when on.
    #[schema(value_type = String)]
    pub valid_from: Timestamp,
    /// Until when, which is no more in it.
    #[schema(value_type = Option<String>)]
    pub valid_to: Option<Timestamp>,
}

/// A page of agreements.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PartnerList {
    /// The agreements, newest first.
    pub items: Vec<PartnerDocument>,
    /// The `after` of the next page; null on the last one.
    pub next: Option<String>,
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    kol: Option<String>,
    after: Option<String>,
}

impl Document for PartnerBody {
    const BY: &'static [Permission] = &[Permission::AgreePartners];
}

impl Document for PartnerEndBody {
    const BY: &'static [Permission] = &[Permission::AgreePartners];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/partners", web::get().to(list))
        .route("/api/v1/partners", web::post().to(create))
        .route("/api/v1/partners/{id}/end", web::post().to(end));
}

/// Who has a part of whose commissions: all of the network for the operator, the own agreements for
/// others.
#[utoipa::path(get, path = "/api/v1/partners", tag = "commissions",
    params(("kol" = Option<String>, Query, description = "Only on this KOL's commissions"),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = PartnerList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let me = me.member();
    let all = crate::commissions::fee::sees_all(&me)?;
    let unknown = |field| move |_| Error::field(field, "choice-unknown");
    let told = |told: &Option<String>| told.clone().filter(|told| !told.is_empty());
    let search = Search {
        kol: told(&query.kol).map(|id| id.parse().map_err(unknown("kol"))).transpose()?,
        after: told(&query.after).map(|id| id.parse().map_err(unknown("after"))).transpose()?,
    };
    let limit = paging::one_more(PAGE);
    let mut rows = if all {
        app.read(OfNetwork::of(&me)?, move |tx| tx.agreements(&search, limit)).await?
    } else {
        app.read(OfOrganization::of(&me), move |tx| tx.agreements(&search, limit)).await?
    };
    let next = paging::next(&mut rows, PAGE, |last| last.id.to_string());
    let at = app.now();
    let items = rows.into_iter().map(|row| document(row, at)).collect();
    show::json(StatusCode::OK, &PartnerList { items, next })
}

/// Agrees a part of a KOL's commissions; both sides get a mail. Units that rounding leaves go to the
/// largest remainders, of equals to the KOL first: the parts always add up to the commission.
#[utoipa::path(post, path = "/api/v1/partners", tag = "commissions", request_body = PartnerBody,
    responses((status = 201, body = PartnerDocument), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<PartnerBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let PartnerBody { kind, kol, payee, rate, bearer, starts_on, ends_on, note } = body.0;
    let draft = PartnerDraft { kind, kol, payee, rate, bearer, starts_on, ends_on, note };
    let network = crate::orders::network(&app, me.network).await?;
    let (desk, at) = (Desk::open(&app, me.network).await?, app.now());
    let made =
        app.write(scope, move |tx| super::agree(tx, &me, &network, &desk, &draft, at)).await?;
    show::json(StatusCode::CREATED, &document(made, at))
}

/// Ends an agreement; both sides get a mail. What was frozen by it stays.
#[utoipa::path(post, path = "/api/v1/partners/{id}/end", tag = "commissions",
    request_body = PartnerEndBody, params(("id" = String, Path, description = "The agreement")),
    responses((status = 200, body = PartnerDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn end(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<PartnerEndBody>,
) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let ends_on = body.0.ends_on;
    let network = crate::orders::network(&app, me.network).await?;
    let (desk, at) = (Desk::open(&app, me.network).await?, app.now());
    let ended = app
        .write(scope, move |tx| super::end(tx, &me, &network, &desk, (id, &ends_on), at))
        .await?;
    show::json(StatusCode::OK, &document(ended, at))
}

fn document(row: Agreement, at: Timestamp) -> PartnerDocument {
    PartnerDocument {
        id: row.id,
        kind: row.kind.as_str(),
        kol: row.kol_id,
        payee: row.payee_id,
        rate: row.rate.percent(),
        bearer: row.bearer.as_str(),
        state: super::state(&row, at).0,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        note: row.note,
    }
}
