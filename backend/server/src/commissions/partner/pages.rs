//! Agreements on parts of commissions in the browser: all of them for the operator, the own ones
//! for the KOL and the payee.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Error;
use domain::access::{OrganizationKind, Permission};
use domain::commissions::partner::PartnerDraft;
use domain::commissions::split::{Bearer, PartnerKind};
use domain::id::{CommissionPartnerId, OrganizationId};
use store::commissions::partner::Search;
use store::scope::{OfNetwork, OfOrganization};

use super::Line;
use crate::app::App;
use crate::commissions::fee::sees_all;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::orders::names::{Said, choices};
use crate::paging;
use crate::platform::letter::Desk;

/// Rows of a page.
const PAGE: usize = 50;
const FIELDS: [&str; 8] =
    ["kind", "kol", "payee", "rate", "bearer", "starts_on", "ends_on", "note"];

#[derive(Template)]
#[template(path = "commissions/partner/index.html")]
struct IndexPage {
    page: Page,
    lines: Vec<Line>,
    next: Option<String>,
    is_operator: bool,
    may_agree: bool,
    may_declare: bool,
    /// The agreement whose end was refused, and its form.
    refused: Option<CommissionPartnerId>,
    form: Form,
}

#[derive(Template)]
#[template(path = "commissions/partner/new.html")]
struct NewPage {
    page: Page,
    form: Form,
    problems: Vec<(String, &'static str, String)>,
    kols: Vec<(OrganizationId, Said)>,
    mcns: Vec<(OrganizationId, Said)>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/partners", web::get().to(index))
        .route("/partners/new", web::get().to(new))
        .route("/partners/new", web::post().to(create))
        .route("/partners/{id}/end", web::post().to(end));
}

/// The page under the place of the navigation that leads to it.
fn framed(request: &HttpRequest, app: &Arc<App>, me: &Me) -> Page {
    let place = if me.0.member.is_operator() { "/adjustments" } else { "/earnings" };
    Page::inside(request, app, &me.0).under(place)
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    listed(&request, &app, &me, Posted::default(), None).await
}

async fn listed(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    posted: Posted,
    why: Option<(CommissionPartnerId, Error)>,
) -> Answer {
    let member = me.member();
    let all = sees_all(&member)?;
    let wanted = Query::of(request);
    let search =
        Search { kol: wanted.get("kol").parse().ok(), after: wanted.get("after").parse().ok() };
    let page = framed(request, app, me);
    let (locale, at) = (page.locale, app.now());
    let may_agree = member.may(Permission::AgreePartners);
    let may_declare = member.may(Permission::DeclareTax);
    let limit = paging::one_more(PAGE);
    let mut lines = if all {
        let scope = OfNetwork::of(&member)?;
        app.read(scope, move |tx| super::list(tx, &member, locale, (&search, limit), at)).await?
    } else {
        let scope = OfOrganization::of(&member);
        app.read(scope, move |tx| super::list(tx, &member, locale, (&search, limit), at)).await?
    };
    let next = paging::next(&mut lines, PAGE, |last| {
        let kol = search.kol.map(|id| id.to_string()).unwrap_or_default();
        let last = last.row.id.to_string();
        format!("/partners?{}", show::query(&[("kol", &kol), ("after", &last)]))
    });
    let refused = why.as_ref().map(|(id, _)| *id);
    let form = Form::of(posted, why.as_ref().map(|(_, error)| error), page.words)?;
    let status = form.status();
    let is_operator = all;
    let index = IndexPage { page, lines, next, is_operator, may_agree, may_declare, refused, form };
    show::page_with(status, &index)
}

async fn new(request: HttpRequest, app: Running, me: Me) -> Answer {
    let wanted = Query::of(&request);
    let posted =
        Posted::default().with("kind", "mcn").with("bearer", "kol").with("kol", wanted.get("kol"));
    blank(&request, &app, &me, posted, None).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::AgreePartners)?;
    let [kind, kol, payee, rate, bearer, starts_on, ends_on, note] =
        FIELDS.map(|field| posted.text(field));
    let draft = PartnerDraft { kind, kol, payee, rate, bearer, starts_on, ends_on, note };
    let network = crate::orders::network(&app, member.network).await?;
    let (desk, at) = (Desk::open(&app, member.network).await?, app.now());
    let made =
        app.write(scope, move |tx| super::agree(tx, &member, &network, &desk, &draft, at)).await;
    match made {
        Ok(_) => show::done("/partners", "partner-agreed"),
        Err(error) => blank(&request, &app, &me, posted, Some(error)).await,
    }
}

async fn blank(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::AgreePartners)?;
    let page = framed(request, app, me);
    let locale = page.locale;
    let (kols, mcns) = app
        .read(scope, move |tx| {
            let kols = choices(tx, locale, OrganizationKind::Kol)?;
            Ok((kols, choices(tx, locale, OrganizationKind::Mcn)?))
        })
        .await?;
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let status = form.status();
    let words = page.words;
    let label = |field: &str| match field {
        "kind" => words.partner_kind(),
        "kol" => words.partner_kol(),
        "payee" => words.partner_payee(),
        "bearer" => words.partner_bearer(),
        "starts_on" => words.partner_from(),
        "ends_on" => words.partner_until(),
        "note" => words.partner_note(),
        _ => words.partner_rate(),
    };
    let problems =
        form.errors().iter().map(|(field, why)| (field.clone(), label(field), why.clone()));
    let problems = problems.collect();
    show::page_with(status, &NewPage { page, form, problems, kols, mcns })
}

async fn end(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id: CommissionPartnerId = id.parse().map_err(|_| Error::Missing)?;
    let ends_on = posted.text("ends_on");
    let network = crate::orders::network(&app, member.network).await?;
    let (desk, at) = (Desk::open(&app, member.network).await?, app.now());
    let outcome = app
        .write(scope, move |tx| super::end(tx, &member, &network, &desk, (id, &ends_on), at))
        .await;
    match outcome {
        Ok(_) => show::done("/partners", "partner-ended"),
        Err(error) => listed(&request, &app, &me, posted, Some((id, error))).await,
    }
}
