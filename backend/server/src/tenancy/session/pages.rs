//! Sessions in the browser.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::id::MembershipId;
use domain::{Error, Locale};
use serde::Deserialize;
use store::scope::OfPlatform;
use store::tenancy::membership::{self, Membership};

use super::Issued;
use crate::app::App;
use crate::error::{Answer, Failure};
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running, address};
use crate::http::form::Posted;
use crate::http::identify::{LANGUAGE, cookies, keep, no_cookies};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;

#[derive(Template)]
#[template(path = "tenancy/session/sign_in.html")]
struct SignInPage {
    page: Page,
    email: String,
    next: String,
    refusal: Option<String>,
}

#[derive(Template)]
#[template(path = "tenancy/session/memberships.html")]
struct MembershipsPage {
    page: Page,
    all: Vec<Membership>,
    current: MembershipId,
}

/// Where to go afterwards.
#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/session/new", web::get().to(new))
        .route("/session", web::post().to(create))
        .route("/session/delete", web::post().to(delete))
        .route("/session/memberships", web::get().to(memberships))
        .route("/session/memberships", web::post().to(switch))
        .route("/language/{tag}", web::get().to(language));
}

async fn new(request: HttpRequest, app: Running, next: InQuery<Next>) -> Answer {
    show::page(&SignInPage {
        page: Page::bare(&request, &app),
        email: String::new(),
        next: show::own_path(next.next.as_deref()).to_owned(),
        refusal: None,
    })
}

async fn create(request: HttpRequest, app: Running, posted: Posted) -> Answer {
    app.limits.count(&app.limits.sign_in, &address(&request))?;
    let next = show::own_path(Some(posted.get("next"))).to_owned();
    match super::sign_in(&app, posted.get("email"), posted.text("password")).await {
        Ok(issued) => Ok(signed_in(&app, &issued, &next)),
        Err(error @ Error::Unauthenticated(_)) => {
            let page = Page::bare(&request, &app);
            let refusal = Some(page.words.error(&error));
            let email = posted.text("email");
            show::page_with(StatusCode::UNAUTHORIZED, &SignInPage { page, email, next, refusal })
        }
        Err(other) => Err(Failure(other)),
    }
}

fn signed_in(app: &App, issued: &Issued, next: &str) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, next));
    for cookie in cookies(issued, app.settings.secure_cookies()) {
        response.cookie(cookie);
    }
    response.finish()
}

async fn delete(app: Running, me: Option<Me>, _: NoBody) -> Answer {
    if let Some(me) = me {
        super::sign_out(&app, &me.0).await?;
    }
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, "/session/new"));
    for cookie in no_cookies(app.settings.secure_cookies()) {
        response.cookie(cookie);
    }
    Ok(response.finish())
}

async fn memberships(request: HttpRequest, app: Running, me: Me) -> Answer {
    let account = me.0.member.account;
    let all = app
        .read(OfPlatform::because("a person's own memberships"), move |tx| {
            membership::find(tx, account)
        })
        .await?;
    let page = Page::inside(&request, &app, &me.0);
    show::page(&MembershipsPage { page, all, current: me.0.member.membership })
}

async fn switch(app: Running, me: Me, posted: Posted) -> Answer {
    let wanted: MembershipId = posted.get("membership").parse().map_err(|_| Error::Missing)?;
    let issued = super::switch(&app, &me.0, wanted).await?;
    Ok(signed_in(&app, &issued, "/"))
}

async fn language(app: Running, tag: web::Path<String>, next: InQuery<Next>) -> Answer {
    let locale: Locale = tag.parse().map_err(|_| Error::Missing)?;
    let year = 365 * 86_400;
    let cookie = keep(LANGUAGE, locale.tag().to_owned(), year, app.settings.secure_cookies());
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, show::own_path(next.next.as_deref())));
    Ok(response.cookie(cookie).finish())
}
