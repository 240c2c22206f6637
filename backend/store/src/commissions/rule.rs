//! Rules of commission: versions that are added and ended, never edited.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use diesel::prelude::*;
use domain::access::Member;
use domain::commissions::draft::RuleDraft;
use domain::commissions::rule::Rule;
use domain::id::{CommissionRuleId, MembershipId, NetworkId, OrganizationId};
use domain::tenancy::group::Groups;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::{commission_rule_books as b, commission_rules as t};

use crate::commissions::payees::Payees;
use crate::conn::OnBoth;
use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};
use crate::tenancy::{group, organization};

/// A version with who made it, as pages show it.
#[derive(Debug, Clone)]
pub struct Version {
    /// The rule.
    pub rule: Rule,
    /// Who made this version.
    pub by: MembershipId,
    /// When.
    pub created_at: Timestamp,
}

type Columns = (
    CommissionRuleId,
    CommissionRuleId,
    i64,
    String,
    String,
    String,
    MembershipId,
    Timestamp,
    Option<Timestamp>,
    Timestamp,
    Timestamp,
);

macro_rules! columns {
    () => {
        (
            t::id,
            t::family_id,
            t::version,
            t::name,
            t::conditions,
            t::terms,
            t::membership_id,
            t::valid_from,
            t::valid_to,
            t::since,
            t::created_at,
        )
    };
}

fn read(row: Columns) -> Result<Version> {
    let (id, family, version, name, conditions, terms, by, valid_from, valid_to, since, created_at) =
        row;
    let broken = |error: serde_json::Error| Error::Broken(format!("rule {id}: {error}"));
    let conditions = serde_json::from_str(&conditions).map_err(broken)?;
    let terms = serde_json::from_str(&terms).map_err(broken)?;
    let rule = Rule { id, family, version, name, conditions, terms, valid_from, valid_to, since };
    Ok(Version { rule, by, created_at })
}

/// What orders are matched against: every version of every rule, and what their conditions and an
/// order's commission look up of its KOL.
#[derive(Debug, Clone, Default)]
pub struct RuleBook {
    /// Every version of every rule.
    pub rules: Arc<Vec<Rule>>,
    /// Who was in which group at what time.
    pub groups: Arc<Groups>,
    /// When whose part ended or is to end.
    pub ends: Arc<HashMap<OrganizationId, Timestamp>>,
    /// Who is paid beside the KOL, and how payees are taxed.
    pub payees: Arc<Payees>,
}

/// The books of networks as they were last read, each under the revision that it was read at.
type Books = HashMap<NetworkId, (CommissionRuleId, RuleBook)>;
static BOOKS: LazyLock<Mutex<Books>> = LazyLock::new(Mutex::default);

/// What an order is matched against. It is read again only after a part of it changed; what changed
/// elsewhere is seen by the revision.
///
/// # Errors
/// `Broken` when a rule cannot be read.
pub fn book(tx: &mut NetworkTx<'_>) -> Result<RuleBook> {
    let Some(current) = revision(tx)? else { return Ok(RuleBook::default()) };
    let network = tx.network();
    let held = BOOKS.lock().ok().and_then(|books| books.get(&network).cloned());
    if let Some((_, book)) = held.filter(|(revision, _)| *revision == current) {
        return Ok(book);
    }
    let book = RuleBook {
        rules: Arc::new(find(tx)?.into_iter().map(|version| version.rule).collect()),
        groups: Arc::new(Groups::new(group::stays(tx)?)),
        ends: Arc::new(organization::ends(tx)?),
        payees: Arc::new(Payees::read(tx)?),
    };
    if let Ok(mut books) = BOOKS.lock() {
        books.insert(network, (current, book.clone()));
    }
    Ok(book)
}

fn revision(tx: &mut NetworkTx<'_>) -> Result<Option<CommissionRuleId>> {
    Ok(tx.query(b::table, |rows, conn| rows.select(b::revision).first(conn).optional())?)
}

/// Every version, the newest rules and versions first.
///
/// # Errors
/// `Broken` when one cannot be read.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Version>> {
    let rows: Vec<Columns> = tx.query(t::table, |rows, conn| {
        rows.order((t::since.desc(), t::family_id, t::version.desc())).select(columns!()).load(conn)
    })?;
    rows.into_iter().map(read).collect()
}

/// One version.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: CommissionRuleId) -> Result<Version> {
    let row: Columns =
        tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?;
    read(row)
}

/// All versions of the rule that one of them belongs to, the newest first.
///
/// # Errors
/// `Missing`.
pub fn family(tx: &mut NetworkTx<'_>, id: CommissionRuleId) -> Result<Vec<Version>> {
    let family = get(tx, id)?.rule.family;
    let rows: Vec<Columns> = tx.query(t::table, |rows, conn| {
        rows.filter(t::family_id.eq(family)).order(t::version.desc()).select(columns!()).load(conn)
    })?;
    rows.into_iter().map(read).collect()
}

/// Writes a new rule, or the next version of one: the version before ends when this one begins.
///
/// # Errors
/// `Stale` when `after` is not the newest version any more.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    new: &RuleDraft,
    after: Option<&Rule>,
    at: Timestamp,
) -> Result<CommissionRuleId> {
    let id = CommissionRuleId::new();
    if let Some(before) = after {
        close(tx, before, new.valid_from.max(before.valid_from))?;
    }
    let broken = |error: serde_json::Error| Error::Broken(error.to_string());
    let conditions = serde_json::to_string(&new.conditions).map_err(broken)?;
    let terms = serde_json::to_string(&new.terms).map_err(broken)?;
    let before =
        after.map(|rule| serde_json::to_string(&rule.terms).map_err(broken)).transpose()?;
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::family_id.eq(after.map_or(id, |rule| rule.family)),
            t::version.eq(after.map_or(1, |rule| rule.version + 1)),
            t::name.eq(&new.name),
            t::conditions.eq(&conditions),
            t::terms.eq(&terms),
            t::membership_id.eq(me.membership),
            t::valid_from.eq(new.valid_from),
            t::valid_to.eq(new.valid_to),
            t::since.eq(after.map_or(at, |rule| rule.since)),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    turn(tx)?;
    let act =
        Act { kind: "rule.version", before: before.as_deref(), after: Some(&terms), reason: None };
    audit::insert(tx, Some(me), at, id, &act)?;
    Ok(id)
}

/// Ends a rule at a moment; what was frozen by it stays.
///
/// # Errors
/// `Stale` when it has ended already or has a newer version.
pub fn apply_end(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    rule: &Rule,
    end: Timestamp,
    at: Timestamp,
) -> Result<()> {
    close(tx, rule, end.max(rule.valid_from))?;
    turn(tx)?;
    let act = Act { kind: "rule.end", ..Act::default() };
    audit::insert(tx, Some(me), at, rule.id, &act)
}

fn close(tx: &mut NetworkTx<'_>, rule: &Rule, end: Timestamp) -> Result<()> {
    let count = tx.update(t::table, |target, conn| {
        let open = target.filter(t::id.eq(rule.id));
        let set = t::valid_to.eq(end);
        match rule.valid_to {
            Some(before) => {
                diesel::update(open.filter(t::valid_to.eq(before))).set(set).execute(conn)
            }
            None => diesel::update(open.filter(t::valid_to.is_null())).set(set).execute(conn),
        }
    })?;
    if count == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Gives the book a new revision, after anything that it holds was changed.
///
/// # Errors
/// Only what the database answers.
pub(crate) fn turn(tx: &mut impl InNetwork) -> Result<()> {
    let revision = CommissionRuleId::new();
    if set_revision(tx, revision)? {
        return Ok(());
    }
    // Of two that make the first row at once one waits for the other, then changes its row.
    let written = tx.insert(b::table, |into, stamp, conn| {
        OnBoth(into.values((stamp, b::revision.eq(revision))).on_conflict_do_nothing())
            .execute(conn)
    })?;
    if written == 1 || set_revision(tx, revision)? { Ok(()) } else { Err(Error::Stale) }
}

fn set_revision(tx: &mut impl InNetwork, revision: CommissionRuleId) -> Result<bool> {
    let count = tx.update(b::table, |target, conn| {
        diesel::update(target).set(b::revision.eq(revision)).execute(conn)
    })?;
    Ok(count == 1)
}
