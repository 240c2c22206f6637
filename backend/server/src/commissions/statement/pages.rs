//! Months in the browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Result;
use domain::calendar::Month;
use domain::commissions::reject::RejectReason;
use domain::commissions::standing::Standing;
use serde::Deserialize;
use store::scope::OfNetwork;

use super::proof::Whose;
use super::{MonthSheet, PartySheet, Side, Wanted, month_of, month_or_now};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;

/// Lines of one page.
const LINES: usize = 100;

#[derive(Template)]
#[template(path = "commissions/statement/month.html")]
struct MonthPage {
    page: Page,
    sheet: MonthSheet,
    differences: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "commissions/statement/party.html")]
struct PartyPage {
    page: Page,
    sheet: PartySheet,
    side: Side,
    month: Month,
    next: Option<String>,
    is_first: bool,
    standing: Option<Standing>,
    filters: Vec<(Option<Standing>, String)>,
    may_reject: bool,
    reject: Form,
}

/// The query of the pages.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    month: Option<String>,
    after: Option<String>,
    standing: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/statements", web::get().to(index))
        .route("/statements/{month}/{side}/{organization}", web::get().to(read));
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let month = month_or_now(query.month.as_deref(), &network, app.now());
    let page = Page::inside(&request, &app, &me.0);
    let locale = page.locale;
    let sheet =
        app.read(scope, move |tx| super::month(tx, &member, &network, locale, month)).await?;
    let differences = differences(&page, &sheet);
    show::page(&MonthPage { page, sheet, differences })
}

/// Where rows and ledger differ: whose sums, and the two of them.
fn differences(page: &Page, sheet: &MonthSheet) -> Vec<(String, String, String)> {
    let name = |whose| match whose {
        Whose::Payee(id) => {
            let kol = sheet.kols.iter().find(|row| row.party == id).map(|row| &row.name);
            let partner = || sheet.partners.iter().find(|row| row.payee == id);
            kol.or_else(|| partner().map(|row| &row.name))
        }
        Whose::Brand(id) => sheet.brands.iter().find(|row| row.party == id).map(|row| &row.name),
        Whose::Network => None,
    };
    sheet
        .differences
        .iter()
        .map(|one| {
            let whose = name(one.whose).map(|name| name.text.clone());
            let whose = whose.unwrap_or_else(|| match one.whose {
                Whose::Payee(id) | Whose::Brand(id) => id.to_string(),
                Whose::Network => page.words.statements_network().to_owned(),
            });
            (whose, page.money(&one.rows), page.money(&one.ledger))
        })
        .collect()
}

/// The party and month that an address names.
///
/// # Errors
/// `Missing`.
pub fn wanted(
    (month, side, party): &(String, String, String),
    after: Option<&str>,
    limit: usize,
) -> Result<Wanted> {
    Ok(Wanted {
        month: month_of(month)?,
        side: side.parse()?,
        party: party.parse().map_err(|_| domain::Error::Missing)?,
        after: after.and_then(|told| told.parse().ok()),
        limit,
        standing: None,
    })
}

async fn read(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<(String, String, String)>,
    query: InQuery<Query>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(domain::access::Permission::SeeMoney)?;
    let mut wanted = wanted(&path, query.after.as_deref(), LINES)?;
    wanted.standing = query.standing.as_deref().and_then(|told| told.parse().ok());
    let network = crate::orders::network(&app, member.network).await?;
    let page = Page::inside(&request, &app, &me.0);
    let locale = page.locale;
    let may_reject = member.may(domain::access::Permission::RejectCommissions);
    let sheet =
        app.read(scope, move |tx| super::party(tx, &member, &network, locale, wanted)).await?;
    let narrowed = wanted.standing.map_or("", Standing::as_str);
    let next =
        sheet.next.map(|next| show::query(&[("standing", narrowed), ("after", &next.to_string())]));
    let all = std::iter::once(None).chain(Standing::ALL.iter().copied().map(Some));
    let place = page.path.clone();
    let href = |one: Option<Standing>| {
        let word = one.map_or("", Standing::as_str);
        format!("{place}?{}", show::query(&[("standing", word)]))
    };
    let filters = all.map(|one| (one, href(one))).collect();
    show::page(&PartyPage {
        filters,
        page,
        sheet,
        side: wanted.side,
        month: wanted.month,
        next,
        is_first: wanted.after.is_none(),
        standing: wanted.standing,
        may_reject,
        reject: Form::fresh(Posted::default()),
    })
}
