//! Rates of exchange in the browser.

use actix_web::HttpRequest;
use actix_web::web::{self, Bytes};
use askama::Template;
use domain::Currency;
use domain::access::{Member, Permission};
use domain::id::FxRateId;
use domain::ledger::fx::RateDraft;
use domain::tenancy::network::Network;
use serde::Deserialize;
use store::ledger::fx::FxRate;
use store::scope::OfNetwork;
use words::Words;

use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::csv::{self, Csv};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::{InQuery, after};
use crate::http::show;

/// Rates of one page.
const ROWS: usize = 50;
/// Rates of one piece of a file.
const PIECE: usize = 1_000;

#[derive(Template)]
#[template(path = "ledger/fx/rates.html")]
struct RatesPage {
    page: Page,
    rates: Vec<FxRate>,
    next: Option<FxRateId>,
    is_first: bool,
    currencies: Vec<Currency>,
    form: Form,
    may_add: bool,
}

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    after: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/ledger/rates", web::get().to(index))
        .route("/ledger/rates", web::post().to(create))
        .route("/ledger/rates.csv", web::get().to(export));
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let today = app.now();
    let network = crate::orders::network(&app, me.0.member.network).await?;
    let day = today.date_in(network.time_zone).to_string();
    let fresh = Posted::default().with("units", "100").with("effective_on", day);
    let after = query.after.as_deref();
    whole(&request, &app, &me, after, Form::fresh(fresh)).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let draft = RateDraft {
        base: posted.text("base"),
        quote: posted.text("quote"),
        units: posted.text("units"),
        rate: posted.text("rate"),
        source: posted.text("source"),
        effective_on: posted.text("effective_on"),
    };
    match app.write(scope, move |tx| super::add(tx, &member, &draft, at)).await {
        Ok(_) => show::done("/ledger/rates", "rate-kept"),
        Err(error) => {
            let words = Page::bare(&request, &app).words;
            let form = Form::back(posted, &error, words)?;
            whole(&request, &app, &me, None, form).await
        }
    }
}

async fn whole(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    told: Option<&str>,
    form: Form,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_add = member.may(Permission::KeepBooks);
    let network = crate::orders::network(app, member.network).await?;
    let after = after(told)?;
    let (rates, next) = app.read(scope, move |tx| super::list(tx, &member, after, ROWS)).await?;
    let page = Page::inside(request, app, &me.0).under("/ledger");
    let (is_first, currencies) = (after.is_none(), network.currencies);
    let status = form.status();
    show::page_with(status, &RatesPage { page, rates, next, is_first, currencies, form, may_add })
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let words = words::of(crate::http::caller::language(&request).0);
    let rest = Rest { app, scope, me: member, network, words, after: None, is_over: false };
    csv::stream("rates.csv", rest, piece).await
}

/// Where a file goes on.
struct Rest {
    app: Running,
    scope: OfNetwork,
    me: Member,
    network: Network,
    words: Words,
    after: Option<FxRateId>,
    is_over: bool,
}

async fn piece(mut rest: Rest) -> domain::Result<Option<(Bytes, Rest)>> {
    if rest.is_over {
        return Ok(None);
    }
    let (me, after) = (rest.me.clone(), rest.after);
    let (rates, next) =
        rest.app.read(rest.scope, move |tx| super::list(tx, &me, after, PIECE)).await?;
    let mut file = if after.is_none() { headings(rest.words) } else { Csv::part() };
    for rate in rates {
        file.text(&rate.effective_on.to_string())
            .text(rate.quote.base.code())
            .text(rate.quote.quote.code())
            .number(rate.quote.units)
            .text(&rate.quote.decimal())
            .text(&rate.source)
            .text(&rest.words.stamp(rate.recorded_at, rest.network.time_zone))
            .text(&rate.id.to_string())
            .end();
    }
    rest.is_over = next.is_none();
    rest.after = next;
    Ok(Some((file.into_bytes().into(), rest)))
}

fn headings(words: Words) -> Csv {
    Csv::new(&[
        words.ledger_rate_on(),
        words.ledger_rate_base(),
        words.ledger_rate_quote(),
        words.ledger_rate_units(),
        words.ledger_rate(),
        words.ledger_rate_source(),
        words.ledger_recorded(),
        words.ledger_id(),
    ])
}
