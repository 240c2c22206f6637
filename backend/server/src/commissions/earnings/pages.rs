//! The own money in the browser: a KOL's on a phone, a brand's on a desk.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::calendar::Month;
use serde::Deserialize;
use store::scope::OfOrganization;

use super::{ProductRow, side};
use crate::commissions::statement::sums::Row;
use crate::commissions::statement::{Line, Side, month_or_now};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;

/// Lines of one page.
const LINES: usize = 50;

#[derive(Template)]
#[template(path = "commissions/earnings/kol.html")]
struct KolPage {
    page: Page,
    month: Month,
    own: Vec<Row>,
    products: Vec<ProductRow>,
    lines: Vec<Line>,
    next: Option<String>,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "commissions/earnings/brand.html")]
struct BrandPage {
    page: Page,
    month: Month,
    own: Vec<Row>,
    kols: Vec<Row>,
    products: Vec<ProductRow>,
    lines: Vec<Line>,
    next: Option<String>,
    is_first: bool,
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    month: Option<String>,
    after: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/earnings", web::get().to(index));
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    member.must(domain::access::Permission::SeeOwnMoney)?;
    let side = side(&member);
    let network = crate::orders::network(&app, member.network).await?;
    let month = month_or_now(query.month.as_deref(), &network, app.now());
    let after = query.after.as_deref().and_then(|told| told.parse().ok());
    let page = Page::inside(&request, &app, &me.0);
    let locale = page.locale;
    let (sheet, (lines, next)) = app
        .read(OfOrganization::of(&member), move |tx| {
            let sheet = super::sums(tx, &member, &network, locale, month)?;
            let lines = super::own_lines(tx, &member, &network, locale, month, after, LINES)?;
            Ok((sheet, lines))
        })
        .await?;
    let (month_text, is_first) = (month.to_string(), after.is_none());
    let next =
        next.map(|next| show::query(&[("month", &month_text), ("after", &next.to_string())]));
    let products = sheet.products;
    match side {
        Side::Kols => {
            show::page(&KolPage { page, month, own: sheet.kols, products, lines, next, is_first })
        }
        Side::Brands => show::page(&BrandPage {
            page,
            month,
            own: sheet.brands,
            kols: sheet.kols,
            products,
            lines,
            next,
            is_first,
        }),
    }
}
