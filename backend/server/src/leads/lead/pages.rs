//! One lead in the operator's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::leads::consent::ConsentStatus;
use domain::leads::lead::LeadAct;
use domain::leads::score::Reason;
use domain::leads::task::TaskStatus;
use domain::leads::work::LostReason;
use domain::tenancy::invitation::InvitationState;
use domain::{Error, Timestamp};
use store::leads::consent::Consent;
use store::leads::grant::Grant;
use store::leads::staff::Person;
use store::leads::task::Task;
use store::scope::OfNetwork;
use store::tenancy::invitation::Invitation;
use words::Given;

use super::api::parse;
use super::list::{is_late, owner_of, tone};
use super::timeline::{Moment, What};
use super::{House, Step, Whole, list};
use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::leads::{network_of, task};
use crate::platform::letter::Desk;
use crate::platform::mails::tone as mail_tone;

#[derive(Template)]
#[template(path = "leads/lead/show.html")]
struct ShowPage {
    page: Page,
    whole: Whole,
    timeline: Vec<Moment>,
    form: Form,
    now: Timestamp,
    may_work: bool,
    may_see_mails: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    list::routes(config);
    config
        .route("/leads/{id}", web::get().to(show_one))
        .route("/leads/{id}/act", web::post().to(act))
        .route("/leads/{id}/owner", web::post().to(assign))
        .route("/leads/{id}/answer", web::post().to(answered))
        .route("/leads/{id}/resend", web::post().to(resend));
}

async fn show_one(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    whole(&request, &app, &me, &id, Form::fresh(Posted::default())).await
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, lead, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let network = network_of(&app, member.network).await?;
    let desk = Desk::open(&app, member.network).await?;
    let step = step(&posted);
    let outcome = match step {
        Ok(step) => {
            app.write(scope, move |tx| {
                let house = House { network: &network, desk: &desk };
                super::act(tx, &member, house, lead, &step, at)
            })
            .await
        }
        Err(error) => Err(error),
    };
    match outcome {
        // Whoever came from the board goes on there.
        Ok(_) if posted.get("from") == "board" => show::done("/lead-board", "lead-moved"),
        Ok(lead) => show::done(&format!("/leads/{}", lead.id), "lead-moved"),
        Err(error) => back(&request, &app, &me, &id, posted, &error).await,
    }
}

fn step(posted: &Posted) -> Result<Step, Error> {
    let lost = match posted.get("lost") {
        "" => None,
        _ => Some(posted.choice("lost")?),
    };
    Ok(Step {
        act: posted.get("act").parse()?,
        reason: posted.text("reason"),
        lost,
        version: posted.get("version").parse().ok(),
    })
}

async fn assign(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, lead, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let (owner, seen) = (posted.text("owner"), (lead, posted.get("version").parse().ok()));
    match app.write(scope, move |tx| super::assign(tx, &member, seen, &owner, at)).await {
        Ok(_) => show::done(&format!("/leads/{lead}"), "lead-assigned"),
        Err(error) => back(&request, &app, &me, &id, posted, &error).await,
    }
}

async fn answered(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, lead, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let seen = (lead, posted.get("version").parse().ok());
    match app.write(scope, move |tx| super::answered(tx, &member, seen, at)).await {
        Ok(_) => show::done(&format!("/leads/{lead}"), "lead-answered"),
        Err(error) => back(&request, &app, &me, &id, posted, &error).await,
    }
}

async fn resend(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    _: NoBody,
) -> Answer {
    let (member, lead, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let network = network_of(&app, member.network).await?;
    let site = app.settings.site();
    let outcome =
        app.write(scope, move |tx| super::resend(tx, &member, &network, &site, lead, at)).await;
    match outcome {
        Ok(_) => show::done(&format!("/leads/{lead}"), "lead-materials-sent"),
        Err(error) => back(&request, &app, &me, &id, Posted::default(), &error).await,
    }
}

/// The lead's page with what went wrong.
pub(in crate::leads) async fn back(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: &str,
    posted: Posted,
    error: &Error,
) -> Answer {
    let words = Page::bare(request, app).words;
    let form = Form::back(posted, error, words)?;
    whole(request, app, me, id, form).await
}

async fn whole(request: &HttpRequest, app: &Running, me: &Me, id: &str, form: Form) -> Answer {
    let (member, id, now) = (me.member(), parse(id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let (may_work, may_see_mails) =
        (member.may(Permission::WorkLeads), member.may(Permission::SeeMails));
    let whole = app.read(scope, move |tx| super::show(tx, &member, id, now)).await?;
    if let Some(kept) = whole.lead.work.merged_into {
        return show::see_other(format!("/leads/{kept}"));
    }
    let page = Page::inside(request, app, &me.0);
    let timeline = whole.timeline();
    let status = form.status();
    let shown = ShowPage { page, whole, timeline, form, now, may_work, may_see_mails };
    show::page_with(status, &shown)
}

impl ShowPage {
    /// What the lead is called: the company, else the person.
    fn title(&self) -> &str {
        let details = &self.whole.lead.details;
        if details.company.is_empty() { &details.name } else { &details.company }
    }

    /// The steps that are one press of a button.
    fn steps(&self) -> Vec<LeadAct> {
        let plain = |act: &LeadAct| {
            !matches!(act, LeadAct::SendMaterial | LeadAct::Lose | LeadAct::MarkSpam)
        };
        self.whole.lead.status.acts().filter(plain).collect()
    }

    fn allows(&self, act: LeadAct) -> bool {
        self.whole.lead.status.allows(act)
    }

    /// Whether a link to the materials still works.
    fn is_open(&self, link: &Grant) -> bool {
        link.is_open(self.now)
    }

    /// Who looks after it.
    fn owner(&self) -> &str {
        owner_of(&self.whole.lead, &self.whole.people)
    }

    /// Whether somebody looks after it.
    fn is_owner(&self, person: &Person) -> bool {
        self.whole.lead.work.owner == Some(person.id)
    }

    /// Whether a task's day is over.
    fn is_overdue(&self, task: &Task) -> bool {
        task::is_late(task, self.now, self.page.zone)
    }

    /// Who is to do a task.
    fn doer(&self, task: &Task) -> &str {
        let known = self.whole.people.iter().find(|person| person.id == task.owner);
        known.map_or("", |person| person.name.as_str())
    }

    /// What an invitation is worth.
    fn invited(&self, invitation: &Invitation) -> InvitationState {
        invitation.state(self.now)
    }

    /// Points as they are added up.
    fn points(&self, points: impl Given<i64>) -> String {
        let points = points.given();
        let sign = if points < 0 { "−" } else { "+" };
        format!("{sign}{}", self.page.words.number(points.abs()))
    }
}

/// Since when a wish for news stands where it does.
fn since(news: &Consent) -> &Timestamp {
    let asked = &news.asked_at;
    match news.status {
        ConsentStatus::Asked => asked,
        ConsentStatus::Confirmed => news.confirmed_at.as_ref().unwrap_or(asked),
        ConsentStatus::Withdrawn => news.withdrawn_at.as_ref().unwrap_or(asked),
    }
}

/// An act's name in the history: `lead.ask_again` is `ask_again`.
fn event(kind: &str) -> &str {
    kind.split_once('.').map_or(kind, |(_, act)| act)
}
