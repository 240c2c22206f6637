//! The outbox in the operator's browser.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::access::Permission;
use domain::id::{LeadId, MailId};
use domain::platform::mail::{MailClass, MailEventKind};
use domain::platform::queue::MailStatus;
use store::platform::mail::MailLine;
use store::scope::OfNetwork;
use words::Words;

use super::api::parse;
use super::report::{self, Fared, Report};
use super::{Asked, KINDS, Mails, Whole, tone};
use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::csv::Csv;
use crate::http::page::Page;
use crate::http::query::{InQuery, Query, after};
use crate::http::show;
use crate::http::tabs::{ByState, Tab};

/// Mails of one page.
const LIMIT: usize = 50;
/// Milliseconds of an hour.
const HOUR_MS: i64 = 3_600_000;

/// A mail is shown as its reader sees it, in a frame in which nothing runs and nothing is fetched.
const FRAMED: &str =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
/// The page around that frame.
const FRAMING: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                       connect-src 'self'; form-action 'self'; base-uri 'none'; \
                       frame-ancestors 'none'; frame-src 'self'";

#[derive(Template)]
#[template(path = "platform/mails/index.html")]
struct IndexPage {
    page: Page,
    asked: Asked,
    is_first: bool,
    tabs: Vec<Tab>,
    mails: Mails,
    next: Option<String>,
    csv: String,
    dead: i64,
    may_resend: bool,
}

#[derive(Template)]
#[template(path = "platform/mails/show.html")]
struct ShowPage {
    page: Page,
    whole: Whole,
    message_id: String,
    lead: Option<LeadId>,
    refusal: Option<String>,
    may_resend: bool,
}

#[derive(Template)]
#[template(path = "platform/mails/report.html")]
struct ReportPage {
    page: Page,
    report: Report,
    days: i64,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/mails", web::get().to(index))
        .route("/mails.csv", web::get().to(export))
        .route("/mails/report", web::get().to(report_of))
        .route("/mails/resend", web::post().to(resend_dead))
        .route("/mails/{id}", web::get().to(show_one))
        .route("/mails/{id}/preview", web::get().to(preview))
        .route("/mails/{id}/resend", web::post().to(resend));
}

async fn index(request: HttpRequest, app: Running, me: Me, asked: InQuery<Asked>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let asked = asked.0;
    let filter = asked.filter()?;
    let chosen = filter.status;
    let place = Query::of(&request).text("after");
    let after = after(Some(&place))?;
    let may_resend = member.may(Permission::ResendMails);
    let mails = app.read(scope, move |tx| super::page(tx, &member, &filter, after, LIMIT)).await?;
    let page = Page::inside(&request, &app, &me.0);
    let next = mails.next.map(|next| asked.address("/mails", &asked.status, &next.to_string()));
    let csv = asked.address("/mails.csv", &asked.status, "");
    let by_state =
        ByState { flow: "mail", counts: &mails.counts, chosen, calls: Some(MailStatus::Dead) };
    let tabs = by_state.all_tabs(page.words.mails_all(), MailStatus::ALL, &page, |status| {
        asked.address("/mails", status, "")
    });
    let dead = mails.counts.iter().find(|(status, _)| *status == MailStatus::Dead);
    let dead = dead.map_or(0, |(_, count)| *count);
    let is_first = place.is_empty();
    show::page(&IndexPage { page, asked, is_first, tabs, mails, next, csv, dead, may_resend })
}

async fn export(request: HttpRequest, app: Running, me: Me, asked: InQuery<Asked>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let filter = asked.filter()?;
    let mails = app.read(scope, move |tx| super::export(tx, &member, &filter)).await?;
    let page = Page::inside(&request, &app, &me.0);
    let today = app.now().date_in(page.zone).format("%Y%m%d");
    let mut file = headings(page.words);
    for mail in &mails {
        put(&mut file, &page, mail);
    }
    file.answer(&format!("mails-{today}.csv"))
}

fn headings(words: Words) -> Csv {
    Csv::new(&[
        words.mails_id(),
        words.mails_written(),
        words.mails_status(),
        words.mails_class(),
        words.mails_kind(),
        words.mails_recipient(),
        words.mails_language(),
        words.mails_subject(),
        words.mails_attempts(),
        words.mails_sent(),
        words.mails_last_error(),
    ])
}

fn put(file: &mut Csv, page: &Page, mail: &MailLine) {
    file.text(&mail.id.to_string())
        .text(&page.stamp(&mail.created_at))
        .text(&page.state("mail", mail.status.as_str()))
        .text(&page.state("mail-class", mail.class.as_str()))
        .text(&kind_name(page, &mail.kind))
        .text(&mail.recipient)
        .text(mail.locale.own_name())
        .text(&mail.subject)
        .number(mail.attempts)
        .text(&mail.sent_at.as_ref().map(|at| page.stamp(at)).unwrap_or_default())
        .text(mail.last_error.as_deref().unwrap_or_default())
        .end();
}

async fn report_of(request: HttpRequest, app: Running, me: Me) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let days = report::days(Query::of(&request).get("days"))?;
    let page = Page::inside(&request, &app, &me.0);
    let zone = page.zone;
    let report = app.read(scope, move |tx| report::report(tx, &member, (days, zone), at)).await?;
    show::page(&ReportPage { page, report, days })
}

async fn show_one(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    whole(&request, &app, &me, parse(&id)?, None, StatusCode::OK).await
}

/// The HTML part alone, for the frame.
async fn preview(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (member, id) = (me.member(), parse(&id)?);
    let scope = OfNetwork::of(&member)?;
    let whole = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, FRAMED))
        .body(whole.mail.html))
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

async fn resend_dead(app: Running, me: Me, _: NoBody) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    app.write(scope, move |tx| super::resend_dead(tx, &member, at)).await?;
    show::done("/mails?status=queued", "mails-queued")
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
    let whole = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    let page = Page::inside(request, app, &me.0);
    let message_id = super::message_id(&whole.mail);
    let of_lead = whole.mail.kind.starts_with("lead.") || whole.mail.kind.starts_with("news.");
    let lead = whole.mail.subject_id.filter(|_| sees_leads && of_lead).map(domain::Id::cast);
    let shown = ShowPage { page, whole, message_id, lead, refusal, may_resend };
    let mut answer = show::page_with(status, &shown)?;
    answer
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(FRAMING));
    Ok(answer)
}

impl Asked {
    /// The same list elsewhere: under another status, on another page, as a file.
    fn address(&self, place: &str, status: &str, after: &str) -> String {
        let told = [
            ("status", status),
            ("class", &self.class),
            ("kind", &self.kind),
            ("to", &self.to),
            ("after", after),
        ];
        show::address(place, &told)
    }

    /// Whether anything but the state is asked for.
    fn narrows(&self) -> bool {
        !(self.class.is_empty() && self.kind.is_empty() && self.to.is_empty())
    }
}

/// The name of a mail's kind: `lead.materials` is `state-mail-kind-lead-materials`.
fn kind_name(page: &Page, kind: &str) -> String {
    page.state("mail-kind", &kind.replace('.', "-"))
}

impl ReportPage {
    /// How long mails waited for the mail server, on average.
    fn wait(&self, fared: &Fared) -> String {
        let words = self.page.words;
        match fared.wait_ms {
            None => "–".to_owned(),
            Some(ms) if ms < 60_000 => words.mails_report_seconds((ms + 999) / 1_000),
            Some(ms) if ms < 2 * HOUR_MS => words.mails_report_minutes((ms + 59_999) / 60_000),
            Some(ms) if ms < 48 * HOUR_MS => words.mails_report_hours(ms / HOUR_MS),
            Some(ms) => words.mails_report_wait_days(ms / (24 * HOUR_MS)),
        }
    }
}
