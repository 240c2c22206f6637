//! What the public pages tell, in the browser of staff.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::FrontItemId;
use domain::leads::content::{ItemAct, ItemDraft, ItemKind};
use domain::{Error, Locale, Result};
use store::scope::OfNetwork;

use super::{Html, Line, Whole};
use crate::app::App;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted, Problem};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;

#[derive(Template)]
#[template(path = "leads/content/index.html")]
struct IndexPage {
    page: Page,
    kind: ItemKind,
    lines: Vec<Line>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "leads/content/edit.html")]
struct EditPage {
    page: Page,
    kind: ItemKind,
    /// None for a new one.
    whole: Option<Whole>,
    form: Form,
    problems: Vec<Problem>,
    sides: Vec<Side>,
    /// Each language with its title and its body as visitors see them.
    preview: Vec<(Locale, String, Html)>,
    may_write: bool,
}

/// A language of the form with the names of its fields.
struct Side {
    locale: Locale,
    title: String,
    body: String,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/front", web::get().to(index))
        .route("/front", web::post().to(create))
        .route("/front/new", web::get().to(new))
        .route("/front/{id}", web::get().to(read))
        .route("/front/{id}", web::post().to(edit))
        .route("/front/{id}/act", web::post().to(act));
}

async fn index(request: HttpRequest, app: Running, me: Me, wanted: Query) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let kind = wanted.get("kind").parse().unwrap_or(ItemKind::Case);
    let may_write = member.may(Permission::WriteFront);
    let page = Page::inside(&request, &app, &me.0).under("/materials");
    let locale = page.locale;
    let lines = app.read(scope, move |tx| super::list(tx, &member, kind, locale)).await?;
    show::page(&IndexPage { page, kind, lines, may_write })
}

async fn new(request: HttpRequest, app: Running, me: Me, wanted: Query) -> Answer {
    let kind = wanted.get("kind").parse().unwrap_or(ItemKind::Case);
    me.member().must(Permission::WriteFront)?;
    form_page(&request, &app, &me, (kind, None), Posted::default(), None)
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WriteFront)?;
    let kind = super::kind(posted.get("kind"))?;
    let draft = ItemDraft::gather(|name| posted.text(name));
    if posted.get("step") == "preview" {
        let why = draft.check(kind).err();
        return form_page(&request, &app, &me, (kind, None), posted, why.as_ref());
    }
    match app.write(scope, move |tx| super::create(tx, &member, kind, &draft, at)).await {
        Ok(made) => show::done(&format!("/front/{}", made.id), "front-saved"),
        Err(error) => form_page(&request, &app, &me, (kind, None), posted, Some(&error)),
    }
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let whole = found(&app, &me, parse(&id)?).await?;
    let posted = told(&whole);
    form_page(&request, &app, &me, (whole.item.kind, Some(whole)), posted, None)
}

async fn edit(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, at, id) = (me.member(), app.now(), parse(&id)?);
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WriteFront)?;
    let whole = found(&app, &me, id).await?;
    let kind = whole.item.kind;
    let draft = ItemDraft::gather(|name| posted.text(name));
    if posted.get("step") == "preview" {
        let why = draft.check(kind).err();
        return form_page(&request, &app, &me, (kind, Some(whole)), posted, why.as_ref());
    }
    let version = posted.number("version").unwrap_or_default();
    let outcome =
        app.write(scope, move |tx| super::edit(tx, &member, (id, version), &draft, at)).await;
    match outcome {
        Ok(_) => show::done(&format!("/front/{id}"), "front-saved"),
        Err(error) => form_page(&request, &app, &me, (kind, Some(whole)), posted, Some(&error)),
    }
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, at, id) = (me.member(), app.now(), parse(&id)?);
    let scope = OfNetwork::of(&member)?;
    let version = posted.number("version").unwrap_or_default();
    let word = posted.text("act");
    let outcome =
        app.write(scope, move |tx| super::act(tx, &member, (id, version), &word, at)).await;
    match outcome {
        Ok(item) => {
            let list = show::address("/front", &[("kind", item.kind.as_str())]);
            match posted.get("act").parse::<ItemAct>() {
                Ok(ItemAct::Publish) => show::done(&format!("/front/{id}"), "front-published"),
                Ok(ItemAct::Hide) => show::done(&format!("/front/{id}"), "front-hidden"),
                Err(_) => show::see_other(list),
            }
        }
        Err(error) => {
            let whole = found(&app, &me, id).await?;
            let posted = told(&whole);
            form_page(&request, &app, &me, (whole.item.kind, Some(whole)), posted, Some(&error))
        }
    }
}

async fn found(app: &Arc<App>, me: &Me, id: FrontItemId) -> Result<Whole> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    app.read(scope, move |tx| super::show(tx, &member, id)).await
}

/// The form filled with what is kept.
fn told(whole: &Whole) -> Posted {
    let fields = &whole.fields;
    let month = |pick: fn(&(domain::calendar::Month, domain::calendar::Month)) -> String| {
        fields.period.as_ref().map(pick).unwrap_or_default()
    };
    let mut posted = Posted::default()
        .with("version", whole.item.version.to_string())
        .with("slug", fields.slug.clone().unwrap_or_default())
        .with("units", fields.units.map(|units| units.to_string()).unwrap_or_default())
        .with("first_month", month(|period| period.0.to_string()))
        .with("last_month", month(|period| period.1.to_string()))
        .with("evidence_note", &fields.evidence_note)
        .with("evidence_url", &fields.evidence_url);
    for locale in Locale::ALL {
        let texts = fields.texts.get(locale);
        posted = posted
            .with(&format!("title_{}", locale.suffix()), &texts.title)
            .with(&format!("body_{}", locale.suffix()), &texts.body);
    }
    posted
}

fn form_page(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    (kind, whole): (ItemKind, Option<Whole>),
    posted: Posted,
    why: Option<&Error>,
) -> Answer {
    OfNetwork::of(&me.0.member)?;
    let page = Page::inside(request, app, &me.0).under("/materials");
    let words = page.words;
    let side = |locale: Locale| Side {
        locale,
        title: format!("title_{}", locale.suffix()),
        body: format!("body_{}", locale.suffix()),
    };
    let sides: Vec<Side> = Locale::ALL.into_iter().map(side).collect();
    let preview = sides
        .iter()
        .map(|side| (side.locale, posted.text(&side.title), Html::of(posted.get(&side.body))))
        .filter(|(_, title, body)| !title.is_empty() || !body.is_empty())
        .collect();
    let form = Form::of(posted, why, words)?;
    let problems = form.problems(|field| match field {
        "slug" => words.content_slug(),
        "units" => words.content_units(),
        "first_month" => words.content_first(),
        "last_month" => words.content_last(),
        "evidence_note" => words.content_evidence(),
        "evidence_url" => words.content_url(),
        other if other.starts_with("body") => words.content_body(),
        other if other.starts_with("title") => words.content_name(),
        _ => words.materials_act(),
    });
    let may_write = me.0.member.may(Permission::WriteFront);
    let status = form.status();
    let page = EditPage { page, kind, whole, form, problems, sides, preview, may_write };
    show::page_with(status, &page)
}

fn parse(id: &str) -> Result<FrontItemId> {
    id.parse().map_err(|_| Error::Missing)
}

impl EditPage {
    fn action(&self) -> String {
        self.whole
            .as_ref()
            .map_or_else(|| "/front".to_owned(), |whole| format!("/front/{}", whole.item.id))
    }
}

/// An act's name in the history: `front.publish` is `publish`.
fn event(kind: &str) -> &str {
    kind.split_once('.').map_or(kind, |(_, act)| act)
}
