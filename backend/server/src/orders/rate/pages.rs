//! Return rates in the browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::LiveSessionId;
use domain::orders::rate::ReturnTerms;
use domain::{Rate, Result};
use store::live::session;
use store::orders::rate::ReturnRate;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::orders::names::{Named, Said};

#[derive(Template)]
#[template(path = "orders/rate/rates.html")]
struct RatesPage {
    page: Page,
    rows: Vec<Row>,
    form: Form,
    may_set_up: bool,
}

/// A pair of KOL and product.
struct Row {
    rate: ReturnRate,
    part: Option<Rate>,
    kol: Said,
    product: Said,
    /// The live session, where only its sales are counted.
    session: Option<(LiveSessionId, String)>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/return-rates", web::get().to(index)).route("/return-rates", web::post().to(set));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    show::page(&shown(&request, &app, &me, None).await?)
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    back: Option<Form>,
) -> Result<RatesPage> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_set_up = member.may(Permission::SetUpOrders);
    let page = Page::inside(request, app, &me.0).under("/orders");
    let locale = page.locale;
    let (terms, rates, names, sessions) = app
        .read(scope, move |tx| {
            let (terms, rates) = super::list(tx, &member)?;
            let kols = rates.iter().map(|rate| rate.kol_id);
            let names = tx.names(locale, kols, rates.iter().map(|rate| rate.product_id))?;
            let ids: Vec<LiveSessionId> = rates.iter().filter_map(|rate| rate.session_id).collect();
            Ok((terms, rates, names, session::find(tx, &ids)?))
        })
        .await?;
    let rows = rates
        .into_iter()
        .map(|rate| Row {
            part: share(rate.returned, rate.lines.max(1)),
            kol: names.party(rate.kol_id),
            product: names.product(rate.product_id),
            session: rate.session_id.and_then(|id| Some((id, sessions.get(&id)?.title.clone()))),
            rate,
        })
        .collect();
    let form = back.unwrap_or_else(|| {
        Form::fresh(
            Posted::default()
                .with("threshold", terms.threshold.percent())
                .with("least_lines", terms.least_lines.to_string())
                .with("window_days", terms.window_days.to_string())
                .with("long_days", terms.long_days.to_string()),
        )
    });
    Ok(RatesPage { page, rows, form, may_set_up })
}

/// A part of a whole, to a tenth of a percent.
fn share(part: i64, whole: i64) -> Option<Rate> {
    let thousandths = (part * 1_000 + whole / 2) / whole;
    Rate::from_ppm(thousandths * Rate::ONE.ppm() / 1_000)
}

async fn set(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SetUpOrders)?;
    let at = app.now();
    match ReturnTerms::read(|field| posted.text(field)) {
        Ok(terms) => {
            app.write(scope, move |tx| super::set(tx, &member, &terms, at)).await?;
            show::done("/return-rates", "return-terms-set")
        }
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(posted, &error, words)?;
            let page = shown(&request, &app, &me, Some(form)).await?;
            show::page_with(page.form.status(), &page)
        }
    }
}
