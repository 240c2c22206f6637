//! Who was handed which version of a material, who still holds an old one, and how they get the new.

pub mod api;
mod mail;
mod pages;

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{LeadId, MaterialId, MaterialVersionId};
use domain::leads::inquiry::{LeadKind, may_send};
use domain::leads::library::{Seen, current};
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::leads::delivery::{self, Download, Holding};
use store::leads::grant::{self, Grant};
use store::leads::lead as leads;
use store::leads::library::{self, Material, Version};
use store::platform::audit::{self, Act};
use store::scope::{NetworkTx, OfNetwork};

use super::materials;
use crate::app::App;
use crate::keys::{random_token, token_hash};
use crate::paging;

/// Mails that one press of the button writes at most.
pub const AT_ONCE: usize = 100;
/// Rows of an export at most.
const EXPORTED: usize = 50_000;
/// Rows that are read at a time.
const STEP: usize = 500;
/// Downloads of a lead that are shown.
const SHOWN: i64 = 200;

/// A lead with an old version.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Whose it is, and since when.
    pub holding: Holding,
    /// The version that it holds.
    pub version: Version,
    /// The one that is handed out in that language now.
    pub newest: Option<Version>,
    /// When it was told of that one.
    pub told_at: Option<Timestamp>,
}

/// A page of them.
#[derive(Debug, Clone)]
pub struct Holders {
    /// The material.
    pub material: Material,
    /// Those whose lead is newest first.
    pub items: Vec<Holder>,
    /// After which lead the next page begins.
    pub next: Option<LeadId>,
}

/// What came of sending a new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, utoipa::ToSchema)]
pub struct Renewed {
    /// Mails that were written.
    pub sent: usize,
    /// Leads that were told of this version before.
    pub told: usize,
    /// Leads that got all the mails of a day.
    pub held: usize,
    /// Leads in whose language there is no current version.
    pub without: usize,
    /// Whether there are more leads than one step writes to.
    pub more: bool,
}

/// A download as a page shows it.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The download.
    pub row: Download,
    /// The material's name and the version's number; none for the deck.
    pub version: Option<(String, i64)>,
}

impl Taken {
    /// The digest of the file that was handed out, in hexadecimal digits.
    pub fn hash(&self) -> String {
        library::hex(&self.row.sha256)
    }

    /// Its beginning.
    pub fn short_hash(&self) -> String {
        self.hash().chars().take(12).collect()
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Keeps which versions the mail of a link offers.
///
/// # Errors
/// Only what the database answers.
pub fn offer(
    tx: &mut NetworkTx<'_>,
    (grant, audience): (domain::id::MaterialGrantId, LeadKind),
    locale: Locale,
    at: Timestamp,
) -> Result<()> {
    let now = library::find_current(tx, audience, locale, at)?;
    delivery::offer(tx, grant, now.iter().map(|(_, version)| version), at)
}

/// Keeps a download; twice at once is tried again.
///
/// # Errors
/// What the store answers.
pub async fn take(
    app: &Arc<App>,
    scope: OfNetwork,
    link: Grant,
    version: Option<Version>,
    sha256: Vec<u8>,
) -> Result<()> {
    let at = app.now();
    let once = || {
        let (link, version, sha256) = (link.clone(), version.clone(), sha256.clone());
        app.write(scope, move |tx| {
            materials::open(tx, &link, at)?;
            delivery::insert(tx, &link, version.as_ref(), &sha256, at)
        })
    };
    match once().await {
        Err(Error::Taken(_)) => once().await,
        other => other,
    }
}

/// The leads that hold another version of a material than the current one of its language.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn holders(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: MaterialId,
    (only, after): (&[LeadId], Option<LeadId>),
    limit: usize,
    at: Timestamp,
) -> Result<Holders> {
    me.must(Permission::SeeLeads)?;
    let material = library::get(tx, id)?;
    let versions = library::find_versions(tx, &[id])?;
    let seen: Vec<Seen> = versions.iter().map(Version::seen).collect();
    let now: Vec<MaterialVersionId> = current(&seen, at).iter().map(|one| one.id).collect();
    let mut rows = delivery::page(tx, id, &now, only, after, paging::one_more(limit))?;
    let next = paging::next(&mut rows, limit, |last| last.lead);
    let who: Vec<LeadId> = rows.iter().map(|row| row.lead).collect();
    let told = delivery::find_notices(tx, &now, &who)?;
    let known: HashMap<MaterialVersionId, &Version> =
        versions.iter().map(|one| (one.id, one)).collect();
    let holder = |holding: Holding| {
        let version = (*known.get(&holding.version_id)?).clone();
        let newest =
            now.iter().filter_map(|id| known.get(id)).find(|one| one.locale == version.locale);
        let newest = newest.map(|one| (*one).clone());
        let told_at = newest.as_ref().and_then(|one| told.get(&(holding.lead, one.id)).copied());
        Some(Holder { holding, version, newest, told_at })
    };
    Ok(Holders { material, items: rows.into_iter().filter_map(holder).collect(), next })
}

/// All of them, for a file.
///
/// # Errors
/// As [`holders`].
pub fn export(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: MaterialId,
    at: Timestamp,
) -> Result<Holders> {
    let mut all = holders(tx, me, id, (&[], None), STEP, at)?;
    while let Some(after) = all.next.filter(|_| all.items.len() < EXPORTED) {
        let more = holders(tx, me, id, (&[], Some(after)), STEP, at)?;
        all.items.extend(more.items);
        all.next = more.next;
    }
    Ok(all)
}

/// Sends the new version to the leads that hold an old one: to some, or to all when none are named.
/// A lead is told of a version once, and gets no more mails in a day than the form would send it.
///
/// # Errors
/// `Forbidden`; `Missing`; `Taken("material-overtaken")` when somebody sends it at the same moment.
pub fn renew(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (network, site): (&Network, &str),
    id: MaterialId,
    only: &[LeadId],
    at: Timestamp,
) -> Result<Renewed> {
    me.must(Permission::WriteMaterials)?;
    let mut done = Renewed::default();
    let mut after = None;
    loop {
        let page = holders(tx, me, id, (only, after), STEP, at)?;
        let who: Vec<LeadId> = page.items.iter().map(|one| one.holding.lead).collect();
        let mailed = delivery::find_mailed(tx, &who, at.plus_days(-1))?;
        for holder in &page.items {
            let before = mailed.get(&holder.holding.lead).map_or(&[][..], Vec::as_slice);
            match &holder.newest {
                None => done.without += 1,
                Some(_) if holder.told_at.is_some() => done.told += 1,
                Some(_) if !may_send(before, at) => done.held += 1,
                Some(_) if done.sent >= AT_ONCE => {
                    done.more = true;
                    return Ok(done);
                }
                Some(newest) => {
                    tell(tx, me, (network, site), (&page.material, holder, newest), at)?;
                    done.sent += 1;
                }
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(done);
        }
    }
}

/// A new link, the mail with it, and that it was sent.
fn tell(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    place: (&Network, &str),
    (material, holder, newest): (&Material, &Holder, &Version),
    at: Timestamp,
) -> Result<()> {
    let lead = holder.holding.lead;
    let token = random_token();
    let grant = grant::insert(tx, lead, newest.locale, &token_hash(&token), at)?;
    offer(tx, (grant, material.audience), newest.locale, at)?;
    let mail = mail::write(tx, place, (material, holder, newest), &token, at)?;
    delivery::insert_notice(tx, me, (lead, newest.id), (grant, mail), at)?;
    let reason = format!("{} v{}", material.name, newest.number);
    let act = Act { kind: "lead.renew_material", reason: Some(&reason), ..Act::default() };
    audit::insert(tx, Some(me), at, lead, &act)
}

/// What a lead downloaded, newest first.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn downloads(tx: &mut NetworkTx<'_>, me: &Member, lead: LeadId) -> Result<Vec<Taken>> {
    me.must(Permission::SeeLeads)?;
    leads::get(tx, lead)?;
    let rows = delivery::find(tx, lead, SHOWN)?;
    let mut ids: Vec<MaterialVersionId> = rows.iter().filter_map(|row| row.version_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let versions = library::find_by_id(tx, &ids)?;
    let materials = library::find(tx)?;
    let name = |id: MaterialVersionId| {
        let version = versions.iter().find(|one| one.id == id)?;
        let material = materials.iter().find(|one| one.id == version.material_id)?;
        Some((material.name.clone(), version.number))
    };
    let taken = |row: Download| Taken { version: row.version_id.and_then(name), row };
    Ok(rows.into_iter().map(taken).collect())
}
