//! Who is given new leads: rules, turns, absences, and how soon a lead is to be answered.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{LeadAbsenceId, LeadRuleId, MembershipId, Subject};
use domain::leads::assignment::{Absence, REPLY_DAYS, Rule};
use domain::leads::inquiry::LeadKind;
use domain::time::Timestamp;
use domain::{Error, Locale, Result};
use schema::{lead_absences, lead_rules, lead_terms, lead_turns};

use crate::conn::OnBoth;
use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A rule with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    /// Its id.
    pub id: LeadRuleId,
    /// Its place: the first that fits decides.
    pub position: i64,
    /// What it says.
    pub rule: Rule,
}

/// How soon a lead is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// In so many workdays.
    pub reply_days: i64,
    /// Counts the changes; none before the first.
    pub version: i64,
}

type RuleRow = (LeadRuleId, i64, Option<LeadKind>, String, Option<Locale>, MembershipId);

/// How soon a lead is to be answered.
///
/// # Errors
/// Only what the database answers.
pub fn terms(tx: &mut NetworkTx<'_>) -> Result<Terms> {
    use lead_terms as t;
    let kept: Option<(i64, i64)> = tx.query(t::table, |rows, conn| {
        rows.select((t::reply_days, t::version)).first(conn).optional()
    })?;
    let (reply_days, version) = kept.unwrap_or((REPLY_DAYS, 0));
    Ok(Terms { reply_days, version })
}

/// Changes how soon a lead is to be answered.
///
/// # Errors
/// `Stale` when somebody was faster.
pub fn apply_terms(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    seen: Terms,
    reply_days: i64,
    at: Timestamp,
) -> Result<()> {
    use lead_terms as t;
    let version = seen.version + 1;
    let changed = if seen.version == 0 {
        tx.insert(t::table, |into, stamp, conn| {
            let row = (stamp, t::reply_days.eq(reply_days), t::version.eq(version));
            OnBoth(into.values(row).on_conflict_do_nothing()).execute(conn)
        })?
    } else {
        tx.update(t::table, |target, conn| {
            diesel::update(target.filter(t::version.eq(seen.version)))
                .set((t::reply_days.eq(reply_days), t::version.eq(version)))
                .execute(conn)
        })?
    };
    if changed == 0 {
        return Err(Error::Stale);
    }
    let (before, after) = (seen.reply_days.to_string(), reply_days.to_string());
    note(tx, me, "lead_terms.change", Some(&before), Some(&after), at)
}

/// The rules, in their order.
///
/// # Errors
/// Only what the database answers.
pub fn rules(tx: &mut NetworkTx<'_>) -> Result<Vec<RuleLine>> {
    use lead_rules as t;
    let rows: Vec<RuleRow> = tx.query(t::table, |rows, conn| {
        rows.order((t::position, t::id))
            .select((t::id, t::position, t::kind, t::category, t::locale, t::owner_id))
            .load(conn)
    })?;
    let line = |(id, position, kind, category, locale, owner): RuleRow| RuleLine {
        id,
        position,
        rule: Rule { kind, category, locale, owner },
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Adds a rule after the others.
///
/// # Errors
/// Only what the database answers.
pub fn insert_rule(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    rule: &Rule,
    position: i64,
    at: Timestamp,
) -> Result<LeadRuleId> {
    use lead_rules as t;
    let id = LeadRuleId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::position.eq(position),
            t::kind.eq(rule.kind),
            t::category.eq(&rule.category),
            t::locale.eq(rule.locale),
            t::owner_id.eq(rule.owner),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    note(tx, me, "lead_rule.create", None, Some(&told(rule)), at)?;
    Ok(id)
}

/// Puts a rule at another place.
///
/// # Errors
/// Only what the database answers.
pub fn move_rule(tx: &mut NetworkTx<'_>, id: LeadRuleId, position: i64) -> Result<()> {
    use lead_rules as t;
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id))).set(t::position.eq(position)).execute(conn)
    })?;
    Ok(())
}

/// Takes a rule away; leads that it gave stay where they are.
///
/// # Errors
/// Only what the database answers.
pub fn delete_rule(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    line: &RuleLine,
    at: Timestamp,
) -> Result<()> {
    use lead_rules as t;
    tx.update(t::table, |target, conn| {
        diesel::delete(target.filter(t::id.eq(line.id))).execute(conn)
    })?;
    note(tx, me, "lead_rule.delete", Some(&told(&line.rule)), None, at)
}

/// The weights and what is due to each, of those for whom something was said.
///
/// # Errors
/// Only what the database answers.
pub fn turns(tx: &mut NetworkTx<'_>) -> Result<Vec<(MembershipId, i64, i64)>> {
    use lead_turns as t;
    Ok(tx.query(t::table, |rows, conn| {
        rows.select((t::membership_id, t::weight, t::credit)).load(conn)
    })?)
}

/// Changes a member's weight; turns begin anew for the member.
///
/// # Errors
/// Only what the database answers.
pub fn apply_weight(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    member: MembershipId,
    weight: i64,
    at: Timestamp,
) -> Result<()> {
    use lead_turns as t;
    keep_turn(tx, member, weight)?;
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::membership_id.eq(member)))
            .set((t::weight.eq(weight), t::credit.eq(0)))
            .execute(conn)
    })?;
    let after = format!("{member} {weight}");
    note(tx, me, "lead_turn.weigh", None, Some(&after), at)
}

/// Changes what is due to members, by so much each.
///
/// # Errors
/// Only what the database answers.
pub fn apply_credits(tx: &mut NetworkTx<'_>, changes: &[(MembershipId, i64, i64)]) -> Result<()> {
    use lead_turns as t;
    // As many as there are account managers.
    for (member, weight, change) in changes.iter().filter(|(_, _, change)| *change != 0) {
        keep_turn(tx, *member, *weight)?;
        tx.update(t::table, |target, conn| {
            diesel::update(target.filter(t::membership_id.eq(*member)))
                .set(t::credit.eq(t::credit + *change))
                .execute(conn)
        })?;
    }
    Ok(())
}

/// A row for a member of whom nothing was said yet.
fn keep_turn(tx: &mut NetworkTx<'_>, member: MembershipId, weight: i64) -> Result<()> {
    use lead_turns as t;
    tx.insert(t::table, |into, stamp, conn| {
        let row = (stamp, t::membership_id.eq(member), t::weight.eq(weight), t::credit.eq(0));
        OnBoth(into.values(row).on_conflict_do_nothing()).execute(conn)
    })?;
    Ok(())
}

/// Absences that are not over on a day, the next one first.
///
/// # Errors
/// Only what the database answers.
pub fn absences(
    tx: &mut NetworkTx<'_>,
    today: chrono::NaiveDate,
) -> Result<Vec<(LeadAbsenceId, Absence)>> {
    use lead_absences as t;
    let rows: Vec<(LeadAbsenceId, MembershipId, String, String)> =
        tx.query(t::table, |rows, conn| {
            rows.filter(t::until_on.ge(today.to_string()))
                .order((t::from_on, t::id))
                .select((t::id, t::membership_id, t::from_on, t::until_on))
                .load(conn)
        })?;
    let day = |text: String| text.parse().map_err(|_| Error::Broken(format!("no day: {text}")));
    rows.into_iter()
        .map(|(id, member, from, until)| {
            Ok((id, Absence { member, from: day(from)?, until: day(until)? }))
        })
        .collect()
}

/// Keeps an absence.
///
/// # Errors
/// Only what the database answers.
pub fn insert_absence(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    absence: &Absence,
    at: Timestamp,
) -> Result<LeadAbsenceId> {
    use lead_absences as t;
    let id = LeadAbsenceId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::membership_id.eq(absence.member),
            t::from_on.eq(absence.from.to_string()),
            t::until_on.eq(absence.until.to_string()),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    let after = format!("{} {} {}", absence.member, absence.from, absence.until);
    note(tx, me, "lead_absence.create", None, Some(&after), at)?;
    Ok(id)
}

/// Takes an absence away.
///
/// # Errors
/// `Missing`.
pub fn delete_absence(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: LeadAbsenceId,
    at: Timestamp,
) -> Result<()> {
    use lead_absences as t;
    let gone = tx.update(t::table, |target, conn| {
        diesel::delete(target.filter(t::id.eq(id))).execute(conn)
    })?;
    if gone == 0 {
        return Err(Error::Missing);
    }
    note(tx, me, "lead_absence.delete", Some(&id.to_string()), None, at)
}

fn told(rule: &Rule) -> String {
    let kind = rule.kind.map_or("*", LeadKind::as_str);
    let category = if rule.category.is_empty() { "*" } else { &rule.category };
    let locale = rule.locale.map_or("*", Locale::tag);
    format!("{kind} {category} {locale} {}", rule.owner)
}

/// What is decided here is the network's own.
fn note(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    kind: &str,
    before: Option<&str>,
    after: Option<&str>,
    at: Timestamp,
) -> Result<()> {
    let act = Act { kind, before, after, reason: None };
    let network = tx.network().cast::<Subject>();
    audit::insert(tx, Some(me), at, network, &act)
}
