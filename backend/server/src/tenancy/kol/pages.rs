//! The KOLs of a network in the operator's browser.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use chrono_tz::Tz;
use domain::access::Permission;
use domain::calendar::after_day;
use domain::id::{LeadId, OrganizationId};
use domain::{Error, Result, Timestamp};
use store::scope::OfNetwork;
use store::tenancy::group::Group;
use store::tenancy::organization::Organization;

use super::Detail;
use super::api::after;
use crate::app::App;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::orders::names::{Named, Said};
use crate::paging;

/// Rows of a page.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "tenancy/kol/kols.html")]
struct KolsPage {
    page: Page,
    lines: Vec<Line>,
    next: Option<OrganizationId>,
}

#[derive(Template)]
#[template(path = "tenancy/kol/kol.html")]
struct KolPage {
    page: Page,
    line: Line,
    /// The lead that it was, for those who may see leads.
    lead: Option<LeadId>,
    events: Vec<Happened>,
    form: Form,
    may_write: bool,
}

/// A KOL as pages show it.
struct Line {
    party: Organization,
    name: Said,
    groups: Vec<Group>,
    has_left: bool,
}

/// What was done about a KOL's part.
struct Happened {
    at: Timestamp,
    /// A word of `kol-event`.
    kind: String,
    ends_at: Option<Timestamp>,
    reason: Option<String>,
    who: Option<String>,
}

impl Line {
    fn tone(&self) -> &'static str {
        if self.has_left {
            "neutral"
        } else if self.party.ended_at.is_some() {
            "waiting"
        } else {
            "good"
        }
    }

    /// A word of `kol-part`.
    fn part(&self) -> &'static str {
        match (self.has_left, self.party.ended_at, self.party.status.as_str()) {
            (true, ..) => "left",
            (_, Some(_), _) => "leaving",
            (_, _, "suspended") => "suspended",
            _ => "open",
        }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/kols", web::get().to(index))
        .route("/kols/{id}", web::get().to(read))
        .route("/kols/{id}/end", web::post().to(end))
        .route("/kols/{id}/resume", web::post().to(resume));
}

async fn index(request: HttpRequest, app: Running, me: Me, query: Query) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let page = Page::inside(&request, &app, &me.0);
    let (locale, at) = (page.locale, app.now());
    let after = after(&query)?;
    let limit = paging::one_more(PAGE);
    let (mut found, mut groups, names) = app
        .read(scope, move |tx| {
            let found = super::page(tx, &member, after, limit)?;
            let names = tx.names(locale, found.iter().map(|one| one.id), [])?;
            Ok((found, super::groups(tx)?, names))
        })
        .await?;
    let next = paging::next(&mut found, PAGE, |last| last.id);
    let lines = found
        .into_iter()
        .map(|party| Line {
            name: names.party(party.id),
            groups: groups.remove(&party.id).unwrap_or_default(),
            has_left: party.ended_at.is_some_and(|end| end <= at),
            party,
        })
        .collect();
    show::page(&KolsPage { page, lines, next })
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    detail(&request, &app, &me, id, None).await
}

async fn end(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::ManageKols)?;
    let (id, at): (OrganizationId, _) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let typed = posted.clone();
    let done = app
        .write(scope, move |tx| {
            super::get(tx, &member, id)?;
            let ends_at = last_day(&typed, zone)?;
            super::end(tx, &member, id, (ends_at, typed.get("reason")), at)
        })
        .await;
    answer(&request, &app, &me, id, posted, (done.map_err(named), "kol-ended")).await
}

async fn resume(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::ManageKols)?;
    let (id, at): (OrganizationId, _) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let reason = posted.text("reason");
    let done = app.write(scope, move |tx| super::resume(tx, &member, id, &reason, at)).await;
    answer(&request, &app, &me, id, posted, (done, "kol-resumed")).await
}

async fn answer(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: OrganizationId,
    posted: Posted,
    (done, notice): (Result<Organization>, &str),
) -> Answer {
    match done {
        Ok(_) => show::done(&format!("/kols/{id}"), notice),
        Err(error) => detail(request, app, me, id, Some((posted, error))).await,
    }
}

/// The moment after the last day that was typed; none for now.
fn last_day(posted: &Posted, zone: Tz) -> Result<Option<Timestamp>> {
    let told = posted.get("last_day").trim();
    if told.is_empty() {
        return Ok(None);
    }
    let after = after_day(told, zone);
    after.map(Some).ok_or_else(|| Error::field("last_day", "date-malformed"))
}

/// The form's own name of the field that tells the end.
fn named(error: Error) -> Error {
    let Error::Invalid(mut errors) = error else { return error };
    for error in errors.iter_mut().filter(|error| error.field == "ends_at") {
        "last_day".clone_into(&mut error.field);
    }
    Error::Invalid(errors)
}

async fn detail(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: OrganizationId,
    why: Option<(Posted, Error)>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let (may_write, sees_leads) =
        (member.may(Permission::ManageKols), member.may(Permission::SeeLeads));
    let page = Page::inside(request, app, &me.0).under("/kols");
    let (locale, at) = (page.locale, app.now());
    let (found, names) = app
        .read(scope, move |tx| {
            let found = super::show(tx, &member, id)?;
            Ok((found, tx.names(locale, [id], [])?))
        })
        .await?;
    let form = match why {
        Some((posted, error)) => Form::back(posted, &error, page.words)?,
        None => Form::fresh(Posted::default()),
    };
    let Detail { party, groups, lead, events } = found;
    let events = events
        .into_iter()
        .map(|(event, who)| Happened {
            at: event.at,
            kind: event.kind.trim_start_matches("organization.").to_owned(),
            ends_at: event.after.as_deref().and_then(Timestamp::parse),
            reason: event.reason,
            who,
        })
        .collect();
    let lead = lead.filter(|_| sees_leads);
    let has_left = party.ended_at.is_some_and(|end| end <= at);
    let line = Line { name: names.party(id), groups, has_left, party };
    show::page_with(form.status(), &KolPage { page, line, lead, events, form, may_write })
}
