//! Closed months in the browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Error;
use domain::access::Permission;
use domain::calendar::Month;
use store::scope::OfNetwork;

use super::Months;
use super::api::close;
use crate::error::Answer;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::ledger::entry::label;

#[derive(Template)]
#[template(path = "ledger/period/periods.html")]
struct PeriodsPage {
    page: Page,
    months: Months,
    form: Form,
    may_close: bool,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/ledger/periods", web::get().to(index))
        .route("/ledger/periods", web::post().to(create))
        .route("/ledger/periods/{month}.csv", web::get().to(export));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    whole(&request, &app, &me, Form::fresh(Posted::default())).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    match close(&app, &me, posted.get("month")).await {
        Ok(_) => show::done("/ledger/periods", "period-closed"),
        Err(error) => {
            let words = Page::bare(&request, &app).words;
            let form = Form::back(posted, &error, words)?;
            whole(&request, &app, &me, form).await
        }
    }
}

async fn whole(request: &HttpRequest, app: &Running, me: &Me, form: Form) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let may_close = member.may(Permission::KeepBooks);
    let network = crate::orders::network(app, member.network).await?;
    let months = app.read(scope, move |tx| super::list(tx, &member, &network, at)).await?;
    let page = Page::inside(request, app, &me.0).under("/ledger");
    show::page_with(form.status(), &PeriodsPage { page, months, form, may_close })
}

async fn export(request: HttpRequest, app: Running, me: Me, month: web::Path<String>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let month: Month = month.parse().map_err(|_| Error::Missing)?;
    let locale = language(&request).0;
    let (balances, names) =
        app.read(scope, move |tx| super::closings(tx, &member, locale, month)).await?;
    let words = words::of(locale);
    let mut file = Csv::new(&[
        words.ledger_account(),
        words.ledger_party(),
        words.ledger_currency(),
        words.ledger_debits(),
        words.ledger_credits(),
        words.ledger_balance(),
        words.ledger_code(),
    ]);
    for balance in &balances {
        let account = balance.account;
        let party = account.code.organization().map(|id| names.party(id).text);
        file.text(label(words, account.code))
            .text(&party.unwrap_or_default())
            .text(account.currency.code())
            .amount(balance.debits)
            .amount(balance.credits)
            .amount(balance.standing()?)
            .text(&account.code.to_string())
            .end();
    }
    file.answer(&format!("closing-{month}.csv"))
}
