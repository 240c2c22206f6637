//! Explanations in the browser: on a phone in WeChat, and on a desk.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Money;
use serde::Deserialize;
use store::scope::{OfNetwork, OfOrganization};

use super::said::{GroupSaid, RowSaid, Sentence, Speaker, StageSaid};
use super::{Asked, Reader, Told, explain};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;

#[derive(Template)]
#[template(path = "explain/explain.html")]
struct ExplainPage {
    page: Page,
    about: Sentence,
    figure: Money,
    stages: Vec<StageSaid>,
    groups: Vec<GroupSaid>,
    rows: Vec<RowSaid>,
    next: Option<String>,
    is_first: bool,
    has_part: bool,
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    /// The group whose lines are wanted.
    pub part: Option<String>,
    /// After the last line of the page before.
    pub after: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/explain/{kind}/{id}", web::get().to(read));
}

/// What an address asks for.
///
/// # Errors
/// `Missing` for a kind that is none.
pub fn asked((kind, id): &(String, String), query: &Query) -> domain::Result<Asked> {
    let text = |told: &Option<String>| told.clone().unwrap_or_default();
    Asked::read(kind, id, &text(&query.part), &text(&query.after))
}

/// Explains an amount to a caller, in the caller's scope.
///
/// # Errors
/// As [`explain`]; `Forbidden` for who sees no money.
pub async fn told(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    asked: &Asked,
) -> domain::Result<(Reader, Told)> {
    let member = me.member();
    let network = crate::orders::network(app, member.network).await?;
    let reader = Reader::of(&member, network, app.now())?;
    let locale = crate::http::caller::language(request).0;
    let (of, wanted) = (reader.clone(), asked.clone());
    let told = if reader.party.is_none() {
        let scope = OfNetwork::of(&member)?;
        app.read(scope, move |tx| explain(tx, &of, locale, &wanted)).await?
    } else {
        let scope = OfOrganization::of(&member);
        app.read(scope, move |tx| explain(tx, &of, locale, &wanted)).await?
    };
    Ok((reader, told))
}

async fn read(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
    query: InQuery<Query>,
) -> Answer {
    // Who sees no money learns nothing of what there is.
    let member = me.member();
    let seen = member.may(domain::access::Permission::SeeMoney);
    if !seen {
        member.must(domain::access::Permission::SeeOwnMoney)?;
    }
    let asked = asked(&path, &query)?;
    let (reader, told) = told(&request, &app, &me, &asked).await?;
    let page = Page::inside(&request, &app, &me.0);
    let page = page.under(if reader.party.is_none() { "/ledger" } else { "/earnings" });
    let speaker = Speaker::new(page.words, page.zone, &told, reader.viewer, &asked);
    let chain = &told.chain;
    let next = chain.next.as_deref().map(|next| {
        let pairs = [("part", asked.part.as_str()), ("after", next)];
        let pairs: Vec<(&str, &str)> =
            pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("{}?{}#lines", page.path, show::query(&pairs))
    });
    let shown = ExplainPage {
        about: speaker.sentence(&chain.about),
        figure: chain.figure,
        stages: speaker.stages(chain),
        groups: chain.groups.iter().map(|group| speaker.group(group)).collect(),
        rows: chain.rows.iter().map(|row| speaker.row(row)).collect(),
        next,
        is_first: asked.after.is_empty(),
        has_part: !asked.part.is_empty(),
        page,
    };
    show::page(&shown)
}
