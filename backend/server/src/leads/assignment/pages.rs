//! Who is given new leads, in the operator's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::catalogue::product::Category;
use domain::id::MembershipId;
use domain::leads::inquiry::LeadKind;
use domain::{Error, Locale, Result};
use store::scope::OfNetwork;

use super::{Assignment, Change};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::leads::network_of;

#[derive(Template)]
#[template(path = "leads/assignment/assignment.html")]
struct AssignmentPage {
    page: Page,
    now: Assignment,
    form: Form,
    may_work: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/lead-assignment", web::get().to(read))
        .route("/lead-assignment", web::post().to(change));
}

async fn read(request: HttpRequest, app: Running, me: Me) -> Answer {
    shown(&request, &app, &me, Posted::default(), None).await
}

async fn change(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WorkLeads)?;
    let network = network_of(&app, member.network).await?;
    let outcome = match change_of(&posted) {
        Ok(change) => {
            app.write(scope, move |tx| super::change(tx, &member, &network, &change, at)).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => show::done("/lead-assignment", "lead-assignment-changed"),
        Err(error) => shown(&request, &app, &me, posted, Some(error)).await,
    }
}

fn change_of(posted: &Posted) -> Result<Change> {
    match posted.get("act") {
        "terms" => Ok(Change::ReplyDays(posted.number("reply_days")?, posted.number("version")?)),
        "rule" => Ok(Change::AddRule(
            ["kind", "category", "locale", "owner"].map(|field| posted.text(field)),
        )),
        "raise" => Ok(Change::RaiseRule(posted.get("rule").parse().map_err(|_| Error::Missing)?)),
        "drop" => Ok(Change::DropRule(posted.get("rule").parse().map_err(|_| Error::Missing)?)),
        "weigh" => Ok(Change::Weigh(posted.choice("member")?, posted.number("weight")?)),
        "away" => Ok(Change::AddAbsence(
            posted.choice("member")?,
            posted.text("from"),
            posted.text("until"),
        )),
        "back" => {
            Ok(Change::DropAbsence(posted.get("absence").parse().map_err(|_| Error::Missing)?))
        }
        _ => Err(Error::field("act", "choice-unknown")),
    }
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let may_work = member.may(Permission::WorkLeads);
    let network = network_of(app, member.network).await?;
    let now = app.read(scope, move |tx| super::read(tx, &member, &network, at)).await?;
    let page = Page::inside(request, app, &me.0).under("/leads");
    let form = Form::of(posted, why.as_ref(), page.words)?;
    show::page_with(form.status(), &AssignmentPage { page, now, form, may_work })
}

impl AssignmentPage {
    /// What somebody is called.
    fn name(&self, id: &MembershipId) -> &str {
        let known = self.now.people.iter().find(|(person, _)| person.id == *id);
        known.map_or("", |(person, _)| person.name.as_str())
    }
}
