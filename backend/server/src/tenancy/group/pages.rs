//! Groups of KOLs in the operator's browser.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{OrganizationKind, Permission};
use domain::id::{KolGroupId, OrganizationId};
use domain::tenancy::group::{GroupAct, GroupChange, GroupStatus};
use domain::{Error, Result};
use store::scope::OfNetwork;
use store::tenancy::group::{Group, GroupMember};

use crate::app::App;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::orders::names::{Named, Said, choices};

#[derive(Template)]
#[template(path = "tenancy/group/groups.html")]
struct GroupsPage {
    page: Page,
    groups: Vec<(Group, i64)>,
    form: Form,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "tenancy/group/group.html")]
struct GroupPage {
    page: Page,
    group: Group,
    members: Vec<Stay>,
    past: Vec<Stay>,
    /// KOLs who are not in it.
    others: Vec<(OrganizationId, Said)>,
    form: Form,
    may_write: bool,
    may_restore: bool,
}

/// A KOL's stay as the page shows it.
struct Stay {
    member: GroupMember,
    kol: Said,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/kol-groups", web::get().to(index))
        .route("/kol-groups", web::post().to(create))
        .route("/kol-groups/{id}", web::get().to(read))
        .route("/kol-groups/{id}/act", web::post().to(act));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    list(&request, &app, &me, Posted::default(), None).await
}

async fn list(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_write = member.may(Permission::ManageKols);
    let page = Page::inside(request, app, &me.0).under("/kols");
    let groups = app.read(scope, move |tx| super::list(tx, &member)).await?;
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let status = form.status();
    show::page_with(status, &GroupsPage { page, groups, form, may_write })
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::ManageKols)?;
    let (name, note, at) = (posted.text("name"), posted.text("note"), app.now());
    match app.write(scope, move |tx| super::create(tx, &member, &name, &note, at)).await {
        Ok(group) => show::done(&format!("/kol-groups/{}", group.id), "group-made"),
        Err(error) => list(&request, &app, &me, posted, Some(error)).await,
    }
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    detail(&request, &app, &me, id, None).await
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::ManageKols)?;
    let (id, at): (KolGroupId, _) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let typed = posted.clone();
    let done = app
        .write(scope, move |tx| {
            super::show(tx, &member, id)?;
            let change = change_of(&typed)?;
            let version = typed.number("version").map_err(|_| Error::Stale)?;
            super::change(tx, &member, (id, version), &change, at)?;
            Ok(change.act())
        })
        .await;
    match done {
        Ok(act) => {
            let notice = match act {
                GroupAct::Rename => "group-renamed",
                GroupAct::Add => "group-added",
                GroupAct::Remove => "group-removed",
                GroupAct::Archive => "group-archived",
                GroupAct::Restore => "group-restored",
            };
            show::done(&format!("/kol-groups/{id}"), notice)
        }
        Err(error) => detail(&request, &app, &me, id, Some((posted, error))).await,
    }
}

fn change_of(posted: &Posted) -> Result<GroupChange> {
    let kols: Vec<String> =
        Some(posted.text("kols")).filter(|told| !told.is_empty()).into_iter().collect();
    let (name, note) = (posted.text("name"), posted.text("note"));
    GroupChange::read(posted.choice("act")?, &name, &note, &kols)
}

async fn detail(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: KolGroupId,
    why: Option<(Posted, Error)>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may = member.may(Permission::ManageKols);
    let page = Page::inside(request, app, &me.0).under("/kols");
    let locale = page.locale;
    let (group, members, names, all) = app
        .read(scope, move |tx| {
            let (group, members) = super::show(tx, &member, id)?;
            let names = tx.names(locale, members.iter().map(|one| one.kol_id), [])?;
            let all = choices(tx, locale, OrganizationKind::Kol)?;
            Ok((group, members, names, all))
        })
        .await?;
    let form = if let Some((posted, error)) = why {
        Form::back(posted, &error, page.words)?
    } else {
        let posted = Posted::default().with("name", &group.name).with("note", &group.note);
        Form::fresh(posted)
    };
    let stay = |member: GroupMember| Stay { kol: names.party(member.kol_id), member };
    let (members, past): (Vec<Stay>, Vec<Stay>) =
        members.into_iter().map(stay).partition(|stay| stay.member.left_at.is_none());
    let is_in = |id: &OrganizationId| members.iter().any(|stay| stay.member.kol_id == *id);
    let others = all.into_iter().filter(|(id, _)| !is_in(id)).collect();
    let is_open = group.status == GroupStatus::Open;
    let (may_write, may_restore) = (may && is_open, may && !is_open);
    let page = GroupPage { page, group, members, past, others, form, may_write, may_restore };
    show::page_with(page.form.status(), &page)
}
