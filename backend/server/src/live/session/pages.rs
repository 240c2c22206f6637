//! Live sessions in the browser: the same pages for their KOL, on a phone, and for the operator.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{OrganizationKind, Permission};
use domain::calendar::local_text;
use domain::id::{LiveSessionId, OrganizationId};
use domain::live::session::{LiveAct, LivePlatform, LiveStatus, SessionDraft};
use domain::tracking::link::Channel;
use domain::{Error, Money, Rate};
use store::live::figure::Figures;
use store::live::session::LiveSession;
use store::scope::OfNetwork;

use super::api::{part, search};
use super::reach::{read, write};
use super::{Detail, Side};
use crate::app::App;
use crate::error::{Answer, Failure};
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::orders::cursor::Cursor;
use crate::orders::names::{Said, choices};
use crate::paging;
use crate::platform::letter::Desk;

/// Rows of a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "live/session/sessions.html")]
struct SessionsPage {
    page: Page,
    lines: Vec<Line>,
    /// The state that is looked for; empty for all.
    status: String,
    next: Option<String>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "live/session/new.html")]
struct NewPage {
    page: Page,
    form: Form,
    place: String,
    version: i64,
    /// The KOLs to choose from: for the operator, of a new session.
    kols: Vec<(OrganizationId, Said)>,
}

#[derive(Template)]
#[template(path = "live/session/session.html")]
struct SessionPage {
    page: Page,
    line: Line,
    figures: Figures,
    sales: Vec<Amounts>,
    part: Rate,
    products: Vec<Product>,
    /// Addresses of its links, with where they were put.
    links: Vec<(String, Channel)>,
    acts: Vec<LiveAct>,
    may_cancel: bool,
    may_change: bool,
    may_link: bool,
    form: Form,
}

/// A session as pages show it.
struct Line {
    session: LiveSession,
    kol: Said,
}

/// What came in, in one currency.
struct Amounts {
    sold: Money,
    refunded: Money,
    kol: Money,
}

/// A product that was sold in a session.
struct Product {
    name: Said,
    lines: i64,
    returned: i64,
    part: Rate,
    is_long: bool,
}

impl Line {
    fn tone(&self) -> &'static str {
        match self.session.status {
            LiveStatus::Draft | LiveStatus::Ended => "neutral",
            LiveStatus::Planned => "waiting",
            LiveStatus::Scheduled => "good",
            LiveStatus::Live => "now",
            LiveStatus::Canceled => "bad",
        }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/live", web::get().to(index))
        .route("/live/new", web::get().to(new))
        .route("/live/new", web::post().to(create))
        .route("/live/{id}", web::get().to(show_one))
        .route("/live/{id}/act", web::post().to(act))
        .route("/live/{id}/edit", web::get().to(edit))
        .route("/live/{id}/edit", web::post().to(rewrite));
}

async fn index(request: HttpRequest, app: Running, me: Me, query: Query) -> Answer {
    let member = me.member();
    Side::of(&member)?;
    let page = Page::inside(&request, &app, &me.0);
    let (locale, asking) = (page.locale, member.clone());
    let search = search(&query, PAGE)?;
    let (mut found, names) =
        read(&app, &member, move |tx| super::list(tx, &asking, locale, &search)).await?;
    let status = query.text("status");
    let next = paging::next(&mut found, PAGE, |one| Cursor(one.starts_at, one.id)).map(|next| {
        let next = next.to_string();
        format!("/live?{}", show::query(&[("status", &status), ("after", &next)]))
    });
    let line = |session: LiveSession| Line { kol: names.party(session.kol_id), session };
    let lines = found.into_iter().map(line).collect();
    let may_write = super::may_write(&member).is_ok();
    show::page(&SessionsPage { page, lines, status, next, may_write })
}

async fn new(request: HttpRequest, app: Running, me: Me) -> Answer {
    form_page(&request, &app, &me, None, Posted::default(), None).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    super::may_write(&member)?;
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let (at, asking) = (app.now(), member.clone());
    let (kol, draft) = (posted.text("kol"), draft_of(&posted));
    let made =
        write(&app, &member, move |tx| super::create(tx, &asking, (&kol, &draft), zone, at)).await;
    match made {
        Ok(made) => show::done(&format!("/live/{}", made.id), "live-made"),
        Err(error @ Error::Invalid(_)) => {
            form_page(&request, &app, &me, None, posted, Some(error)).await
        }
        Err(other) => Err(Failure(other)),
    }
}

async fn edit(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let member = me.member();
    super::may_write(&member)?;
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let id: LiveSessionId = id.parse().map_err(|_| Error::Missing)?;
    let found = read(&app, &member, move |tx| tx.get(id)).await?;
    let posted = Posted::default()
        .with("platform", found.platform.as_str())
        .with("title", &found.title)
        .with("note", &found.note)
        .with("starts_at", local_text(found.starts_at, zone))
        .with("ends_at", local_text(found.ends_at, zone))
        .with("version", found.version.to_string());
    form_page(&request, &app, &me, Some(id), posted, None).await
}

async fn rewrite(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    super::may_write(&member)?;
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let (id, at): (LiveSessionId, _) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let (draft, asking) = (draft_of(&posted), member.clone());
    let version = posted.number("version").unwrap_or_default();
    let done = write(&app, &member, move |tx| {
        super::rewrite(tx, &asking, (id, version), &draft, zone, at)
    })
    .await;
    match done {
        Ok(_) => show::done(&format!("/live/{id}"), "live-changed"),
        Err(error) => form_page(&request, &app, &me, Some(id), posted, Some(error)).await,
    }
}

fn draft_of(posted: &Posted) -> SessionDraft {
    SessionDraft {
        platform: posted.text("platform"),
        title: posted.text("title"),
        note: posted.text("note"),
        starts_at: posted.text("starts_at"),
        ends_at: posted.text("ends_at"),
    }
}

async fn form_page(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: Option<LiveSessionId>,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    super::may_write(&member)?;
    let page = Page::inside(request, app, &me.0).under("/live");
    let locale = page.locale;
    let kols = if Side::of(&member)? == Side::Staff && id.is_none() {
        let scope = OfNetwork::of(&member)?;
        app.read(scope, move |tx| choices(tx, locale, OrganizationKind::Kol)).await?
    } else {
        Vec::new()
    };
    let version = posted.number("version").unwrap_or_default();
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let status = form.status();
    let place = id.map_or_else(|| "/live/new".to_owned(), |id| format!("/live/{id}/edit"));
    show::page_with(status, &NewPage { page, form, place, version, kols })
}

async fn show_one(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    Side::of(&me.0.member)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    detail(&request, &app, &me, id, Posted::default(), None).await
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    super::may_write(&member)?;
    let (id, at): (LiveSessionId, _) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let (typed, asking) = (posted.clone(), member.clone());
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let desk = Desk::open(&app, member.network).await?;
    let done = write(&app, &member, move |tx| {
        tx.get(id)?;
        let act: LiveAct = typed.choice("act")?;
        let version = typed.number("version").map_err(|_| Error::Stale)?;
        super::act(tx, &asking, (id, version), (act, typed.get("reason")), (&desk, zone), at)
    })
    .await;
    match done {
        Ok(next) => {
            let notice = match next.status {
                LiveStatus::Draft | LiveStatus::Planned => "live-planned",
                LiveStatus::Scheduled => "live-scheduled",
                LiveStatus::Live => "live-started",
                LiveStatus::Ended => "live-ended",
                LiveStatus::Canceled => "live-canceled",
            };
            show::done(&format!("/live/{id}"), notice)
        }
        Err(error) => detail(&request, &app, &me, id, posted, Some(error)).await,
    }
}

async fn detail(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: LiveSessionId,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let page = Page::inside(request, app, &me.0).under("/live");
    let network = crate::orders::network(app, member.network).await?;
    let (locale, asking) = (page.locale, member.clone());
    let found = read(app, &member, move |tx| super::show(tx, &asking, locale, id)).await?;
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let status = form.status();
    let Detail { session, figures, held, links, names } = found;
    let may_write = super::may_write(&member).is_ok();
    let allowed =
        |act: &LiveAct| may_write && (!act.is_staffs() || member.may(Permission::ScheduleLive));
    let acts: Vec<LiveAct> = session.status.acts().filter(allowed).collect();
    let base = crate::tracking::link::pages::base(app, &network.code);
    let sales = sales(&figures);
    let products = figures
        .products
        .iter()
        .map(|one| Product {
            name: names.product(one.product),
            lines: one.lines,
            returned: one.returned,
            part: part((one.lines, one.returned)),
            is_long: held.contains(&one.product),
        })
        .collect();
    let shown = SessionPage {
        part: part(figures.lines()),
        sales,
        products,
        links: links.into_iter().map(|(_, code, at)| (format!("{base}{code}"), at)).collect(),
        may_cancel: acts.contains(&LiveAct::Cancel),
        acts: acts.into_iter().filter(|act| *act != LiveAct::Cancel).collect(),
        may_change: may_write && session.status.may_change(),
        may_link: member.may(Permission::MakeLinks) && session.status.takes_links(),
        line: Line { kol: names.party(session.kol_id), session },
        figures,
        form,
        page,
    };
    show::page_with(status, &shown)
}

fn sales(figures: &Figures) -> Vec<Amounts> {
    let amounts = |one: &store::live::figure::Sales| {
        let earned = figures.earned.iter().find(|earned| earned.currency == one.currency);
        let money = |minor| Money::new(minor, one.currency);
        Amounts {
            sold: money(one.sold_minor),
            refunded: money(one.refunded_minor),
            kol: money(earned.map_or(0, |earned| earned.kol_minor)),
        }
    };
    figures.sales.iter().map(amounts).collect()
}
