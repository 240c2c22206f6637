//! Files of orders in the browser.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::{MembershipId, OrderImportId};
use domain::orders::file::{Profile, failed_rows, is_personal};
use domain::orders::import::ImportStatus;
use domain::{Money, Result};
use serde::{Deserialize, Serialize};
use store::orders::import::Import;
use store::orders::profile::Kept;
use store::scope::OfNetwork;
use store::tenancy::membership;
use words::Words;

use super::fault::{Fault, Faults};
use super::source::{self, Pieces};
use super::{api, unchanged, upload};
use crate::app::blocking;
use crate::error::{Answer, broken};
use crate::http::caller::{Me, Running};
use crate::http::csv::Csv;
use crate::http::form::{Form, Posted};
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
    imports: Vec<(Import, String)>,
    next: Option<OrderImportId>,
    may_write: bool,
    most_mb: i64,
    most_bytes: i64,
    own: Vec<(Kept, String)>,
    profiles: Vec<(String, String)>,
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
    totals: Vec<Money>,
    uploader: String,
    may_write: bool,
    profiles: Vec<(String, String)>,
    profile: String,
    form: Form,
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
        .route("/imports/{id}/acts", web::post().to(act))
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
    let (imports, next, own, names) = app
        .read(scope, move |tx| {
            let (imports, next) = super::list(tx, &member, before, ROWS)?;
            let own = super::profile::own(tx, &member)?;
            let who = imports.iter().map(|import| import.membership_id);
            let who: Vec<_> = who.chain(own.iter().map(|kept| kept.membership_id)).collect();
            let names = membership::names(tx, &who)?;
            Ok((imports, next, own, names))
        })
        .await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    let name = |id: MembershipId| names.get(&id).cloned().unwrap_or_default();
    let profiles = choices(page.words, own.iter().map(|kept| kept.name.as_str()));
    let most_mb = i64::from(app.settings.order_file_mb);
    Ok(ImportsPage {
        page,
        form,
        imports: imports.into_iter().map(|one| (one.clone(), name(one.membership_id))).collect(),
        next,
        may_write,
        most_mb,
        most_bytes: most_mb * 1_024 * 1_024,
        own: own.into_iter().map(|kept| (kept.clone(), name(kept.membership_id))).collect(),
        profiles,
    })
}

/// The profiles to choose from, as values and names: the network's own, then the platforms'.
fn choices<'a>(words: Words, own: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let own = own.map(|name| (name.to_owned(), name.to_owned()));
    let platforms = Profile::platforms();
    own.chain(platforms.iter().map(|profile| (profile.name.clone(), said(words, &profile.name))))
        .collect()
}

/// A profile's name as a reader sees it.
fn said(words: Words, name: &str) -> String {
    match Profile::platform(name) {
        Some(_) => words.state("order-profile", name).into_owned(),
        None => name.to_owned(),
    }
}

async fn create(request: HttpRequest, app: Running, me: Me, payload: web::Payload) -> Answer {
    let member = me.member();
    match upload::receive(&app, &member, &request, payload, "").await {
        Ok(started) => {
            let place = format!("/imports/{}", started.import.id);
            show::done(&place, if started.already { "import-already" } else { "import-started" })
        }
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(Posted::default(), &error, words)?;
            let page = listed(&request, &app, &me, None, form).await?;
            show::page_with(page.form.status(), &page)
        }
    }
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let (act, profile) = (posted.text("act"), posted.text("profile"));
    match api::acted(&app, &member, &id, &act, &profile).await {
        Ok(import) => {
            let notice = if act == "apply" { "import-applying" } else { "import-rechecking" };
            show::done(&format!("/imports/{}", import.id), notice)
        }
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(posted, &error, words)?;
            let page = shown(&request, &app, &me, &id, form).await?;
            show::page_with(page.form.status(), &page)
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
    show::page(&shown(&request, &app, &me, &id, Form::fresh(Posted::default())).await?)
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: &str,
    form: Form,
) -> Result<ImportPage> {
    let import = found(app, me, id).await?;
    let member = me.member();
    let may_write = member.may(Permission::WriteOrders);
    let (scope, who) = (OfNetwork::of(&member)?, import.membership_id);
    let (own, names) = app
        .read(scope, move |tx| {
            Ok((super::profile::own(tx, &member)?, membership::names(tx, &[who])?))
        })
        .await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    let words = page.words;
    let faults = Faults::of(&import)?;
    let said_faults = faults.kept().iter().map(|fault| (fault.clone(), fault.message(words)));
    Ok(ImportPage {
        under_way: matches!(import.status, ImportStatus::Queued | ImportStatus::Applying),
        progress: progress_text(words, &import),
        unchanged: unchanged(&import),
        faults: said_faults.collect(),
        totals: api::totals(&import)?,
        uploader: names.get(&who).cloned().unwrap_or_default(),
        may_write,
        profiles: choices(words, own.iter().map(|kept| kept.name.as_str())),
        profile: import.profile.as_deref().map_or_else(String::new, |name| said(words, name)),
        import,
        page,
        form,
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
        ImportStatus::Queued if import.row_count > 0 => words.imports_checking(import.row_count),
        other => words.state("import", other.as_str()).into_owned(),
    }
}

/// The rows that failed, as they stood in the file, behind their line and what is wrong with them.
async fn errors(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let import = found(&app, &me, &id).await?;
    let words = words::of(crate::http::caller::language(&request).0);
    let name = format!("errors-{}.csv", import.id);
    let mut reasons: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for fault in Faults::of(&import)?.kept() {
        let column =
            if fault.column.is_empty() { String::new() } else { format!("{}: ", fault.column) };
        reasons.entry(fault.line).or_default().push(column + &fault.message(words));
    }
    let scope = OfNetwork::of(&me.member())?;
    let app = app.into_inner();
    let file = blocking(move || {
        let layout = app.store.read(scope, |tx| source::layout(tx, &import))?;
        let headings = layout.as_ref().map_or(&[][..], |layout| &layout.headings);
        // What is never read of a buyer is not handed out either (ORD-08).
        let hidden: Vec<bool> = headings.iter().map(|heading| is_personal(heading)).collect();
        let mut titles = vec![words.imports_line(), words.imports_message()];
        titles.extend(headings.iter().map(String::as_str));
        let mut file = Csv::new(&titles);
        let mut row = |line: u64, reasons: &[String], cells: &[&str]| {
            file.number(i64::try_from(line).unwrap_or(i64::MAX)).text(&reasons.join(" / "));
            for (place, cell) in cells.iter().enumerate() {
                let is_hidden = hidden.get(place).copied().unwrap_or(false) || cell.contains('@');
                file.text(if is_hidden { "" } else { cell });
            }
            file.end();
        };

        if let Some(reasons) = reasons.remove(&0) {
            row(0, &reasons, &[]);
        }
        let lined: BTreeMap<u64, (u64, Vec<String>)> =
            reasons.into_iter().map(|(line, reasons)| (line, (line, reasons))).collect();
        if let Ok(layout) = layout {
            let pieces = Pieces::of(&app, scope, import.id);
            failed_rows(pieces, &layout, &lined, &mut |(line, reasons), cells| {
                row(*line, reasons, cells);
            })
            .map_err(broken)?;
        }
        Ok(file)
    })
    .await?;
    file.answer(&name)
}
