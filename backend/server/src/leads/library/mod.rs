//! The library of materials as staff keep it: versions are uploaded, submitted, approved by somebody
//! else, handed out while they are valid, superseded by newer ones.

pub mod api;
mod pages;

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{MaterialId, MaterialVersionId, MembershipId};
use domain::leads::library::{
    MaterialDraft, Seen, VersionAct, VersionFields, VersionStatus, current,
};
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp, text};
use store::leads::delivery;
use store::leads::library::{self, Material, Version};
use store::platform::audit::{self, Event};
use store::scope::{NetworkTx, OfNetwork};
use store::tenancy::membership;

use crate::app::App;

const NOTE_LIMIT: usize = 500;

/// A material as the list shows it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The material.
    pub material: Material,
    /// The versions that are handed out now.
    pub current: Vec<Version>,
    /// Versions that wait for somebody's approval.
    pub waiting_count: i64,
    /// Leads that hold another version than the current ones.
    pub holder_count: i64,
}

/// A version as a page shows it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The version.
    pub row: Version,
    /// Who uploaded it.
    pub maker: String,
    /// Who approved it.
    pub approver: Option<String>,
    /// One word for status and validity: `current`, `upcoming`, `expired`, or the status.
    pub standing: &'static str,
}

/// A material with its versions and what happened to them.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The material.
    pub material: Material,
    /// Its versions, newest first.
    pub versions: Vec<Line>,
    /// What happened, oldest first, each with who did it; nobody for the clock.
    pub events: Vec<(Event, Option<String>)>,
}

/// A step of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// A word of [`VersionAct`].
    pub act: String,
    /// What to tell the uploader, or why.
    pub note: String,
    /// The version that the member saw.
    pub version: i64,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

impl Entry {
    /// The version that is handed out in a language.
    pub fn number(&self, locale: &Locale) -> Option<i64> {
        self.current.iter().find(|one| one.locale == *locale).map(|one| one.number)
    }
}

impl Line {
    /// How it is drawn.
    pub fn tone(&self) -> &'static str {
        match self.standing {
            "current" => "good",
            "submitted" => "now",
            "draft" | "upcoming" => "waiting",
            "withdrawn" => "bad",
            _ => "neutral",
        }
    }

    /// Its size in kilobytes, one at least.
    pub fn kilobytes(&self) -> i64 {
        (self.row.byte_count / 1_024).max(1)
    }

    /// Whether an act is possible now.
    pub fn allows(&self, act: VersionAct) -> bool {
        self.row.status.allows(act)
    }
}

/// The materials of a network with what is handed out of each.
///
/// # Errors
/// `Forbidden`.
pub fn list(tx: &mut NetworkTx<'_>, me: &Member, at: Timestamp) -> Result<Vec<Entry>> {
    me.must(Permission::SeeFront)?;
    let materials = library::find(tx)?;
    let ids: Vec<MaterialId> = materials.iter().map(|one| one.id).collect();
    let versions = library::find_versions(tx, &ids)?;
    let seen: Vec<Seen> = versions.iter().map(Version::seen).collect();
    let now = current(&seen, at);
    let is_now = |id: MaterialVersionId| now.iter().any(|seen| seen.id == id);
    let held = delivery::counts(tx)?;
    let entry = |material: Material| {
        let own = || versions.iter().filter(|one| one.material_id == material.id);
        let waiting = own().filter(|one| one.status == VersionStatus::Submitted).count();
        let old = held.iter().filter(|(of, version, _)| *of == material.id && !is_now(*version));
        Entry {
            current: own().filter(|one| is_now(one.id)).cloned().collect(),
            waiting_count: i64::try_from(waiting).unwrap_or(i64::MAX),
            holder_count: old.map(|(.., count)| count).sum(),
            material,
        }
    };
    Ok(materials.into_iter().map(entry).collect())
}

/// A material with its versions.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: MaterialId, at: Timestamp) -> Result<Whole> {
    me.must(Permission::SeeFront)?;
    let material = library::get(tx, id)?;
    let versions = library::find_versions(tx, &[id])?;
    let events = audit::find(tx, id)?;
    let people: Vec<MembershipId> = versions
        .iter()
        .flat_map(|one| [Some(one.maker_id), one.approver_id])
        .chain(events.iter().map(|event| event.membership_id))
        .flatten()
        .collect();
    let names = membership::names(tx, &people)?;
    let who = |event: &Event| event.membership_id.and_then(|id| names.get(&id).cloned());
    Ok(Whole {
        material,
        versions: lines(versions, &names, at),
        events: events.into_iter().map(|event| (event.clone(), who(&event))).collect(),
    })
}

fn lines(
    versions: Vec<Version>,
    names: &HashMap<MembershipId, String>,
    at: Timestamp,
) -> Vec<Line> {
    let seen: Vec<Seen> = versions.iter().map(Version::seen).collect();
    let now = current(&seen, at);
    let named = |id: MembershipId| names.get(&id).cloned().unwrap_or_default();
    versions
        .into_iter()
        .map(|row| Line {
            standing: standing(&row, now.iter().any(|seen| seen.id == row.id), at),
            maker: named(row.maker_id),
            approver: row.approver_id.map(named),
            row,
        })
        .collect()
}

fn standing(row: &Version, is_now: bool, at: Timestamp) -> &'static str {
    match row.status {
        VersionStatus::Approved if is_now => "current",
        VersionStatus::Approved if row.valid_from > at => "upcoming",
        VersionStatus::Approved => "expired",
        other => other.as_str(),
    }
}

/// Makes a material; its versions come after it.
///
/// # Errors
/// `Forbidden`; `Invalid`; `Taken("material-exists")`.
pub fn create(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    draft: &MaterialDraft,
    at: Timestamp,
) -> Result<Material> {
    me.must(Permission::WriteMaterials)?;
    library::insert(tx, me, &draft.check()?, at)
}

/// Whether a member may upload a version of a material: asked before its file is read.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn exists(tx: &mut NetworkTx<'_>, me: &Member, id: MaterialId) -> Result<()> {
    me.must(Permission::WriteMaterials)?;
    library::get(tx, id).map(|_| ())
}

/// Uploads a version as a draft.
///
/// # Errors
/// `Forbidden`; `Missing`; `Taken("material-overtaken")`.
pub fn upload(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: MaterialId,
    fields: &VersionFields,
    at: Timestamp,
) -> Result<Version> {
    me.must(Permission::WriteMaterials)?;
    let material = library::get(tx, id)?;
    library::insert_version(tx, me, &material, fields, at)
}

/// Moves a version along. Approving and sending back are for somebody else than who uploaded it.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Invalid` on `act` and `note`; `Refused("material-state")`,
/// `Refused("material-same-person")`.
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (material, id): (MaterialId, MaterialVersionId),
    step: &Step,
    at: Timestamp,
) -> Result<Version> {
    if !me.may(Permission::WriteMaterials) {
        me.must(Permission::ApproveMaterials)?;
    }
    let before = library::get_version(tx, material, id)?;
    let act: VersionAct = step.act.parse()?;
    let needed = match act {
        VersionAct::Submit | VersionAct::Withdraw => Permission::WriteMaterials,
        VersionAct::Approve | VersionAct::SendBack => Permission::ApproveMaterials,
        // The clock's.
        VersionAct::Supersede => return Err(Error::field("act", "choice-unknown")),
    };
    me.must(needed)?;
    if before.version != step.version {
        return Err(Error::Stale);
    }
    let note = text::optional("note", &step.note, NOTE_LIMIT);
    let note = note.map_err(|error| Error::Invalid(vec![error]))?;
    if act == VersionAct::SendBack && note.is_empty() {
        return Err(Error::field("note", "field-required"));
    }
    let next = library::apply(tx, Some(me), &before, act, &note, at)?;
    if act == VersionAct::Approve {
        library::supersede(tx, at)?;
    }
    Ok(next)
}

/// A version with its file, for staff.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn file(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    material: MaterialId,
    id: MaterialVersionId,
) -> Result<(Version, Vec<u8>)> {
    me.must(Permission::SeeFront)?;
    let version = library::get_version(tx, material, id)?;
    let bytes = library::get_file(tx, &version)?;
    Ok((version, bytes))
}

/// Supersedes what a newer version took the place of, as its day has come. Safe to repeat.
///
/// # Errors
/// What the store answers.
pub fn supersede(app: &Arc<App>, network: &Network, at: Timestamp) -> Result<usize> {
    let run = move |tx: &mut NetworkTx<'_>| library::supersede(tx, at);
    match app.store.write(OfNetwork::for_row(network.id), run) {
        // Another process's clock is at it.
        Err(Error::Stale) => Ok(0),
        other => other,
    }
}
