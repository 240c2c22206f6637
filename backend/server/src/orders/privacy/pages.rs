//! The setting of how long persons are remembered, in the browser.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Result;
use domain::access::Permission;
use domain::orders::privacy::PrivacyTerms;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;

#[derive(Template)]
#[template(path = "orders/privacy/privacy.html")]
struct PrivacyPage {
    page: Page,
    form: Form,
    may_set_up: bool,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/privacy", web::get().to(index)).route("/privacy", web::post().to(set));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    show::page(&shown(&request, &app, &me, None).await?)
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    back: Option<Form>,
) -> Result<PrivacyPage> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let terms = app.read(scope, move |tx| super::read(tx, &member)).await?;
    let form = back.unwrap_or_else(|| {
        Form::fresh(
            Posted::default()
                .with("buyer_days", terms.buyer_days.to_string())
                .with("address_days", terms.address_days.to_string()),
        )
    });
    let page = Page::inside(request, app, &me.0).under("/orders");
    Ok(PrivacyPage { page, form, may_set_up: true })
}

async fn set(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SetUpOrders)?;
    let at = app.now();
    match PrivacyTerms::read(|field| posted.text(field)) {
        Ok(terms) => {
            app.write(scope, move |tx| super::set(tx, &member, &terms, at)).await?;
            show::done("/privacy", "privacy-set")
        }
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(posted, &error, words)?;
            let page = shown(&request, &app, &me, Some(form)).await?;
            show::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
