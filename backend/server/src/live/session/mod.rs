//! Live sessions: a KOL plans one, the operator confirms it, its links tell what it sold.

pub mod api;
mod mail;
pub mod pages;
pub mod reach;

use actix_web::web;
use chrono_tz::Tz;
use domain::access::{Member, OrganizationKind, Permission};
use domain::id::{LinkId, LiveSessionId, OrganizationId, ProductId};
use domain::live::session::{LiveAct, SessionDraft, reason_of};
use domain::tracking::link::Channel;
use domain::{Error, Locale, Result, Timestamp};
use store::live::figure::Figures;
use store::live::session::{LiveSession, Search};

use self::reach::Stage;
use crate::orders::names::Names;
use crate::platform::letter::Desk;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// From which side somebody looks at sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The KOL whose they are.
    Kol,
    /// The operator.
    Staff,
}

impl Side {
    /// The member's side.
    ///
    /// # Errors
    /// `Forbidden` for who has nothing to do with sessions.
    pub fn of(me: &Member) -> Result<Self> {
        if me.may(Permission::HostLive) {
            Ok(Self::Kol)
        } else if me.may(Permission::SeeOrders) {
            Ok(Self::Staff)
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// Stops who may not change sessions.
///
/// # Errors
/// `Forbidden`.
pub fn may_write(me: &Member) -> Result<()> {
    if me.may(Permission::HostLive) { Ok(()) } else { me.must(Permission::ScheduleLive) }
}

/// A session with what it brought.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The session.
    pub session: LiveSession,
    /// What it brought so far.
    pub figures: Figures,
    /// Products of it whose commissions are held longer for their returns.
    pub held: Vec<ProductId>,
    /// Its links, newest first.
    pub links: Vec<(LinkId, String, Channel)>,
    /// The names of its KOL and products.
    pub names: Names,
}

/// Sessions that the side sees, the latest beginning first.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut dyn Stage,
    me: &Member,
    locale: Locale,
    search: &Search,
) -> Result<(Vec<LiveSession>, Names)> {
    Side::of(me)?;
    let found = tx.page(search)?;
    let names = tx.called(locale, found.iter().map(|one| one.kol_id).collect(), Vec::new())?;
    Ok((found, names))
}

/// A session with what it brought.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut dyn Stage, me: &Member, locale: Locale, id: LiveSessionId) -> Result<Detail> {
    Side::of(me)?;
    let session = tx.get(id)?;
    let figures = tx.figures(id)?;
    let products = figures.products.iter().map(|one| one.product).collect();
    let names = tx.called(locale, vec![session.kol_id], products)?;
    Ok(Detail { held: tx.held(id)?, links: tx.links(id)?, names, figures, session })
}

/// Writes a session as a draft: a KOL an own one, the operator for a KOL.
///
/// # Errors
/// `Forbidden`; `Invalid` as `SessionDraft::check`, and on `kol`: `choice-unknown`.
pub fn create(
    tx: &mut dyn Stage,
    me: &Member,
    (kol, draft): (&str, &SessionDraft),
    zone: Tz,
    at: Timestamp,
) -> Result<LiveSession> {
    may_write(me)?;
    let kol: OrganizationId = match Side::of(me)? {
        Side::Kol => me.organization,
        Side::Staff => {
            let unknown = || Error::field("kol", "choice-unknown");
            let id = kol.parse().map_err(|_| unknown())?;
            if tx.kind(id)? != Some(OrganizationKind::Kol) {
                return Err(unknown());
            }
            id
        }
    };
    let fields = draft.check(zone)?;
    tx.insert_session(me, kol, &fields, at)
}

/// Changes what a session is, before it is confirmed.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale` when `version` is no longer the present one;
/// `Refused("live-state")` once it is confirmed; `Invalid` as `SessionDraft::check`.
pub fn rewrite(
    tx: &mut dyn Stage,
    me: &Member,
    (id, version): (LiveSessionId, i64),
    draft: &SessionDraft,
    zone: Tz,
    at: Timestamp,
) -> Result<LiveSession> {
    may_write(me)?;
    let found = tx.get(id)?;
    if found.version != version {
        return Err(Error::Stale);
    }
    let fields = draft.check(zone)?;
    tx.apply_fields(me, &found, &fields, at)
}

/// Moves a session along: the operator confirms it, its KOL or the operator does the rest. What the
/// operator did is told to the KOL by mail.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale` when `version` is no longer the present one;
/// `Refused("live-state")`; `Invalid` on `reason` of a cancellation.
pub fn act(
    tx: &mut dyn Stage,
    me: &Member,
    (id, version): (LiveSessionId, i64),
    (act, reason): (LiveAct, &str),
    desk: (&Desk, Tz),
    at: Timestamp,
) -> Result<LiveSession> {
    if act.is_staffs() {
        me.must(Permission::ScheduleLive)?;
    } else {
        may_write(me)?;
    }
    let found = tx.get(id)?;
    if found.version != version {
        return Err(Error::Stale);
    }
    let reason = reason_of(act, reason)?;
    let next = tx.apply(me, &found, (act, reason.as_deref()), at)?;
    if Side::of(me)? == Side::Staff {
        tx.tell(&next, desk, at)?;
    }
    Ok(next)
}
