//! What scores of leads are reckoned from, and the scores as rows keep them.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use domain::Result;
use domain::catalogue::product::ProductStatus;
use domain::id::LeadId;
use domain::leads::duplicate::is_free_mail;
use domain::leads::inquiry::LeadKind;
use domain::leads::score::{Facts, Score};
use domain::time::Timestamp;
use schema::{inquiries, leads as t, material_grants, products};

use crate::rows::{Among, count, grouped, total};
use crate::scope::{InNetwork, NetworkTx, Reads};

#[derive(Queryable)]
struct Row {
    id: LeadId,
    kind: LeadKind,
    company: String,
    phone: String,
    category: String,
    email: String,
    answered_at: Option<Timestamp>,
    signed_at: Option<Timestamp>,
    created_at: Timestamp,
}

/// What the scores of some leads are reckoned from: five statements, however many they are.
///
/// # Errors
/// Only what the database answers.
pub fn facts(tx: &mut NetworkTx<'_>, ids: &[LeadId]) -> Result<Vec<(LeadId, Facts)>> {
    let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec()))
            .select((
                t::id,
                t::kind,
                t::company,
                t::phone,
                t::category,
                t::email,
                t::answered_at,
                t::signed_at,
                t::created_at,
            ))
            .load(conn)
    })?;
    let asked = inquiry_counts(tx, ids)?;
    let spoke = spoke(tx, ids)?;
    let opened = opened_counts(tx, ids)?;
    let sold = sold(tx, rows.iter().map(|row| row.category.clone()).collect())?;
    let facts = |row: Row| {
        let filled = [
            !row.company.is_empty(),
            !row.phone.is_empty(),
            !row.category.is_empty(),
            spoke.contains(&row.id),
        ];
        let facts = Facts {
            kind: row.kind,
            fits: sold.contains(&row.category),
            opened_count: opened.get(&row.id).copied().unwrap_or(0),
            inquiry_count: asked.get(&row.id).copied().unwrap_or(0),
            filled_count: filled.into_iter().map(i64::from).sum(),
            is_free_mail: is_free_mail(&row.email),
            has_answered: row.answered_at.is_some(),
            signed_at: row.signed_at.unwrap_or(row.created_at),
        };
        (row.id, facts)
    };
    Ok(rows.into_iter().map(facts).collect())
}

fn inquiry_counts(tx: &mut NetworkTx<'_>, ids: &[LeadId]) -> Result<HashMap<LeadId, i64>> {
    use inquiries as i;
    let rows: Vec<(LeadId, i64)> = tx.query(i::table, |rows, conn| {
        let of = rows.filter(i::lead_id.among(ids.to_vec()));
        grouped(1, of.select((i::lead_id, count(i::id)))).load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

/// The leads that said something beside what the form asks.
fn spoke(tx: &mut NetworkTx<'_>, ids: &[LeadId]) -> Result<HashSet<LeadId>> {
    use inquiries as i;
    let rows: Vec<LeadId> = tx.query(i::table, |rows, conn| {
        rows.filter(i::lead_id.among(ids.to_vec()))
            .filter(i::message.ne(""))
            .select(i::lead_id)
            .distinct()
            .load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

fn opened_counts(tx: &mut NetworkTx<'_>, ids: &[LeadId]) -> Result<HashMap<LeadId, i64>> {
    use material_grants as g;
    let rows: Vec<(LeadId, i64)> = tx.query(g::table, |rows, conn| {
        let of = rows.filter(g::lead_id.among(ids.to_vec()));
        grouped(1, of.select((g::lead_id, total(g::opened_count)))).load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

/// Those of some categories of which products are published.
fn sold(tx: &mut NetworkTx<'_>, categories: HashSet<String>) -> Result<HashSet<String>> {
    let rows: Vec<String> = tx.query(products::table, |rows, conn| {
        rows.filter(products::status.eq(ProductStatus::Published))
            .filter(products::category.among(categories))
            .select(products::category)
            .distinct()
            .load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

/// Notes a sign of life: an inquiry, an opening, an answer.
///
/// # Errors
/// Only what the database answers.
pub fn signed(tx: &mut NetworkTx<'_>, lead: LeadId, at: Timestamp) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(lead))).set(t::signed_at.eq(at)).execute(conn)
    })?;
    Ok(())
}

/// Keeps a score on its row. It is no change of the lead: its version stays.
///
/// # Errors
/// Only what the database answers.
pub fn apply(tx: &mut NetworkTx<'_>, lead: LeadId, score: &Score) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(lead)))
            .set((t::score.eq(score.total), t::score_due_at.eq(score.changes_at)))
            .execute(conn)
    })?;
    Ok(())
}

/// Leads whose score changes by itself by now, the oldest change first, at most so many.
///
/// # Errors
/// Only what the database answers.
pub fn due(tx: &mut NetworkTx<'_>, at: Timestamp, limit: i64) -> Result<Vec<LeadId>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::score_due_at.le(at))
            .order((t::score_due_at, t::id))
            .limit(limit)
            .select(t::id)
            .load(conn)
    })?)
}
