//! Live sessions over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::{LiveSessionId, OrganizationId, ProductId};
use domain::live::session::{LiveAct, LiveStatus, SessionDraft};
use domain::{Error, Money, Rate, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::live::session::{LiveSession, Search};

use super::Detail;
use super::reach::{read, write};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::Query;
use crate::http::show;
use crate::orders::cursor::Cursor;
use crate::paging;
use crate::platform::letter::Desk;

/// Sessions of a page.
const PAGE: usize = 50;

/// A live session to write.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiveSessionBody {
    /// The operator only: whose it is.
    #[serde(default)]
    pub kol: String,
    /// `wechat_channels`, `douyin`, `kuaishou`, `taobao`, `xiaohongshu`, `instagram`, `tiktok`,
    /// `youtube`, `line`, `other`.
    #[schema(example = "douyin")]
    pub platform: String,
    /// What it is called; 1 to 80 characters.
    pub title: String,
    /// What is shown, who helps.
    #[serde(default)]
    pub note: String,
    /// RFC 3339, or the hour on the network's clock, `2026-11-22T20:00`.
    pub starts_at: String,
    /// Alike; at most a day later.
    pub ends_at: String,
    /// The version that the change is meant for; 0 for a new one.
    #[serde(default)]
    pub version: i64,
}

/// What is done to a live session.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiveActBody {
    /// `plan`, `start`, `end`, `cancel`; the operator only: `schedule`.
    pub act: String,
    /// The version that the act is meant for.
    pub version: i64,
    /// With `cancel`: why.
    #[serde(default)]
    pub reason: String,
}

/// A live session.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LiveSessionDocument {
    /// Its id.
    #[schema(value_type = String, example = "liv_01jd0000000000000000000000")]
    pub id: LiveSessionId,
    /// Whose it is.
    #[schema(value_type = String)]
    pub kol: OrganizationId,
    /// Where it is broadcast.
    pub platform: &'static str,
    /// What it is called.
    pub title: String,
    /// What is shown, who helps.
    pub note: String,
    /// `draft`, `planned`, `scheduled`, `live`, `ended`, `canceled`.
    pub status: &'static str,
    /// When it begins.
    #[schema(value_type = String)]
    pub starts_at: Timestamp,
    /// When it is to end.
    #[schema(value_type = String)]
    pub ends_at: Timestamp,
    /// Why it was canceled.
    pub reason: Option<String>,
    /// Counts its changes; the next act names it.
    pub version: i64,
}

/// An amount of a session; decimals.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LiveAmount {
    /// ISO 4217.
    pub currency: &'static str,
    /// What was paid for the goods.
    pub sales: String,
    /// What of that was given back.
    pub refunded: String,
    /// The KOL's commission after refunds.
    pub kol_commission: String,
}

/// How often a product was sold in a session and came back.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LiveProduct {
    /// The product.
    #[schema(value_type = String)]
    pub product: ProductId,
    /// Lines that were paid.
    pub lines: i64,
    /// Lines of those that came back or were refunded.
    pub returned: i64,
    /// The part that came back, a percentage.
    pub return_rate: String,
    /// Whether its commissions are held longer for that.
    pub held_longer: bool,
}

/// A live session with what it brought.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LiveSessionDetail {
    /// The session.
    #[serde(flatten)]
    pub session: LiveSessionDocument,
    /// Clicks on its links by people.
    pub clicks: i64,
    /// Orders through them.
    pub orders: i64,
    /// By currency.
    pub amounts: Vec<LiveAmount>,
    /// The part of lines that came back, a percentage.
    pub return_rate: String,
    /// Those that came back most often first.
    pub products: Vec<LiveProduct>,
}

/// A page of live sessions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LiveSessions {
    /// The latest beginning first.
    pub items: Vec<LiveSessionDocument>,
    /// The `after` of the next page; null on the last one.
    pub next: Option<String>,
}

impl Document for LiveSessionBody {
    const BY: &'static [Permission] = &[Permission::HostLive, Permission::ScheduleLive];
}

impl Document for LiveActBody {
    const BY: &'static [Permission] = &[Permission::HostLive, Permission::ScheduleLive];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/live-sessions", web::get().to(index))
        .route("/api/v1/live-sessions", web::post().to(create))
        .route("/api/v1/live-sessions/{id}", web::get().to(show_one))
        .route("/api/v1/live-sessions/{id}", web::post().to(change))
        .route("/api/v1/live-sessions/{id}/acts", web::post().to(act));
}

/// What a list asks for.
///
/// # Errors
/// `Invalid` on `status` and `after`: `choice-unknown`.
pub(super) fn search(query: &Query, page: usize) -> Result<Search> {
    let statuses = match query.get("status") {
        "" => Vec::new(),
        told => {
            let known = LiveStatus::ALL.iter().copied().find(|one| one.as_str() == told);
            vec![known.ok_or_else(|| Error::field("status", "choice-unknown"))?]
        }
    };
    let after: Option<Cursor<domain::id::LiveSession>> = match query.get("after") {
        "" => None,
        told => Some(told.parse().map_err(|_| Error::field("after", "choice-unknown"))?),
    };
    Ok(Search {
        statuses,
        after: after.map(|after| (after.0, after.1)),
        limit: paging::one_more(page),
        ..Search::default()
    })
}

/// The part of lines that came back; nothing where nothing was sold.
pub(super) fn part((lines, returned): (i64, i64)) -> Rate {
    Rate::from_ppm(returned * Rate::ONE.ppm() / lines.max(1)).unwrap_or(Rate::ONE)
}

/// Lists live sessions: the operator sees those of the network, a KOL the own ones.
#[utoipa::path(get, path = "/api/v1/live-sessions", tag = "live",
    params(("status" = Option<String>, Query, description = "Only in this state"),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = LiveSessions), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, query: Query) -> Answer {
    let me = me.member();
    super::Side::of(&me)?;
    let search = search(&query, PAGE)?;
    let asking = me.clone();
    let (mut found, _) =
        read(&app, &me, move |tx| super::list(tx, &asking, asking.locale, &search)).await?;
    let next = paging::next(&mut found, PAGE, |one| Cursor(one.starts_at, one.id));
    let items = found.into_iter().map(document).collect();
    show::json(StatusCode::OK, &LiveSessions { items, next: next.map(|next| next.to_string()) })
}

/// Writes a live session as a draft.
#[utoipa::path(post, path = "/api/v1/live-sessions", tag = "live", request_body = LiveSessionBody,
    responses((status = 201, body = LiveSessionDocument), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<LiveSessionBody>) -> Answer {
    let me = me.member();
    let zone = crate::orders::network(&app, me.network).await?.time_zone;
    let (at, asking) = (app.now(), me.clone());
    let (kol, draft) = draft_of(body.0);
    let made =
        write(&app, &me, move |tx| super::create(tx, &asking, (&kol, &draft), zone, at)).await?;
    show::json(StatusCode::CREATED, &document(made))
}

/// A live session with what it brought so far.
#[utoipa::path(get, path = "/api/v1/live-sessions/{id}", tag = "live",
    params(("id" = String, Path, description = "The session")),
    responses((status = 200, body = LiveSessionDetail), (status = 404, body = Problem)))]
pub async fn show_one(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    super::Side::of(&me)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let asking = me.clone();
    let found = read(&app, &me, move |tx| super::show(tx, &asking, asking.locale, id)).await?;
    show::json(StatusCode::OK, &detail(found))
}

/// Changes what a live session is, before it is confirmed.
#[utoipa::path(post, path = "/api/v1/live-sessions/{id}", tag = "live",
    params(("id" = String, Path, description = "The session")), request_body = LiveSessionBody,
    responses((status = 200, body = LiveSessionDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<LiveSessionBody>,
) -> Answer {
    let me = me.member();
    let zone = crate::orders::network(&app, me.network).await?.time_zone;
    let (id, at) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let (version, asking) = (body.0.version, me.clone());
    let draft = draft_of(body.0).1;
    let next =
        write(&app, &me, move |tx| super::rewrite(tx, &asking, (id, version), &draft, zone, at))
            .await?;
    show::json(StatusCode::OK, &document(next))
}

/// Moves a live session along; the operator confirms what a KOL planned.
#[utoipa::path(post, path = "/api/v1/live-sessions/{id}/acts", tag = "live",
    params(("id" = String, Path, description = "The session")), request_body = LiveActBody,
    responses((status = 200, body = LiveSessionDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, body: Body<LiveActBody>) -> Answer {
    let me = me.member();
    let (id, at) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let (LiveActBody { act, version, reason }, asking) = (body.0, me.clone());
    let zone = crate::orders::network(&app, me.network).await?.time_zone;
    let desk = Desk::open(&app, me.network).await?;
    let next = write(&app, &me, move |tx| {
        tx.get(id)?;
        let act: LiveAct = act.parse()?;
        super::act(tx, &asking, (id, version), (act, &reason), (&desk, zone), at)
    })
    .await?;
    show::json(StatusCode::OK, &document(next))
}

fn draft_of(body: LiveSessionBody) -> (String, SessionDraft) {
    let LiveSessionBody { kol, platform, title, note, starts_at, ends_at, .. } = body;
    (kol, SessionDraft { platform, title, note, starts_at, ends_at })
}

fn document(session: LiveSession) -> LiveSessionDocument {
    LiveSessionDocument {
        id: session.id,
        kol: session.kol_id,
        platform: session.platform.as_str(),
        title: session.title,
        note: session.note,
        status: session.status.as_str(),
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        reason: session.reason,
        version: session.version,
    }
}

fn detail(found: Detail) -> LiveSessionDetail {
    let Detail { session, figures, held, .. } = found;
    let amount = |one: &store::live::figure::Sales| {
        let decimal = |minor| Money::new(minor, one.currency).decimal();
        let earned = figures.earned.iter().find(|earned| earned.currency == one.currency);
        LiveAmount {
            currency: one.currency.code(),
            sales: decimal(one.sold_minor),
            refunded: decimal(one.refunded_minor),
            kol_commission: decimal(earned.map_or(0, |earned| earned.kol_minor)),
        }
    };
    let product = |one: &store::live::figure::ProductFigure| LiveProduct {
        product: one.product,
        lines: one.lines,
        returned: one.returned,
        return_rate: part((one.lines, one.returned)).percent(),
        held_longer: held.contains(&one.product),
    };
    LiveSessionDetail {
        session: document(session),
        clicks: figures.clicks,
        orders: figures.orders,
        amounts: figures.sales.iter().map(amount).collect(),
        return_rate: part(figures.lines()).percent(),
        products: figures.products.iter().map(product).collect(),
    }
}
