//! The brand's products in the browser.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{Member, Permission};
use domain::catalogue::product::{ProductAct, ProductFields, ProductStatus};
use domain::id::ProductId;
use domain::{Error, Result};
use store::catalogue::product::{self, Product, Search};
use store::catalogue::review::{self, ReviewNote};
use store::platform::text::Texts;
use store::scope::OfOrganization;

use super::Line;
use super::forms::{View, begun, filled, keep, network};
use super::sheet::{Note, Sheet, notes, tone};
use crate::app::App;
use crate::catalogue::tabs::{Group, PAGE, Wanted, all_tab, tabs};
use crate::error::{Answer, Failure};
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted, WithFiles};
use crate::http::page::Page;
use crate::http::show;
use crate::http::tabs::Tab;
use crate::paging;

#[derive(Template)]
#[template(path = "catalogue/product/list.html")]
struct ListPage {
    page: Page,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    none_at_all: bool,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "catalogue/product/form.html")]
struct FormPage {
    page: Page,
    view: View,
    sheet: Option<Sheet>,
    notes: Vec<Note>,
    action: String,
}

#[derive(Template)]
#[template(path = "catalogue/product/view.html")]
struct ViewPage {
    page: Page,
    sheet: Sheet,
    notes: Vec<Note>,
    standing: &'static str,
    may_withdraw: bool,
    refusal: Option<String>,
}

impl Line {
    fn tone(&self) -> &'static str {
        tone(self.product.status)
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/products", web::get().to(index))
        .route("/products/new", web::get().to(new))
        .route("/products/new", web::post().to(create))
        .route("/products/{id}", web::get().to(show))
        .route("/products/{id}", web::post().to(update))
        .route("/products/{id}/submit", web::post().to(submit))
        .route("/products/{id}/withdraw", web::post().to(withdraw));
}

/// The brand's view of the states: what is over is one tab.
const GROUPS: [Group; 6] = [
    Group { word: "draft", statuses: &[ProductStatus::Draft], calls: false },
    Group { word: "changes_requested", statuses: &[ProductStatus::ChangesRequested], calls: true },
    Group { word: "submitted", statuses: &[ProductStatus::Submitted], calls: false },
    Group { word: "in_review", statuses: &[ProductStatus::InReview], calls: false },
    Group { word: "published", statuses: &[ProductStatus::Published], calls: false },
    Group {
        word: "over",
        statuses: &[ProductStatus::Suspended, ProductStatus::Rejected, ProductStatus::Withdrawn],
        calls: false,
    },
];

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let wanted = Wanted::of(&request);
    let member = me.member();
    member.must(Permission::SubmitProducts)?;
    let group = wanted.group(&GROUPS);
    let search = Search {
        statuses: group.map(|group| group.statuses.to_vec()).unwrap_or_default(),
        after: wanted.after(),
        limit: paging::one_more(PAGE),
        ..Search::default()
    };
    let (mut products, texts, counts) = app
        .read(OfOrganization::of(&member), move |tx| {
            let (products, texts) = super::find(tx, &member, &search)?;
            Ok((products, texts, product::counts(tx)?))
        })
        .await?;
    let page = Page::inside(&request, &app, &me.0);
    let next = wanted.next("/products", &mut products);
    let mut all = tabs("/products", &wanted, &GROUPS, &counts, page.words);
    all.insert(0, all_tab("/products", group.is_none(), &counts, page.words));
    let lines = super::lines(products, &texts, page.locale);
    let none_at_all = counts.is_empty();
    show::page(&ListPage { page, tabs: all, lines, none_at_all, next })
}

async fn new(request: HttpRequest, app: Running, me: Me) -> Answer {
    me.0.member.must(Permission::SubmitProducts)?;
    let network = network(&app, me.0.member.network).await?;
    let page = Page::inside(&request, &app, &me.0);
    let view = View::new(Form::fresh(begun(&network)), &network, None, page.words);
    show::page(&FormPage {
        page,
        view,
        sheet: None,
        notes: Vec::new(),
        action: "/products/new".into(),
    })
}

async fn create(request: HttpRequest, app: Running, me: Me, sent: WithFiles) -> Answer {
    let WithFiles(posted) = sent;
    let member = me.member();
    member.must(Permission::SubmitProducts)?;
    let network = network(&app, member.network).await?;
    match keep(&app, &member, &network, None, &posted).await {
        Ok(product) if posted.get("then") == "submit" => {
            hand_in(&request, &app, &me, product.id, product.version).await
        }
        Ok(product) => show::done(&format!("/products/{}", product.id), "product-saved"),
        Err(error) => {
            let page = Page::inside(&request, &app, &me.0);
            let form = Form::back(posted, &error, page.words)?;
            let view = View::new(form, &network, None, page.words);
            let action = "/products/new".to_owned();
            let again = FormPage { page, view, sheet: None, notes: Vec::new(), action };
            show::page_with(status(&error), &again)
        }
    }
}

async fn show(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    me.0.member.must(Permission::SubmitProducts)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let loaded = load(&app, &me.member(), id).await?;
    render(&request, &app, &me, loaded, None).await
}

async fn update(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    WithFiles(posted): WithFiles,
) -> Answer {
    match revised(&app, &me, &id, &posted).await {
        Ok(product) => show::done(&format!("/products/{}", product.id), "product-saved"),
        Err(error) => back(&request, &app, &me, &id, Some(posted), error).await,
    }
}

async fn submit(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    WithFiles(posted): WithFiles,
) -> Answer {
    me.0.member.must(Permission::SubmitProducts)?;
    // The button of the form brings the form along: what was typed is kept first, as the draft.
    if !posted.get("currency").is_empty() {
        return match revised(&app, &me, &id, &posted).await {
            Ok(product) => hand_in(&request, &app, &me, product.id, product.version).await,
            Err(error) => back(&request, &app, &me, &id, Some(posted), error).await,
        };
    }
    let wanted: ProductId = id.parse().map_err(|_| Error::Missing)?;
    match posted.number("version") {
        Ok(version) => hand_in(&request, &app, &me, wanted, version).await,
        Err(_) => back(&request, &app, &me, &id, None, Error::Stale).await,
    }
}

async fn withdraw(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    member.must(Permission::SubmitProducts)?;
    let wanted: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let version = posted.number("version").unwrap_or_default();
    let scope = OfOrganization::of(&member);
    let run = app.write(scope, move |tx| super::withdraw(tx, &member, at, wanted, version));
    match run.await {
        Ok(_) => show::done("/products", "product-withdrawn"),
        Err(error) => back(&request, &app, &me, &id, None, error).await,
    }
}

async fn revised(app: &Arc<App>, me: &Me, id: &str, posted: &Posted) -> Result<Product> {
    let member = me.member();
    member.must(Permission::SubmitProducts)?;
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let version = posted.number("version").map_err(|_| Error::Stale)?;
    let network = network(app, member.network).await?;
    keep(app, &member, &network, Some((id, version)), posted).await
}

/// Hands a kept product in; what it still lacks leads back to its form.
async fn hand_in(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: ProductId,
    version: i64,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfOrganization::of(&member);
    let run = app.write(scope, move |tx| super::submit(tx, &member, at, id, version));
    match run.await {
        Ok(_) => show::done("/products", "product-submitted"),
        Err(error) => back(request, app, me, &id.to_string(), None, error).await,
    }
}

/// What a product's page is made of.
struct Loaded {
    product: Product,
    fields: ProductFields,
    texts: Texts,
    notes: Vec<ReviewNote>,
}

async fn load(app: &Arc<App>, me: &Member, id: ProductId) -> Result<Loaded> {
    app.read(OfOrganization::of(me), move |tx| {
        let product = product::get(tx, id)?;
        let fields = product::fields(tx, &product)?;
        let texts = product::names(tx, &[id])?;
        let notes = review::find(tx, id)?;
        Ok(Loaded { product, fields, texts, notes })
    })
    .await
}

/// The product's page again, with why an act on it was not carried out.
async fn back(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: &str,
    posted: Option<Posted>,
    error: Error,
) -> Answer {
    if !matches!(error, Error::Invalid(_) | Error::Taken(_) | Error::Refused(_) | Error::Stale) {
        return Err(Failure(error));
    }
    let id = id.parse().map_err(|_| Error::Missing)?;
    let loaded = load(app, &me.member(), id).await?;
    render(request, app, me, loaded, Some((posted, error))).await
}

/// The form while it is the brand's turn, else the product as it stands.
async fn render(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    loaded: Loaded,
    why: Option<(Option<Posted>, Error)>,
) -> Answer {
    let network = network(app, me.0.member.network).await?;
    let page = Page::inside(request, app, &me.0);
    let Loaded { product, fields, texts, notes: said } = loaded;
    let open = product.status.must_be_open_to_change().is_ok();
    let status = why.as_ref().map_or(StatusCode::OK, |(_, error)| status(error));
    let notes = notes(said, page.words);
    if !open {
        let refusal = why.map(|(_, error)| page.words.error(&error));
        let standing = standing(product.status, page.words);
        let may_withdraw = product.status.allows(ProductAct::Withdraw);
        let sheet = Sheet::new(product, &texts, page.words);
        let view = ViewPage { page, sheet, notes, standing, may_withdraw, refusal };
        return show::page_with(status, &view);
    }
    let kept = filled(&fields, product.version);
    let form = match why {
        None => Form::fresh(kept),
        Some((posted, error)) => Form::back(posted.unwrap_or(kept), &error, page.words)?,
    };
    let view = View::new(form, &network, Some((&product, &texts)), page.words);
    let action = format!("/products/{}", product.id);
    let sheet = Some(Sheet::new(product, &texts, page.words));
    show::page_with(status, &FormPage { page, view, sheet, notes, action })
}

fn standing(status: ProductStatus, words: words::Words) -> &'static str {
    match status {
        ProductStatus::Draft | ProductStatus::ChangesRequested => words.product_standing_open(),
        ProductStatus::Submitted => words.product_standing_submitted(),
        ProductStatus::InReview => words.product_standing_in_review(),
        ProductStatus::Published => words.product_standing_published(),
        ProductStatus::Suspended => words.product_standing_suspended(),
        ProductStatus::Rejected => words.product_standing_rejected(),
        ProductStatus::Withdrawn => words.product_standing_withdrawn(),
    }
}

/// The status of a form that comes back.
fn status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}
