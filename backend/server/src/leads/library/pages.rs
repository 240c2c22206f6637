//! The library of materials in the browser of staff.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{Member, Permission};
use domain::id::MaterialId;
use domain::leads::inquiry::LeadKind;
use domain::leads::library::{FILE_BYTES, MaterialDraft, MaterialKind, VersionAct, VersionDraft};
use domain::{Error, Locale, Result};
use store::leads::library::Version;
use store::scope::OfNetwork;

use super::api::{parse, parse_both};
use super::{Entry, Step, Whole};
use crate::app::{App, blocking};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted, Problem, WithFiles};
use crate::http::page::Page;
use crate::http::show;

#[derive(Template)]
#[template(path = "leads/library/index.html")]
struct IndexPage {
    page: Page,
    entries: Vec<Entry>,
    form: Form,
    problems: Vec<Problem>,
    may_write: bool,
    may_see_leads: bool,
}

#[derive(Template)]
#[template(path = "leads/library/show.html")]
struct ShowPage {
    page: Page,
    whole: Whole,
    form: Form,
    problems: Vec<Problem>,
    me: Member,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/materials", web::get().to(index))
        .route("/materials", web::post().to(create))
        .route("/materials/{id}", web::get().to(read))
        .route("/materials/{id}/versions", web::post().to(upload))
        .route("/materials/{id}/versions/{version}/file", web::get().to(super::api::file))
        .route("/materials/{id}/versions/{version}/act", web::post().to(act));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    listed(&request, &app, &me, Posted::default(), None).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WriteMaterials)?;
    let draft = MaterialDraft {
        name: posted.text("name"),
        kind: posted.text("kind"),
        audience: posted.text("audience"),
    };
    match app.write(scope, move |tx| super::create(tx, &member, &draft, at)).await {
        Ok(made) => show::done(&format!("/materials/{}", made.id), "material-made"),
        Err(error) => listed(&request, &app, &me, posted, Some(error)).await,
    }
}

async fn listed(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let may_write = member.may(Permission::WriteMaterials);
    let may_see_leads = member.may(Permission::SeeLeads);
    let page = Page::inside(request, app, &me.0);
    let entries = app.read(scope, move |tx| super::list(tx, &member, at)).await?;
    let words = page.words;
    let form = Form::of(posted, why.as_ref(), words)?;
    let problems = form.problems(|field| match field {
        "kind" => words.materials_kind(),
        "audience" => words.materials_audience(),
        _ => words.materials_name(),
    });
    let status = form.status();
    let page = IndexPage { page, entries, form, problems, may_write, may_see_leads };
    show::page_with(status, &page)
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    detail(&request, &app, &me, parse(&id)?, Posted::default(), None).await
}

async fn upload(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    sent: WithFiles,
) -> Answer {
    let (member, id) = (me.member(), parse(&id)?);
    match taken(&app, member, id, &sent.0).await {
        Ok(_) => show::done(&format!("/materials/{id}"), "material-uploaded"),
        Err(error) => detail(&request, &app, &me, id, sent.0, Some(error)).await,
    }
}

/// Takes an uploaded version out of a form. The file is checked and digested off the event loop.
pub(super) async fn taken(
    app: &Arc<App>,
    me: Member,
    id: MaterialId,
    posted: &Posted,
) -> Result<Version> {
    let scope = OfNetwork::of(&me)?;
    me.must(Permission::WriteMaterials)?;
    let network = crate::orders::network(app, me.network).await?;
    let of = me.clone();
    app.read(scope, move |tx| super::exists(tx, &of, id)).await?;
    let file = posted.file("file");
    let draft = VersionDraft {
        locale: posted.text("locale"),
        note: posted.text("note"),
        valid_from: posted.text("valid_from"),
        valid_until: posted.text("valid_until"),
        file_name: file.map(|file| file.name.clone()).unwrap_or_default(),
        bytes: file.map(|file| file.bytes.clone()).unwrap_or_default(),
    };
    let at = app.now();
    let fields = blocking(move || draft.check(network.time_zone, at)).await?;
    app.write(scope, move |tx| super::upload(tx, &me, id, &fields, at)).await
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let of = parse_both(&path)?;
    let step = Step {
        act: posted.text("act"),
        note: posted.text("note"),
        version: posted.number("version").unwrap_or_default(),
    };
    match app.write(scope, move |tx| super::act(tx, &member, of, &step, at)).await {
        Ok(_) => show::done(&format!("/materials/{}", of.0), "material-moved"),
        Err(error) => detail(&request, &app, &me, of.0, posted, Some(error)).await,
    }
}

async fn detail(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: MaterialId,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let of = member.clone();
    let whole = app.read(scope, move |tx| super::show(tx, &of, id, at)).await?;
    let page = Page::inside(request, app, &me.0).under("/materials");
    let words = page.words;
    let form = Form::of(posted, why.as_ref(), words)?;
    let problems = form.problems(|field| match field {
        "locale" => words.leads_list_language(),
        "note" => words.materials_note(),
        "valid_from" => words.materials_from(),
        "valid_until" => words.materials_until(),
        "file" => words.materials_file(),
        _ => words.materials_act(),
    });
    let status = form.status();
    show::page_with(status, &ShowPage { page, whole, form, problems, me: member })
}

impl ShowPage {
    fn may_write(&self) -> bool {
        self.me.may(Permission::WriteMaterials)
    }

    fn may_see_leads(&self) -> bool {
        self.me.may(Permission::SeeLeads)
    }

    /// Whether the reader may decide about a version: somebody else's.
    fn may_decide(&self, line: &super::Line) -> bool {
        self.me.may(Permission::ApproveMaterials)
            && line.allows(VersionAct::Approve)
            && line.row.maker_id != self.me.membership
    }

    /// The last day of a version; its end is the moment after.
    fn last(&self, version: &Version) -> Option<String> {
        let until = version.valid_until?;
        Some(self.page.words.date(until.plus_seconds(-1), self.page.zone))
    }
}

/// What a file may be, in megabytes.
fn megabytes() -> i64 {
    i64::try_from(FILE_BYTES / 1_048_576).unwrap_or_default()
}

/// An act's name in the history: `material.send_back` is `send_back`.
fn event(kind: &str) -> &str {
    kind.split_once('.').map_or(kind, |(_, act)| act)
}
