//! Rules of commission in the browser: a list, and a form that can be tried before it is kept.

use std::collections::{BTreeMap, HashMap};

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{OrganizationKind, Permission};
use domain::calendar::Month;
use domain::catalogue::product::Category;
use domain::commissions::rule::{Conditions, RoundingWord};
use domain::id::{CommissionRuleId, KolGroupId, LiveSessionId, OrganizationId, ProductId};
use domain::live::session::LiveStatus;
use domain::orders::funds::Fund;
use domain::tenancy::group::GroupStatus;
use domain::{Currency, Error, Result, Timestamp};
use store::catalogue::product;
use store::commissions::rule::Version;
use store::live::session::{self, Search};
use store::plans::plan;
use store::scope::{NetworkTx, OfNetwork};
use store::tenancy::group::{self, Group};

use super::known::Known;
use super::lines::{Line, ReplayShown, TrialShown};
use super::trial::{self, Example};
use super::typed;
use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::orders::names::{Said, choices};

#[derive(Template)]
#[template(path = "commissions/rule/rules.html")]
struct RulesPage {
    page: Page,
    lines: Vec<Line>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "commissions/rule/rule.html")]
struct RulePage {
    page: Page,
    form: Form,
    place: String,
    is_new: bool,
    may_end: bool,
    may_write: bool,
    versions: Vec<Line>,
    kols: Vec<(OrganizationId, Said)>,
    brands: Vec<(OrganizationId, Said)>,
    groups: Vec<(KolGroupId, String)>,
    sessions: Vec<(LiveSessionId, String)>,
    currencies: Vec<Currency>,
    categories: &'static [Category],
    funders: &'static [Fund],
    roundings: &'static [RoundingWord],
    trial: Option<TrialShown>,
    replay: Option<ReplayShown>,
}

/// A session may be chosen until so many days after its end.
const SESSION_DAYS: i64 = 60;
/// Sessions to choose from at most.
const SESSIONS: i64 = 60;

/// What the form's buttons ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Keep,
    Try,
    Replay,
}

/// What the page of a form shows besides the form.
#[derive(Default)]
struct Around {
    versions: Vec<Version>,
    trial: Option<trial::Trial>,
    replay: Option<(Month, trial::Replay)>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/rules", web::get().to(index))
        .route("/rules/new", web::get().to(new))
        .route("/rules/new", web::post().to(create))
        .route("/rules/{id}", web::get().to(read))
        .route("/rules/{id}", web::post().to(follow))
        .route("/rules/{id}/end", web::post().to(end));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let page = Page::inside(&request, &app, &me.0);
    let (locale, at) = (page.locale, app.now());
    let may_write = member.may(Permission::WriteRules);
    let (versions, known) = app
        .read(OfNetwork::of(&member)?, move |tx| {
            let mut versions = super::find(tx, &member)?;
            // The newest version of each stands for its rule.
            versions.dedup_by_key(|version| version.rule.family);
            let known = Line::names(tx, locale, &versions)?;
            Ok((versions, known))
        })
        .await?;
    let lines = versions.iter().map(|version| Line::new(version, &known, &page, at)).collect();
    show::page(&RulesPage { page, lines, may_write })
}

async fn new(request: HttpRequest, app: Running, me: Me) -> Answer {
    me.0.member.must(Permission::WriteRules)?;
    let form = Form::fresh(typed::empty());
    form_page(&request, &app, &me, (StatusCode::OK, form), None, Around::default()).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    keep(&request, &app, &me, posted, None).await
}

async fn follow(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<String>,
    posted: Posted,
) -> Answer {
    keep(&request, &app, &me, posted, Some(id(&path)?)).await
}

async fn read(request: HttpRequest, app: Running, me: Me, path: web::Path<String>) -> Answer {
    let member = me.member();
    let id = id(&path)?;
    let network = crate::orders::network(&app, member.network).await?;
    let (versions, posted) = app
        .read(OfNetwork::of(&member)?, move |tx| {
            let versions = super::family(tx, &member, id)?;
            let rule = versions
                .iter()
                .map(|version| &version.rule)
                .find(|rule| rule.id == id)
                .ok_or(Error::Missing)?;
            let (skus, plans) = codes(tx, &rule.conditions)?;
            let posted = typed::of_rule(rule, &skus, &plans, &network);
            Ok((versions, posted))
        })
        .await?;
    let around = Around { versions, ..Around::default() };
    form_page(&request, &app, &me, (StatusCode::OK, Form::fresh(posted)), Some(id), around).await
}

async fn end(app: Running, me: Me, path: web::Path<String>, _body: NoBody) -> Answer {
    let member = me.member();
    let (id, at) = (id(&path)?, app.now());
    app.write(OfNetwork::of(&member)?, move |tx| super::end(tx, &member, id, at)).await?;
    show::done("/rules", "rule-ended")
}

/// The codes of the products that a rule names, and of those whose plans it names.
fn codes(
    tx: &mut NetworkTx<'_>,
    asked: &Conditions,
) -> Result<(BTreeMap<ProductId, String>, Vec<String>)> {
    let plans = if asked.plans.is_empty() { HashMap::new() } else { plan::find(tx, &asked.plans)? };
    let of_plans: Vec<ProductId> =
        asked.plans.iter().filter_map(|id| plans.get(id)).map(|plan| plan.product_id).collect();
    let ids: Vec<ProductId> = asked.products.iter().chain(&of_plans).copied().collect();
    let skus: BTreeMap<_, _> =
        product::find(tx, &ids)?.into_iter().map(|one| (one.id, one.sku)).collect();
    let plans = of_plans.iter().filter_map(|id| skus.get(id)).cloned().collect();
    Ok((skus, plans))
}

fn id(told: &str) -> Result<CommissionRuleId> {
    told.parse().map_err(|_| Error::Missing)
}

/// Keeps what was typed, or shows what it would do.
async fn keep(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    posted: Posted,
    after: Option<CommissionRuleId>,
) -> Answer {
    let member = me.member();
    member.must(Permission::WriteRules)?;
    let asked = match posted.get("act") {
        "try" => Asked::Try,
        "replay" => Asked::Replay,
        _ => Asked::Keep,
    };
    let network = crate::orders::network(app, member.network).await?;
    let (typed_in, at) = (posted.clone(), app.now());
    let done = app
        .write(OfNetwork::of(&member)?, move |tx| {
            let mut around = Around::default();
            if let Some(id) = after {
                around.versions = super::family(tx, &member, id)?;
            }
            let new = typed::read(tx, &network, &typed_in, at)?;
            match asked {
                Asked::Keep => {
                    super::create(tx, &member, &new, after, at)?;
                }
                Asked::Try => {
                    let draft = Some((&new, after));
                    let example = example(&typed_in);
                    let trial = trial::attempt(tx, &member, &network, &example, draft, at);
                    around.trial = Some(trial.map_err(of_example)?);
                }
                Asked::Replay => {
                    let month = Month::at(at, network.time_zone).previous();
                    let replay = trial::replay(tx, &member, &network, month, (&new, after), at)?;
                    around.replay = Some((month, replay));
                }
            }
            Ok(around)
        })
        .await;
    match done {
        Ok(_) if asked == Asked::Keep => show::done("/rules", "rule-saved"),
        Ok(around) => {
            let form = Form::fresh(posted);
            form_page(request, app, me, (StatusCode::OK, form), after, around).await
        }
        Err(error) => {
            let error = typed::named(error);
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
            let form = Form::back(posted, &error, Page::bare(request, app).words)?;
            form_page(request, app, me, (status, form), after, Around::default()).await
        }
    }
}

/// The example below the form.
fn example(posted: &Posted) -> Example {
    let told = |name: &str| Some(posted.text(name)).filter(|text| !text.trim().is_empty());
    Example {
        sku: posted.get("example_sku").trim().to_owned(),
        kol: posted.text("example_kol"),
        currency: posted.text("example_currency"),
        unit_price: posted.text("example_unit_price"),
        quantity: posted.number("example_quantity").unwrap_or(0),
        discount: told("example_discount"),
        session: told("example_session"),
        source: told("example_source"),
        placed_at: None,
    }
}

/// Names an example's faults by the form's fields.
fn of_example(error: Error) -> Error {
    let Error::Invalid(mut errors) = error else { return error };
    for error in &mut errors {
        error.field = format!("example_{}", error.field);
    }
    Error::Invalid(errors)
}

async fn form_page(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    (status, form): (StatusCode, Form),
    id: Option<CommissionRuleId>,
    around: Around,
) -> Answer {
    let member = me.member();
    let page = Page::inside(request, app, &me.0).under("/rules");
    let network = crate::orders::network(app, member.network).await?;
    let (locale, at) = (page.locale, app.now());
    let may_write = member.may(Permission::WriteRules);
    let Around { versions, trial, replay } = around;
    let (versions, known, kols, brands, groups, sessions) = app
        .read(OfNetwork::of(&member)?, move |tx| {
            let asked = versions.first().map(|version| version.rule.conditions.clone());
            let asked = asked.unwrap_or_default();
            let groups = groups(tx, &asked)?;
            let sessions = sessions(tx, &asked, at)?;
            let kols = choices(tx, locale, OrganizationKind::Kol)?;
            let brands = choices(tx, locale, OrganizationKind::Brand)?;
            let known = Line::names(tx, locale, &versions)?;
            Ok((versions, known, kols, brands, groups, sessions))
        })
        .await?;
    let is_newest = versions.first().is_some_and(|version| Some(version.rule.id) == id);
    let lines: Vec<Line> =
        versions.iter().map(|version| Line::new(version, &known, &page, at)).collect();
    let may_end = may_write && is_newest && lines.first().is_some_and(|line| line.is_open);
    let shown = RulePage {
        place: id.map_or_else(|| "/rules/new".to_owned(), |id| format!("/rules/{id}")),
        is_new: id.is_none(),
        may_end,
        may_write,
        versions: lines,
        kols,
        brands,
        groups,
        sessions,
        currencies: network.currencies,
        categories: Category::ALL,
        funders: Fund::DISCOUNTS,
        roundings: RoundingWord::ALL,
        trial: trial.map(|trial| TrialShown::new(&trial, &page)),
        replay: replay.map(|(month, replay)| ReplayShown::new(month, &replay, &page)),
        form,
        page,
    };
    show::page_with(status, &shown)
}

/// The groups to choose from: those in use, and those that the rule asks for.
fn groups(tx: &mut NetworkTx<'_>, asked: &Conditions) -> Result<Vec<(KolGroupId, String)>> {
    let is_offered =
        |group: &Group| group.status == GroupStatus::Open || asked.groups.contains(&group.id);
    let all = group::find(tx)?.into_iter().filter(is_offered);
    Ok(all.map(|group| (group.id, group.name)).collect())
}

/// The live sessions to choose from: those that are to come or were lately, and those that the rule
/// asks for.
fn sessions(
    tx: &mut NetworkTx<'_>,
    asked: &Conditions,
    at: Timestamp,
) -> Result<Vec<(LiveSessionId, String)>> {
    let search = Search {
        statuses: LiveStatus::ALL
            .iter()
            .copied()
            .filter(|one| *one != LiveStatus::Canceled)
            .collect(),
        ends_after: Some(at.plus_days(-SESSION_DAYS)),
        limit: SESSIONS,
        ..Search::default()
    };
    let mut all = session::page(tx, &search)?;
    let rest = session::find(tx, &asked.sessions)?.into_values();
    let rest: Vec<_> = rest.filter(|one| all.iter().all(|known| known.id != one.id)).collect();
    all.extend(rest);
    Ok(all.into_iter().map(|one| (one.id, one.title)).collect())
}

impl Line {
    /// The names that rules need.
    fn names(
        tx: &mut NetworkTx<'_>,
        locale: domain::Locale,
        versions: &[Version],
    ) -> Result<Known> {
        Known::of(tx, locale, versions.iter().map(|version| &version.rule.conditions))
    }
}
