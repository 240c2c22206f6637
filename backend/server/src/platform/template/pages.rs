//! Mails in a network's own words in the browser: all languages side by side, one to write.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::platform::template::{Slot, TemplateDraft};
use domain::{Error, Result};
use store::scope::OfNetwork;

use super::{Standing, Written, named};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted, Problem};
use crate::http::page::Page;
use crate::http::show;

#[derive(Template)]
#[template(path = "platform/template/index.html")]
struct IndexPage {
    page: Page,
    all: Vec<Standing>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "platform/template/edit.html")]
struct EditPage {
    page: Page,
    standing: Standing,
    sample: Option<Written>,
    slots: &'static [Slot],
    form: Form,
    problems: Vec<Problem>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/mail-templates", web::get().to(index))
        .route("/mail-templates/{template}/{locale}", web::get().to(edit))
        .route("/mail-templates/{template}/{locale}", web::post().to(write));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let (member, at, site) = (me.member(), app.now(), app.settings.site());
    let scope = OfNetwork::of(&member)?;
    let may_write = member.may(Permission::WriteMails);
    let network = crate::orders::network(&app, member.network).await?;
    let all = app.read(scope, move |tx| super::list(tx, &member, (&network, &site), at)).await?;
    let page = Page::inside(&request, &app, &me.0).under("/mails");
    show::page(&IndexPage { page, all, may_write })
}

async fn edit(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
) -> Answer {
    let standing = standing(&app, &me, &path).await?;
    let own = standing.own.as_ref();
    let posted = Posted::default()
        .with("subject", own.map(|own| own.subject.clone()).unwrap_or_default())
        .with("body", own.map(|own| own.body.clone()).unwrap_or_default())
        .with("version", own.map_or(0, |own| own.version).to_string());
    shown(&request, &app, &me, standing, posted, None)
}

/// Looks at what was typed, keeps it, sends it to oneself, or lets the product's own words stand again.
async fn write(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WriteMails)?;
    let (kind, locale) = named(&path.0, &path.1)?;
    let network = crate::orders::network(&app, member.network).await?;
    let (at, site) = (app.now(), app.settings.site());
    let draft = TemplateDraft { subject: posted.text("subject"), body: posted.text("body") };
    let version = posted.number("version").unwrap_or_default();
    let place = format!("/mail-templates/{}/{}", path.0, path.1);
    let done = match posted.get("step") {
        "save" => app
            .write(scope, move |tx| super::write(tx, &member, (kind, locale, version), &draft, at))
            .await
            .map(|()| "template-kept"),
        "reset" => app
            .write(scope, move |tx| super::reset(tx, &member, (kind, locale), at))
            .await
            .map(|()| "template-reset"),
        "test" => app
            .write(scope, move |tx| {
                let place = (&network, site.as_str());
                super::test(tx, &member, (kind, locale), Some(&draft), place, at)
            })
            .await
            .map(|_| "template-tested"),
        _ => {
            let seen = app
                .read(scope, move |tx| {
                    super::sample(tx, (kind, locale), Some(&draft), (&network, &site), at)
                })
                .await;
            let standing = standing(&app, &me, &path).await?;
            return shown(&request, &app, &me, standing, posted, Some(seen));
        }
    };
    match done {
        // What was sent to oneself is not kept yet: the form stays.
        Ok("template-tested") => {
            let standing = standing(&app, &me, &path).await?;
            let words = Page::bare(&request, &app).words;
            let text = words.get("notice-template-tested", &[]).unwrap_or_default().into_owned();
            let mut edit = edited(&request, &app, &me, standing, posted, None)?;
            edit.page.notice = Some(crate::http::page::Notice { tone: "good", text });
            show::page(&edit)
        }
        Ok(notice) => show::done(&place, notice),
        Err(error) => {
            let standing = standing(&app, &me, &path).await?;
            shown(&request, &app, &me, standing, posted, Some(Err(error)))
        }
    }
}

async fn standing(app: &Running, me: &Me, path: &(String, String)) -> Result<Standing> {
    let (member, at, site) = (me.member(), app.now(), app.settings.site());
    let scope = OfNetwork::of(&member)?;
    let named = named(&path.0, &path.1)?;
    let network = crate::orders::network(app, member.network).await?;
    app.read(scope, move |tx| super::show(tx, &member, named, (&network, &site), at)).await
}

fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    standing: Standing,
    posted: Posted,
    seen: Option<Result<Written>>,
) -> Answer {
    let edit = edited(request, app, me, standing, posted, seen)?;
    let status = if edit.form.is_back() { edit.form.status() } else { StatusCode::OK };
    show::page_with(status, &edit)
}

fn edited(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    standing: Standing,
    posted: Posted,
    seen: Option<Result<Written>>,
) -> Result<EditPage> {
    let page = Page::inside(request, app, &me.0).under("/mails");
    let (sample, why): (Option<Written>, Option<Error>) = match seen {
        None => (None, None),
        Some(Ok(sample)) => (Some(sample), None),
        Some(Err(error)) => (None, Some(error)),
    };
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let words = page.words;
    let problems = form.problems(|field| match field {
        "subject" => words.mails_subject(),
        _ => words.templates_body(),
    });
    let slots = standing.kind.slots();
    Ok(EditPage { page, standing, sample, slots, form, problems })
}

/// The name of a mail: `lead.materials` is `state-mail-kind-lead-materials`.
fn kind_name(page: &Page, kind: &str) -> String {
    page.state("mail-kind", &kind.replace('.', "-"))
}
