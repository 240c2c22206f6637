//! Leads in the operator's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::leads::consent::ConsentStatus;
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::{LeadAct, LeadStatus};
use domain::{Error, Timestamp};
use serde::Deserialize;
use store::leads::consent::Consent;
use store::leads::grant::Grant;
use store::leads::lead::Filter;
use store::scope::OfNetwork;

use super::api::parse;
use super::{Leads, Step, Whole, csv, filter};
use crate::error::{Answer, Failure};
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::{InQuery, after};
use crate::http::show;
use crate::http::tabs::{ByState, Tab};
use crate::leads::network_of;
use crate::platform::mails::tone as mail_tone;

/// Leads of one page.
const LIMIT: usize = 50;

/// Which leads; empty texts mean all.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    status: String,
    kind: String,
    q: String,
    after: String,
}

#[derive(Template)]
#[template(path = "leads/lead/index.html")]
struct IndexPage {
    page: Page,
    wanted: Wanted,
    tabs: Vec<Tab>,
    leads: Leads,
    csv: String,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "leads/lead/show.html")]
struct ShowPage {
    page: Page,
    whole: Whole,
    form: Form,
    now: Timestamp,
    may_work: bool,
    may_see_mails: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/leads", web::get().to(index))
        .route("/leads.csv", web::get().to(export))
        .route("/leads/{id}", web::get().to(show_one))
        .route("/leads/{id}/act", web::post().to(act))
        .route("/leads/{id}/resend", web::post().to(resend));
}

async fn index(request: HttpRequest, app: Running, me: Me, wanted: InQuery<Wanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let wanted = wanted.0;
    let filter = wanted.filter()?;
    let chosen = filter.status;
    let after = after(Some(&wanted.after))?;
    let leads = app.read(scope, move |tx| super::page(tx, &member, &filter, after, LIMIT)).await?;
    let page = Page::inside(&request, &app, &me.0);
    let next = leads.next.map(|next| wanted.address("/leads", &wanted.status, &next.to_string()));
    let csv = wanted.address("/leads.csv", &wanted.status, "");
    let tabs = tabs(&page, &wanted, chosen, &leads);
    show::page(&IndexPage { page, wanted, tabs, leads, csv, next })
}

async fn export(request: HttpRequest, app: Running, me: Me, wanted: InQuery<Wanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let filter = wanted.filter()?;
    let leads = app.read(scope, move |tx| super::export(tx, &member, &filter)).await?;
    let page = Page::inside(&request, &app, &me.0);
    let today = app.now().date_in(page.zone).format("%Y%m%d");
    let file = csv::write(page.words, page.zone, &leads);
    show::file("text/csv; charset=utf-8", &format!("leads-{today}.csv"), file)
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
    let step = posted.get("act").parse().map(|act| Step {
        act,
        reason: posted.text("reason"),
        version: posted.get("version").parse().ok(),
    });
    let outcome = match step {
        Ok(step) => app.write(scope, move |tx| super::act(tx, &member, lead, &step, at)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(lead) => show::done(&format!("/leads/{}", lead.id), "lead-moved"),
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
async fn back(
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
    let (member, id) = (me.member(), parse(id)?);
    let scope = OfNetwork::of(&member)?;
    let (may_work, may_see_mails) =
        (member.may(Permission::WorkLeads), member.may(Permission::SeeMails));
    let whole = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    let page = Page::inside(request, app, &me.0);
    let now = app.now();
    let status = form.status();
    show::page_with(status, &ShowPage { page, whole, form, now, may_work, may_see_mails })
}

fn tabs(page: &Page, wanted: &Wanted, chosen: Option<LeadStatus>, leads: &Leads) -> Vec<Tab> {
    let calls = Some(LeadStatus::New);
    let by_state = ByState { flow: "lead", counts: &leads.counts, chosen, calls };
    by_state.all_tabs(page.words.leads_list_all(), LeadStatus::ALL, page, |status| {
        wanted.address("/leads", status, "")
    })
}

impl Wanted {
    fn filter(&self) -> Result<Filter, Failure> {
        Ok(filter(&self.status, &self.kind, &self.q)?)
    }

    /// The same list elsewhere: under another status, on another page, as a file.
    fn address(&self, place: &str, status: &str, after: &str) -> String {
        let told = [("status", status), ("kind", &self.kind), ("q", &self.q), ("after", after)];
        show::address(place, &told)
    }
}

/// How a lead's state is drawn. Templates lend every argument.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn tone(status: &LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => "now",
        LeadStatus::MaterialSent | LeadStatus::Contacted => "waiting",
        LeadStatus::Qualified | LeadStatus::Proposal | LeadStatus::Spam => "neutral",
        LeadStatus::Won => "good",
        LeadStatus::Lost => "bad",
    }
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
