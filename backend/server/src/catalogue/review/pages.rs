//! The operator's queue and the look at one product.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{Member, Permission};
use domain::catalogue::product::{Category, ProductAct, ProductFields, ProductStatus};
use domain::catalogue::review::{Decision, NOTE_LIMIT, RejectReason};
use domain::id::{MembershipId, OrganizationId, ProductId};
use domain::{Error, Result, Timestamp};
use store::catalogue::asset::{self, Asset};
use store::catalogue::product::{self, Product, Search};
use store::catalogue::review::ReviewNote;
use store::platform::audit::{self, Event};
use store::platform::text::Texts;
use store::scope::{NetworkTx, OfNetwork};
use store::tenancy::organization::{self, Party};

use super::checks::{Check, checks};
use crate::app::App;
use crate::catalogue::product::Line;
use crate::catalogue::product::sheet::{Note, Sheet, notes};
use crate::catalogue::tabs::{Group, PAGE, Wanted, tabs};
use crate::error::{Answer, Failure};
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::http::tabs::Tab;
use crate::paging;
use crate::platform::letter::Desk;

#[derive(Template)]
#[template(path = "catalogue/review/list.html")]
struct QueuePage {
    page: Page,
    tabs: Vec<Tab>,
    status: &'static str,
    words: String,
    categories: Vec<(&'static str, String, bool)>,
    filtered: bool,
    rows: Vec<Row>,
    next: Option<String>,
}

/// A product in the queue.
struct Row {
    line: Line,
    brand: String,
    tone: &'static str,
    age: String,
    late: bool,
}

#[derive(Template)]
#[template(path = "catalogue/review/show.html")]
struct ReviewPage {
    page: Page,
    sheet: Sheet,
    brand: String,
    age: String,
    checks: Vec<Check>,
    form: Form,
    reasons: Vec<(&'static str, String)>,
    may_take: bool,
    may_decide: bool,
    may_suspend: bool,
    may_resume: bool,
    note_limit: usize,
    notes: Vec<Note>,
    history: Vec<Past>,
}

/// Something that happened to the product.
struct Past {
    at: Timestamp,
    what: String,
    who: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/reviews", web::get().to(index))
        .route("/reviews/{id}", web::get().to(show))
        .route("/reviews/{id}/act", web::post().to(act));
}

const GROUPS: [Group; 5] = [
    Group { word: "submitted", statuses: &[ProductStatus::Submitted], calls: true },
    Group { word: "in_review", statuses: &[ProductStatus::InReview], calls: true },
    Group { word: "changes_requested", statuses: &[ProductStatus::ChangesRequested], calls: false },
    Group { word: "published", statuses: &[ProductStatus::Published], calls: false },
    Group {
        word: "over",
        statuses: &[ProductStatus::Suspended, ProductStatus::Rejected],
        calls: false,
    },
];
/// After so many days a submission has waited too long.
const LATE_DAYS: i64 = 3;

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    member.must(Permission::ReviewProducts)?;
    let wanted = Wanted::of(&request);
    let group = *wanted.group(&GROUPS).unwrap_or(&GROUPS[0]);
    let search = Search {
        statuses: group.statuses.to_vec(),
        category: wanted.category(),
        words: wanted.get("words").to_owned(),
        after: wanted.after(),
        limit: paging::one_more(PAGE),
        ..Search::default()
    };
    let (mut products, texts, brands, counts) = app
        .read(OfNetwork::of(&member)?, move |tx| {
            // What waits comes in its order; what is done, the latest first.
            let products = if group.calls {
                product::queue(tx, &search)?
            } else {
                product::page(tx, &search)?
            };
            let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
            let owners: Vec<OrganizationId> =
                products.iter().map(|product| product.brand_id).collect();
            let brands = organization::find(tx, &owners)?;
            Ok((products, product::names(tx, &ids)?, brands, product::counts(tx)?))
        })
        .await?;
    let page = Page::inside(&request, &app, &me.0);
    let next = wanted.next("/reviews", &mut products);
    let category = |category: &Category| {
        let word = category.as_str();
        (word, page.state("category", word), wanted.category() == Some(*category))
    };
    let mut tabs = tabs("/reviews", &wanted, &GROUPS, &counts, page.words);
    for tab in &mut tabs {
        tab.current = tab.href.contains(&format!("status={}", group.word));
    }
    show::page(&QueuePage {
        tabs,
        status: group.word,
        words: wanted.get("words").to_owned(),
        categories: Category::ALL.iter().map(category).collect(),
        filtered: !wanted.get("words").is_empty() || wanted.category().is_some(),
        rows: rows(products, &texts, &brands, app.now(), &page),
        next,
        page,
    })
}

fn rows(
    products: Vec<Product>,
    texts: &Texts,
    brands: &HashMap<OrganizationId, Party>,
    at: Timestamp,
    page: &Page,
) -> Vec<Row> {
    crate::catalogue::product::lines(products, texts, page.locale)
        .into_iter()
        .map(|line| {
            let waits =
                matches!(line.product.status, ProductStatus::Submitted | ProductStatus::InReview);
            let waited = line.product.submitted_at.map_or(0, |then| at.seconds_since(then));
            Row {
                brand: brand_name(brands, line.product.brand_id),
                tone: tone(line.product.status),
                age: if waits { age(waited, page.words) } else { String::new() },
                late: waits && waited >= LATE_DAYS * 86_400,
                line,
            }
        })
        .collect()
}

fn brand_name(brands: &HashMap<OrganizationId, Party>, id: OrganizationId) -> String {
    brands.get(&id).map(|brand| brand.name.clone()).unwrap_or_default()
}

/// For the operator it is the submitted ones that call.
fn tone(status: ProductStatus) -> &'static str {
    match status {
        ProductStatus::Submitted => "now",
        ProductStatus::ChangesRequested => "waiting",
        other => crate::catalogue::product::sheet::tone(other),
    }
}

fn age(seconds: i64, words: words::Words) -> String {
    match (seconds / 86_400, seconds / 3_600) {
        (0, hours) => words.review_age_hours(hours),
        (days, _) => words.review_age_days(days),
    }
}

async fn show(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    me.0.member.must(Permission::ReviewProducts)?;
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let loaded = load(&app, &me.member(), id).await?;
    render(&request, &app, &me, loaded, None)
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    member.must(Permission::ReviewProducts)?;
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let error = match carry_out(&app, &member, id, &posted).await {
        Ok(ProductAct::Take) => return show::done(&format!("/reviews/{id}"), "review-taken"),
        Ok(ProductAct::Approve) => return show::done("/reviews", "review-approved"),
        Ok(ProductAct::Reject) => return show::done("/reviews", "review-rejected"),
        Ok(ProductAct::Suspend) => {
            return show::done(&format!("/reviews/{id}"), "review-suspended");
        }
        Ok(ProductAct::Resume) => return show::done(&format!("/reviews/{id}"), "review-resumed"),
        Ok(_) => return show::done("/reviews", "review-sent-back"),
        Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::Stale)) => error,
        Err(other) => return Err(Failure(other)),
    };
    let loaded = load(&app, &member, id).await?;
    render(&request, &app, &me, loaded, Some((posted, error)))
}

async fn carry_out(
    app: &Arc<App>,
    me: &Member,
    id: ProductId,
    posted: &Posted,
) -> Result<ProductAct> {
    let version = posted.number("version").map_err(|_| Error::Stale)?;
    let said =
        Said { act: posted.text("act"), reason: posted.text("reason"), note: posted.text("note") };
    perform(app, me, id, version, said).await.map(|(act, _)| act)
}

/// An act of the operator with all that it says, unchecked.
pub struct Said {
    /// `take`, `approve`, `request_changes`, `reject`, `suspend` or `resume`.
    pub act: String,
    /// Why, with a rejection.
    pub reason: String,
    /// What the brand is told.
    pub note: String,
}

/// Does what the operator says with a product.
///
/// # Errors
/// As [`super::take`], [`super::decide`], [`super::suspend`] and [`super::resume`].
pub async fn perform(
    app: &Arc<App>,
    me: &Member,
    id: ProductId,
    version: i64,
    said: Said,
) -> Result<(ProductAct, Product)> {
    let (me, at) = (me.clone(), app.now());
    let scope = OfNetwork::of(&me)?;
    if said.act.trim() == ProductAct::Take.as_str() {
        let product = app.write(scope, move |tx| super::take(tx, &me, at, id, version)).await?;
        return Ok((ProductAct::Take, product));
    }
    let desk = Desk::open(app, me.network).await?;
    let standing = said.act.trim().parse().ok();
    let standing = standing.filter(|act| matches!(act, ProductAct::Suspend | ProductAct::Resume));
    if let Some(act) = standing {
        let change = move |tx: &mut NetworkTx<'_>| match act {
            ProductAct::Suspend => super::suspend(tx, &me, at, &desk, id, version, &said.note),
            _ => super::resume(tx, &me, at, &desk, id, version),
        };
        return Ok((act, app.write(scope, change).await?));
    }
    let decision = Decision::read(&said.act, &said.reason, &said.note)?;
    let act = decision.act();
    let product = app
        .write(scope, move |tx| super::decide(tx, &me, at, &desk, id, version, &decision))
        .await?;
    Ok((act, product))
}

/// What the page of a review is made of.
struct Loaded {
    product: Product,
    fields: ProductFields,
    texts: Texts,
    picture: Option<Asset>,
    brand: String,
    notes: Vec<ReviewNote>,
    events: Vec<Event>,
    people: HashMap<MembershipId, String>,
}

async fn load(app: &Arc<App>, me: &Member, id: ProductId) -> Result<Loaded> {
    let member = me.clone();
    app.read(OfNetwork::of(me)?, move |tx| read(tx, &member, id)).await
}

fn read(tx: &mut NetworkTx<'_>, me: &Member, id: ProductId) -> Result<Loaded> {
    let product = super::get(tx, me, id)?;
    let brands = organization::find(tx, &[product.brand_id])?;
    let events = audit::find(tx, id)?;
    let acting: Vec<MembershipId> = events.iter().filter_map(|event| event.membership_id).collect();
    Ok(Loaded {
        fields: product::fields(tx, &product)?,
        texts: product::names(tx, &[id])?,
        picture: product.picture_id.map(|picture| asset::get(tx, picture)).transpose()?,
        brand: brand_name(&brands, product.brand_id),
        notes: store::catalogue::review::find(tx, id)?,
        people: store::tenancy::membership::names(tx, &acting)?,
        events,
        product,
    })
}

fn render(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    loaded: Loaded,
    why: Option<(Posted, Error)>,
) -> Answer {
    let page = Page::inside(request, app, &me.0);
    let words = page.words;
    let Loaded { product, fields, texts, picture, brand, notes: said, events, people } = loaded;
    let form = match why {
        None => Form::fresh(Posted::default()),
        Some((posted, error)) => Form::back(posted, &error, words)?,
    };
    let waited = product.submitted_at.map_or(0, |then| app.now().seconds_since(then));
    let reason =
        |reason: &RejectReason| (reason.as_str(), page.state("reject-reason", reason.as_str()));
    let past = |event: Event| Past {
        at: event.at,
        what: words.state("audit", &event.kind.replace('.', "-")).into_owned(),
        who: event.membership_id.and_then(|id| people.get(&id).cloned()).unwrap_or_default(),
    };
    let view = ReviewPage {
        brand,
        age: age(waited, words),
        checks: checks(product.id, &fields, &texts, picture.as_ref(), words),
        form,
        reasons: RejectReason::ALL.iter().map(reason).collect(),
        may_take: product.status.allows(ProductAct::Take),
        may_decide: product.status.allows(ProductAct::Approve),
        may_suspend: product.status.allows(ProductAct::Suspend),
        may_resume: product.status.allows(ProductAct::Resume),
        note_limit: NOTE_LIMIT,
        notes: notes(said, words),
        history: events.into_iter().rev().map(past).collect(),
        sheet: Sheet { tone: tone(product.status), ..Sheet::new(product, &texts, words) },
        page,
    };
    show::page_with(view.form.status(), &view)
}
