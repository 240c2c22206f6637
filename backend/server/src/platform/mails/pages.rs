//! The outbox in the operator's browser.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::{LeadId, MailId};
use domain::platform::queue::MailStatus;
use serde::Deserialize;
use store::platform::mail::Mail;
use store::scope::OfNetwork;

use super::api::parse;
use super::{Mails, tone};
use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::query::{InQuery, after};
use crate::http::show;
use crate::http::tabs::{ByState, Tab};

/// Mails of one page.
const LIMIT: usize = 50;

/// Which mails; empty texts mean all.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    status: String,
    after: String,
}

#[derive(Template)]
#[template(path = "platform/mails/index.html")]
struct IndexPage {
    page: Page,
    wanted: Wanted,
    tabs: Vec<Tab>,
    mails: Mails,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "platform/mails/show.html")]
struct ShowPage {
    page: Page,
    mail: Mail,
    message_id: String,
    lead: Option<LeadId>,
    refusal: Option<String>,
    may_resend: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/mails", web::get().to(index))
        .route("/mails/{id}", web::get().to(show_one))
        .route("/mails/{id}/resend", web::post().to(resend));
}

async fn index(request: HttpRequest, app: Running, me: Me, wanted: InQuery<Wanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let wanted = wanted.0;
    let status = super::status(&wanted.status)?;
    let after = after(Some(&wanted.after))?;
    let mails = app.read(scope, move |tx| super::page(tx, &member, status, after, LIMIT)).await?;
    let page = Page::inside(&request, &app, &me.0);
    let next = mails.next.map(|next| address(&wanted.status, &next.to_string()));
    let tabs = tabs(&page, status, &mails);
    show::page(&IndexPage { page, wanted, tabs, mails, next })
}

async fn show_one(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    whole(&request, &app, &me, parse(&id)?, None, StatusCode::OK).await
}

async fn resend(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    _: NoBody,
) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    match app.write(scope, move |tx| super::resend(tx, &member, id, at)).await {
        Ok(mail) => show::done(&format!("/mails/{}", mail.id), "mail-queued"),
        Err(error) if error.status() == 409 => {
            let refusal = Page::bare(&request, &app).words.error(&error);
            whole(&request, &app, &me, id, Some(refusal), StatusCode::CONFLICT).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn whole(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: MailId,
    refusal: Option<String>,
    status: StatusCode,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_resend = member.may(Permission::ResendMails);
    let sees_leads = member.may(Permission::SeeLeads);
    let mail = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    let page = Page::inside(request, app, &me.0);
    let message_id = super::message_id(&mail);
    let is_of_lead = sees_leads && mail.kind.starts_with("lead.");
    let lead = mail.subject_id.filter(|_| is_of_lead).map(domain::Id::cast);
    let shown = ShowPage { page, mail, message_id, lead, refusal, may_resend };
    show::page_with(status, &shown)
}

fn tabs(page: &Page, chosen: Option<MailStatus>, mails: &Mails) -> Vec<Tab> {
    let by_state = ByState { flow: "mail", counts: &mails.counts, chosen, calls: None };
    by_state.all_tabs(page.words.mails_all(), MailStatus::ALL, page, |status| address(status, ""))
}

fn address(status: &str, after: &str) -> String {
    show::address("/mails", &[("status", status), ("after", after)])
}

/// The name of a mail's kind: `lead.materials` is `state-mail-kind-lead-materials`.
fn kind_name(page: &Page, kind: &str) -> String {
    page.state("mail-kind", &kind.replace('.', "-"))
}
