//! The own tax status in the browser.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Error;
use domain::access::Permission;
use domain::commissions::tax::{TaxClass, TaxDraft};
use store::commissions::tax::TaxStatus;
use store::scope::OfOrganization;

use crate::app::App;
use crate::error::{Answer, Failure};
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;

#[derive(Template)]
#[template(path = "commissions/tax/tax.html")]
struct TaxPage {
    page: Page,
    rows: Vec<TaxStatus>,
    form: Form,
    problems: Vec<(String, &'static str, String)>,
    classes: [TaxClass; 3],
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/tax", web::get().to(index)).route("/tax", web::post().to(declare));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let posted = Posted::default().with("class", "qualified");
    shown(&request, &app, &me, posted, None).await
}

async fn declare(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    member.must(Permission::DeclareTax)?;
    let [class, number, starts_on] = ["class", "number", "starts_on"].map(|one| posted.text(one));
    let draft = TaxDraft { class, number, starts_on };
    let network = crate::orders::network(&app, member.network).await?;
    let (scope, at) = (OfOrganization::of(&member), app.now());
    let made = app.write(scope, move |tx| super::declare(tx, &member, &network, &draft, at)).await;
    match made {
        Ok(_) => show::done("/tax", "tax-declared"),
        Err(error @ Error::Invalid(_)) => shown(&request, &app, &me, posted, Some(error)).await,
        Err(other) => Err(Failure(other)),
    }
}

async fn shown(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    member.must(Permission::DeclareTax)?;
    let place = if member.is_operator() { "/adjustments" } else { "/earnings" };
    let page = Page::inside(request, app, &me.0).under(place);
    let rows = app.read(OfOrganization::of(&member), move |tx| super::list(tx, &member)).await?;
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let status = form.status();
    let words = page.words;
    let label = |field: &str| match field {
        "number" => words.tax_number(),
        "starts_on" => words.tax_from(),
        _ => words.tax_class(),
    };
    let problems =
        form.errors().iter().map(|(field, why)| (field.clone(), label(field), why.clone()));
    let problems = problems.collect();
    let classes = [TaxClass::Qualified, TaxClass::Unregistered, TaxClass::Abroad];
    show::page_with(status, &TaxPage { page, rows, form, problems, classes })
}
