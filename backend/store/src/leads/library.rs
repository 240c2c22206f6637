//! The library of materials: each file in versions per language.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{MaterialId, MaterialVersionId, MembershipId};
use domain::leads::inquiry::LeadKind;
use domain::leads::library::{
    MaterialFields, MaterialKind, Seen, VersionAct, VersionFields, VersionStatus, current,
    four_eyes, overtaken,
};
use domain::locale::Locale;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::{material_versions as v, materials as t};

use crate::platform::audit::{self, Act};
use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Materials of one network that a list shows at most.
const LISTED: i64 = 200;

/// Something that a network hands out.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Material {
    /// Its id.
    pub id: MaterialId,
    /// What staff and visitors call it.
    pub name: String,
    /// What it is.
    pub kind: MaterialKind,
    /// To whom it is handed.
    pub audience: LeadKind,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A version of a material in a language, without its file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Version {
    /// Its id.
    pub id: MaterialVersionId,
    /// Of which material.
    pub material_id: MaterialId,
    /// In which language.
    pub locale: Locale,
    /// Counts the versions of a material in a language.
    pub number: i64,
    /// The file's name.
    pub file_name: String,
    /// The file's digest.
    pub sha256: Vec<u8>,
    /// The file's bytes.
    pub byte_count: i64,
    /// What is new in it, for staff.
    pub note: String,
    /// From when on it may be handed out.
    pub valid_from: Timestamp,
    /// Until when, exclusive.
    pub valid_until: Option<Timestamp>,
    /// Where it stands.
    pub status: VersionStatus,
    /// Who uploaded it.
    pub maker_id: MembershipId,
    /// Who approved it.
    pub approver_id: Option<MembershipId>,
    /// Counts its changes.
    pub version: i64,
    /// When it was uploaded.
    pub created_at: Timestamp,
}

impl Version {
    /// What decides about it.
    pub fn seen(&self) -> Seen {
        Seen {
            id: self.id,
            material: self.material_id,
            locale: self.locale,
            number: self.number,
            status: self.status,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
        }
    }

    /// The digest as people compare it: hexadecimal.
    pub fn hash(&self) -> String {
        hex(&self.sha256)
    }

    /// Its beginning, which tells the versions of a material apart.
    pub fn short_hash(&self) -> String {
        self.hash().chars().take(12).collect()
    }
}

/// A digest in hexadecimal digits.
pub fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(64), |mut out, byte| {
        // Writing into a string does not fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

macro_rules! columns {
    () => {
        (t::id, t::name, t::kind, t::audience, t::created_at)
    };
    (version) => {
        (
            v::id,
            v::material_id,
            v::locale,
            v::number,
            v::file_name,
            v::sha256,
            v::byte_count,
            v::note,
            v::valid_from,
            v::valid_until,
            v::status,
            v::maker_id,
            v::approver_id,
            v::version,
            v::created_at,
        )
    };
}

/// The materials of a network by name.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Material>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order((t::name, t::id)).limit(LISTED).select(columns!()).load(conn)
    })?)
}

/// A material.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: MaterialId) -> Result<Material> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The versions of some materials, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn find_versions(tx: &mut NetworkTx<'_>, materials: &[MaterialId]) -> Result<Vec<Version>> {
    Ok(tx.query(v::table, |rows, conn| {
        rows.filter(v::material_id.among(materials.to_vec()))
            .order(v::id.desc())
            .select(columns!(version))
            .load(conn)
    })?)
}

/// Versions by their ids.
///
/// # Errors
/// Only what the database answers.
pub fn find_by_id(tx: &mut NetworkTx<'_>, ids: &[MaterialVersionId]) -> Result<Vec<Version>> {
    Ok(tx.query(v::table, |rows, conn| {
        rows.filter(v::id.among(ids.to_vec())).select(columns!(version)).load(conn)
    })?)
}

/// A version of a material.
///
/// # Errors
/// `Missing`, also for another material's.
pub fn get_version(
    tx: &mut NetworkTx<'_>,
    material: MaterialId,
    id: MaterialVersionId,
) -> Result<Version> {
    Ok(tx.query(v::table, |rows, conn| {
        rows.filter(v::id.eq(id))
            .filter(v::material_id.eq(material))
            .select(columns!(version))
            .first(conn)
    })?)
}

/// The file of a version.
///
/// # Errors
/// `Missing`.
pub fn get_file(tx: &mut NetworkTx<'_>, version: &Version) -> Result<Vec<u8>> {
    Ok(tx.query(v::table, |rows, conn| {
        rows.filter(v::id.eq(version.id)).select(v::bytes).first(conn)
    })?)
}

/// What is handed to a kind of visitor in a language at a moment, by the materials' names.
///
/// # Errors
/// Only what the database answers.
pub fn find_current(
    tx: &mut NetworkTx<'_>,
    audience: LeadKind,
    locale: Locale,
    at: Timestamp,
) -> Result<Vec<(Material, Version)>> {
    let approved = approved(tx)?;
    let seen: Vec<Seen> = approved.iter().map(Version::seen).collect();
    let now = current(&seen, at);
    let materials = find(tx)?.into_iter().filter(|one| one.audience == audience);
    Ok(materials
        .filter_map(|material| {
            let fits = |one: &&Seen| one.material == material.id && one.locale == locale;
            let id = now.iter().find(fits)?.id;
            let version = approved.iter().find(|one| one.id == id)?.clone();
            Some((material, version))
        })
        .collect())
}

fn approved(tx: &mut NetworkTx<'_>) -> Result<Vec<Version>> {
    Ok(tx.query(v::table, |rows, conn| {
        rows.filter(v::status.eq(VersionStatus::Approved)).select(columns!(version)).load(conn)
    })?)
}

/// A new material without a version.
///
/// # Errors
/// `Taken("material-exists")`.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    fields: &MaterialFields,
    at: Timestamp,
) -> Result<Material> {
    let id = MaterialId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::name.eq(&fields.name),
            t::kind.eq(fields.kind),
            t::audience.eq(fields.audience),
            t::maker_id.eq(me.membership),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    audit::insert(tx, Some(me), at, id, &Act { kind: "material.create", ..Act::default() })?;
    get(tx, id)
}

/// A new version as a draft; it gets the next number of its language.
///
/// # Errors
/// `Taken("material-overtaken")` when somebody uploaded one at the same moment.
pub fn insert_version(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    material: &Material,
    fields: &VersionFields,
    at: Timestamp,
) -> Result<Version> {
    let id = MaterialVersionId::new();
    let last: Option<i64> = tx.query(v::table, |rows, conn| {
        rows.filter(v::material_id.eq(material.id))
            .filter(v::locale.eq(fields.locale))
            .order(v::number.desc())
            .select(v::number)
            .first(conn)
            .optional()
    })?;
    let number = last.unwrap_or(0) + 1;
    tx.insert(v::table, |into, stamp, conn| {
        into.values((
            stamp,
            (v::id.eq(id), v::material_id.eq(material.id), v::locale.eq(fields.locale)),
            (v::number.eq(number), v::file_name.eq(&fields.file_name)),
            (v::sha256.eq(fields.sha256.as_slice()), v::bytes.eq(&fields.bytes)),
            v::byte_count.eq(i64::try_from(fields.bytes.len()).unwrap_or(i64::MAX)),
            (v::note.eq(&fields.note), v::valid_from.eq(fields.valid_from)),
            (v::valid_until.eq(fields.valid_until), v::status.eq(VersionStatus::Draft)),
            (v::maker_id.eq(me.membership), v::version.eq(1)),
            (v::created_at.eq(at), v::updated_at.eq(at)),
        ))
        .execute(conn)
    })?;
    let made = get_version(tx, material.id, id)?;
    let after = Some(VersionStatus::Draft.as_str());
    let named = named(&made, "");
    let act =
        Act { kind: "material.upload", after, reason: Some(named.as_str()), ..Act::default() };
    audit::insert(tx, Some(me), at, material.id, &act)?;
    Ok(made)
}

/// Carries out an act on a version; `None` is the clock. What an approval overtakes is superseded at
/// once.
///
/// # Errors
/// `Refused("material-state")`, `Refused("material-same-person")`, `Stale`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    before: &Version,
    act: VersionAct,
    note: &str,
    at: Timestamp,
) -> Result<Version> {
    let status = before.status.after(act)?;
    let approver_id = match (act, me) {
        (VersionAct::Approve, Some(me)) => {
            four_eyes(before.maker_id, me.membership)?;
            Some(me.membership)
        }
        _ => before.approver_id,
    };
    let next = Version { status, approver_id, version: before.version + 1, ..before.clone() };
    let rows = tx.update(v::table, |target, conn| {
        diesel::update(target.filter(v::id.eq(before.id)).filter(v::version.eq(before.version)))
            .set((
                v::status.eq(next.status),
                v::approver_id.eq(next.approver_id),
                v::version.eq(next.version),
                v::updated_at.eq(at),
            ))
            .execute(conn)
    })?;
    if rows != 1 {
        return Err(Error::Stale);
    }
    let kind = format!("material.{}", act.as_str());
    let (was, is) = (Some(before.status.as_str()), Some(status.as_str()));
    let reason = named(before, note);
    let event = Act { kind: &kind, before: was, after: is, reason: Some(&reason) };
    audit::insert(tx, me, at, before.material_id, &event)?;
    Ok(next)
}

/// The history tells of which version it speaks.
fn named(version: &Version, note: &str) -> String {
    let name = format!("{} v{}", version.locale.own_name(), version.number);
    if note.is_empty() { name } else { format!("{name}: {note}") }
}

/// Supersedes the approved versions in whose place a newer one has come; answers how many.
///
/// # Errors
/// `Stale` when another worker was faster.
pub fn supersede(tx: &mut NetworkTx<'_>, at: Timestamp) -> Result<usize> {
    let approved = approved(tx)?;
    let seen: Vec<Seen> = approved.iter().map(Version::seen).collect();
    let old = overtaken(&seen, at);
    for version in approved.iter().filter(|one| old.iter().any(|seen| seen.id == one.id)) {
        apply(tx, None, version, VersionAct::Supersede, "", at)?;
    }
    Ok(old.len())
}
