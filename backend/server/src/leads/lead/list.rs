//! The list of leads in the operator's browser, and as a file.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Timestamp;
use domain::access::Member;
use domain::catalogue::product::Category;
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::{Lead, LeadStatus};
use domain::leads::place::{Place, Sort};
use domain::{Error, Locale};
use serde::Deserialize;
use store::leads::lead::Filter;
use store::leads::staff::Person;
use store::scope::OfNetwork;

use super::{Leads, Words, csv, filter};
use crate::error::{Answer, Failure};
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::query::{InQuery, after};
use crate::http::show;
use crate::http::tabs::{ByState, Tab};

/// Leads of one page.
const LIMIT: usize = 50;

/// Which leads; empty texts mean all.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    status: String,
    kind: String,
    owner: String,
    category: String,
    locale: String,
    overdue: String,
    sort: String,
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
    now: Timestamp,
    csv: String,
    next: Option<String>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/leads", web::get().to(index)).route("/leads.csv", web::get().to(export));
}

async fn index(request: HttpRequest, app: Running, me: Me, wanted: InQuery<Wanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let (wanted, now) = (wanted.0, app.now());
    let (filter, sort) = wanted.read(&member, now)?;
    let chosen = filter.status;
    let place: Option<Place> = after(Some(&wanted.after))?;
    let leads =
        app.read(scope, move |tx| super::page(tx, &member, &filter, (sort, place), LIMIT)).await?;
    let page = Page::inside(&request, &app, &me.0);
    let next = leads.next.map(|next| {
        wanted.address("/leads", &[("status", &wanted.status), ("after", &next.to_string())])
    });
    let csv = wanted.address("/leads.csv", &[("status", &wanted.status)]);
    let tabs = tabs(&page, &wanted, chosen, &leads);
    show::page(&IndexPage { page, wanted, tabs, leads, now, csv, next })
}

async fn export(request: HttpRequest, app: Running, me: Me, wanted: InQuery<Wanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let (filter, sort) = wanted.read(&member, app.now())?;
    let (leads, people) =
        app.read(scope, move |tx| super::export(tx, &member, &filter, sort)).await?;
    let page = Page::inside(&request, &app, &me.0);
    let today = app.now().date_in(page.zone).format("%Y%m%d");
    let file = csv::write(page.words, page.zone, &leads, &people);
    show::file("text/csv; charset=utf-8", &format!("leads-{today}.csv"), file)
}

fn tabs(page: &Page, wanted: &Wanted, chosen: Option<LeadStatus>, leads: &Leads) -> Vec<Tab> {
    let calls = Some(LeadStatus::New);
    let by_state = ByState { flow: "lead", counts: &leads.counts, chosen, calls };
    by_state.all_tabs(page.words.leads_list_all(), LeadStatus::ALL, page, |status| {
        wanted.address("/leads", &[("status", status)])
    })
}

impl Wanted {
    fn read(&self, me: &Member, at: Timestamp) -> Result<(Filter, Sort), Failure> {
        let words = Words {
            status: &self.status,
            kind: &self.kind,
            owner: &self.owner,
            category: &self.category,
            locale: &self.locale,
            overdue: &self.overdue,
            search: &self.q,
        };
        Ok((filter(&words, me, at)?, sort(&self.sort)?))
    }

    /// The same list elsewhere: under another status, on another page, in another order, as a file.
    fn address(&self, place: &str, told: &[(&str, &str)]) -> String {
        let kept = [
            ("kind", self.kind.as_str()),
            ("owner", &self.owner),
            ("category", &self.category),
            ("locale", &self.locale),
            ("overdue", &self.overdue),
            ("sort", &self.sort),
            ("q", &self.q),
        ];
        let is_told = |name: &str| told.iter().any(|(known, _)| *known == name);
        let kept = kept.into_iter().filter(|(name, _)| !is_told(name));
        let all: Vec<(&str, &str)> = match told {
            [first @ ("status", _), rest @ ..] => {
                std::iter::once(*first).chain(kept).chain(rest.iter().copied()).collect()
            }
            _ => kept.chain(told.iter().copied()).collect(),
        };
        show::address(place, &all)
    }

    /// The same list in another order.
    fn sorted(&self, sort: &str) -> String {
        self.address("/leads", &[("status", &self.status), ("sort", sort)])
    }

    /// Where the same list begins.
    fn first(&self) -> String {
        self.address("/leads", &[("status", &self.status)])
    }

    /// Whether anything narrows the list.
    fn narrows(&self) -> bool {
        let told = [
            &self.status,
            &self.kind,
            &self.owner,
            &self.category,
            &self.locale,
            &self.overdue,
            &self.q,
        ];
        told.into_iter().any(|word| !word.is_empty())
    }
}

/// The order of a list; the newest first when nothing is said.
pub(super) fn sort(word: &str) -> Result<Sort, Error> {
    let read = if word.is_empty() { Ok(Sort::Newest) } else { word.parse() };
    read.map_err(|_| Error::field("sort", "choice-unknown"))
}

/// How a lead's state is drawn. Templates lend every argument.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(in crate::leads) fn tone(status: &LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => "now",
        LeadStatus::MaterialSent | LeadStatus::Contacted => "waiting",
        LeadStatus::Qualified | LeadStatus::Proposal | LeadStatus::Spam => "neutral",
        LeadStatus::Won => "good",
        LeadStatus::Lost => "bad",
    }
}

/// The name of whoever looks after a lead; nothing for nobody.
pub(in crate::leads) fn owner_of<'a>(lead: &Lead, people: &'a [Person]) -> &'a str {
    let known = people.iter().find(|person| Some(person.id) == lead.work.owner);
    known.map_or("", |person| person.name.as_str())
}

/// Whether nobody has answered a lead in time.
pub(in crate::leads) fn is_late(lead: &Lead, now: &Timestamp) -> bool {
    lead.work.reply_due_at.is_some_and(|due| due <= *now)
}
