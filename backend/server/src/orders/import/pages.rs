//! Files of orders in the browser.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::OrderImportId;
use domain::orders::import::ImportStatus;
use domain::{Error, Result};
use serde::{Deserialize, Serialize};
use store::orders::import::Import;
use store::scope::OfNetwork;
use words::Words;

use super::fault::{Fault, Faults};
use super::{MOST_BYTES, api, unchanged};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::csv::Csv;
use crate::http::form::{Form, Posted, WithFiles};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;

/// Files of one page.
const ROWS: usize = 30;

#[derive(Template)]
#[template(path = "orders/import/imports.html")]
struct ImportsPage {
    page: Page,
    form: Form,
    imports: Vec<Import>,
    next: Option<OrderImportId>,
    may_write: bool,
    most_bytes: usize,
}

#[derive(Template)]
#[template(path = "orders/import/import.html")]
struct ImportPage {
    page: Page,
    import: Import,
    under_way: bool,
    progress: String,
    unchanged: i64,
    faults: Vec<(Fault, String)>,
}

/// The list's place.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    before: Option<String>,
}

/// How far a file is, for the page's own script.
#[derive(Debug, Serialize)]
struct Progress {
    done: i64,
    total: i64,
    state: &'static str,
    text: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/imports", web::get().to(index))
        .route("/imports", web::post().to(create))
        .route("/imports/{id}", web::get().to(read))
        .route("/imports/{id}/progress", web::get().to(progress))
        .route("/imports/{id}/errors.csv", web::get().to(errors));
}

async fn index(request: HttpRequest, app: Running, me: Me, from: InQuery<From>) -> Answer {
    let before = from.before.as_deref().and_then(|told| told.parse().ok());
    let page = listed(&request, &app, &me, before, Form::fresh(Posted::default())).await?;
    show::page(&page)
}

async fn listed(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    before: Option<OrderImportId>,
    form: Form,
) -> Result<ImportsPage> {
    let member = me.member();
    let may_write = member.may(Permission::WriteOrders);
    let scope = OfNetwork::of(&member)?;
    let (imports, next) = app.read(scope, move |tx| super::list(tx, &member, before, ROWS)).await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    Ok(ImportsPage { page, form, imports, next, may_write, most_bytes: MOST_BYTES })
}

async fn create(request: HttpRequest, app: Running, me: Me, sent: WithFiles) -> Answer {
    let WithFiles(posted) = sent;
    let member = me.member();
    OfNetwork::of(&member)?;
    member.must(Permission::WriteOrders)?;
    let started = match posted.file("file") {
        Some(file) => api::start(&app, member, file.clone()).await,
        None => Err(Error::field("file", "field-required")),
    };
    match started {
        Ok(started) => {
            let place = format!("/imports/{}", started.import.id);
            if started.already {
                show::done(&place, "import-already")
            } else {
                show::done(&place, "import-started")
            }
        }
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(Posted::default(), &error, words)?;
            let page = listed(&request, &app, &me, None, form).await?;
            show::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn found(app: &Running, me: &Me, id: &str) -> Result<Import> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeOrders)?;
    let id = api::import_id(id)?;
    app.read(scope, move |tx| super::get(tx, &member, id)).await
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let import = found(&app, &me, &id).await?;
    let page = Page::inside(&request, &app, &me.0).under("/orders");
    let words = page.words;
    let faults = Faults::of(&import)?;
    let said = faults.kept().iter().map(|fault| (fault.clone(), fault.message(words)));
    show::page(&ImportPage {
        under_way: matches!(import.status, ImportStatus::Queued | ImportStatus::Applying),
        progress: progress_text(words, &import),
        unchanged: unchanged(&import),
        faults: said.collect(),
        import,
        page,
    })
}

async fn progress(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let import = found(&app, &me, &id).await?;
    let words = words::of(crate::http::caller::language(&request).0);
    let progress = Progress {
        done: import.done_count,
        total: import.order_count,
        state: import.status.as_str(),
        text: progress_text(words, &import),
    };
    show::json(StatusCode::OK, &progress)
}

fn progress_text(words: Words, import: &Import) -> String {
    match import.status {
        ImportStatus::Applying => words.imports_progress(import.done_count, import.order_count),
        other => words.state("import", other.as_str()).into_owned(),
    }
}

async fn errors(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let import = found(&app, &me, &id).await?;
    let words = words::of(crate::http::caller::language(&request).0);
    let mut file =
        Csv::new(&[words.imports_line(), words.imports_column(), words.imports_message()]);
    for fault in Faults::of(&import)?.kept() {
        file.number(i64::try_from(fault.line).unwrap_or(i64::MAX))
            .text(&fault.column)
            .text(&fault.message(words))
            .end();
    }
    file.answer(&format!("errors-{}.csv", import.id))
}
