//! Explanations over the API: steps as codes with their arguments, as sentences, with links.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::explain::step::{Place, Step, Value};
use domain::{Money, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::pages::{Query, asked, told};
use super::said::Speaker;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running, language};
use crate::http::query::InQuery;
use crate::http::show;

/// An amount and its currency.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AmountBody {
    /// A decimal.
    amount: String,
    /// ISO 4217.
    currency: &'static str,
}

/// Where to read on.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LinkBody {
    /// The page.
    page: Option<String>,
    /// The same over the API, where it is there.
    api: Option<String>,
}

/// A step of an explanation.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct StepBody {
    /// Which part of the way: `source`, `winner`, `terms`, `reckoning`, `corrections`, `sum`,
    /// `waiting`, `entries`, `statement`.
    stage: &'static str,
    /// What it says: `times_half_up`, `parts`, …
    code: &'static str,
    /// The arguments of its sentence; amounts are objects of `amount` and `currency`.
    #[schema(value_type = Object)]
    arguments: Map<String, Json>,
    /// The sentence, in the caller's language.
    text: String,
    /// Where to read on.
    link: Option<LinkBody>,
}

/// A part of a sum.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct GroupBody {
    /// What it is called.
    name: String,
    /// How many lines it has, where they are counted.
    count: Option<i64>,
    /// What its rates were applied to, where it has rates.
    base: Option<AmountBody>,
    /// Its subtotal.
    subtotal: AmountBody,
    /// Where it opens further.
    link: Option<LinkBody>,
}

/// A single line of a group.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ExplainedLineBody {
    /// When it counts.
    #[schema(value_type = String)]
    at: Timestamp,
    /// What it is.
    name: String,
    /// How much.
    amount: AmountBody,
    /// Its own explanation.
    link: Option<LinkBody>,
}

/// How an amount came about.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ExplanationBody {
    /// The kind of amount.
    kind: &'static str,
    /// Which one.
    id: String,
    /// The amount, as the caller sees it elsewhere.
    figure: AmountBody,
    /// What the amount is.
    about: StepBody,
    /// How it came about, in the order of the way.
    steps: Vec<StepBody>,
    /// What it is the sum of.
    groups: Vec<GroupBody>,
    /// The lines of the group that `part` names, or of an entry.
    lines: Vec<ExplainedLineBody>,
    /// `after` of the next page of lines; null on the last one.
    next: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/explanations/{kind}/{id}", web::get().to(read));
}

/// Explains an amount: how it was reckoned, or how it is summed. A KOL and a brand read their own.
#[utoipa::path(get, path = "/api/v1/explanations/{kind}/{id}", tag = "ledger",
    params(("kind" = String, Path, description = "commission, adjustment, fee, sample, debt, hold, \
            conversion, entry, account, month, commissions"),
        ("id" = String, Path, description = "The thing's id; `2026-11.JPY` or `2026-11.JPY.org_…` for \
            month and commissions, `org_….JPY` for what a KOL owes"),
        ("part" = Option<String>, Query, description = "The group whose lines are wanted"),
        ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = ExplanationBody), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn read(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
    query: InQuery<Query>,
) -> Answer {
    let member = me.member();
    if !member.may(domain::access::Permission::SeeMoney) {
        member.must(domain::access::Permission::SeeOwnMoney)?;
    }
    let asked = asked(&path, &query)?;
    let (reader, told) = told(&request, &app, &me, &asked).await?;
    let words = words::of(language(&request).0);
    let speaker = Speaker::new(words, reader.network.time_zone, &told, reader.viewer, &asked);
    let link = |place: &Option<Place>| place.as_ref().map(|place| link(&speaker, place));
    let step = |step: &Step| StepBody {
        stage: step.stage.as_str(),
        code: step.code.as_str(),
        arguments: step
            .args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json(value)))
            .collect(),
        text: speaker.sentence(step).text,
        link: link(&step.to),
    };
    let chain = &told.chain;
    let groups = chain.groups.iter().map(|group| {
        let said = speaker.group(group);
        GroupBody {
            name: said.name.text,
            count: group.count,
            base: group.base.map(amount),
            subtotal: amount(group.amount),
            link: link(&group.to),
        }
    });
    let lines = chain.rows.iter().map(|row| ExplainedLineBody {
        at: row.at,
        name: speaker.row(row).name.text,
        amount: amount(row.amount),
        link: link(&row.to),
    });
    let body = ExplanationBody {
        kind: asked.kind.as_str(),
        id: asked.id.clone(),
        figure: amount(chain.figure),
        about: step(&chain.about),
        steps: chain.steps.iter().map(step).collect(),
        groups: groups.collect(),
        lines: lines.collect(),
        next: chain.next.clone(),
    };
    show::json(StatusCode::OK, &body)
}

fn amount(amount: Money) -> AmountBody {
    AmountBody { amount: amount.decimal(), currency: amount.currency().code() }
}

fn link(speaker: &Speaker<'_>, place: &Place) -> LinkBody {
    let page = speaker.href(place);
    let known = ["/orders/", "/ledger/entries/", "/ledger/accounts/", "/ledger/holds/"];
    let known = known.into_iter().chain(["/adjustments/", "/fees/", "/samples/"]);
    let api = page.as_deref().and_then(|page| match page.strip_prefix("/explain/") {
        Some(rest) => {
            let rest = rest.split('#').next().unwrap_or_default();
            Some(format!("/api/v1/explanations/{rest}"))
        }
        None => known.clone().any(|one| page.starts_with(one)).then(|| format!("/api/v1{page}")),
    });
    LinkBody { page, api }
}

fn json(value: &Value) -> Json {
    let money = |one: &Money| json!({ "amount": one.decimal(), "currency": one.currency().code() });
    match value {
        Value::Money(amount) => money(amount),
        Value::Exact(exact) => json!({
            "amount": exact.decimal(),
            "currency": exact.currency.code(),
            "is_cut": exact.is_cut,
        }),
        Value::Rate(rate) => json!({ "ppm": rate.ppm() }),
        Value::Count(count) => json!(count),
        Value::At(at) | Value::On(at) => json!(at.to_string()),
        Value::Month(month) => json!(month.to_string()),
        Value::Text(text) => json!(text),
        Value::Word(_, word) => json!(word),
        Value::Conditions(kinds) => {
            json!(kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>())
        }
        Value::Party(id) => json!(id.to_string()),
        Value::Product(id) => json!(id.to_string()),
        Value::Kind(kind) => json!(kind.as_str()),
        Value::Account(code) => json!(code.to_string()),
        Value::Sum(amounts) => json!(amounts.iter().map(money).collect::<Vec<_>>()),
    }
}
