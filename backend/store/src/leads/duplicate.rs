//! Leads that are likely one party, and what moves when they are made one.

use diesel::prelude::*;
use domain::Result;
use domain::id::{LeadId, Subject};
use domain::leads::duplicate::{domain_key, phone_key};
use domain::leads::lead::Lead;
use schema::{inquiries, lead_notes, lead_tasks, leads as t, mails, material_grants};

use super::lead::{COLUMNS, Row};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Leads of one likeness that are looked at.
const MOST: i64 = 50;

/// Leads of the same kind that share the number, or the domain of a company's own address; whether
/// they are alike is the domain's to say.
///
/// # Errors
/// Only what the database answers.
pub fn near(tx: &mut NetworkTx<'_>, lead: &Lead) -> Result<Vec<Lead>> {
    let (domain, phone) = (domain_key(&lead.email), phone_key(&lead.details.phone));
    let mut found: Vec<Lead> = Vec::new();
    if !domain.is_empty() {
        let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
            rows.filter(t::mail_domain.eq(domain))
                .filter(t::mail_domain.ne(""))
                .filter(t::kind.eq(lead.kind))
                .filter(t::merged_into_id.is_null())
                .filter(t::id.ne(lead.id))
                .order(t::id.desc())
                .limit(MOST)
                .select(COLUMNS)
                .load(conn)
        })?;
        found.extend(rows.into_iter().map(Lead::from));
    }
    if !phone.is_empty() {
        let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
            rows.filter(t::phone_key.eq(phone))
                .filter(t::phone_key.ne(""))
                .filter(t::kind.eq(lead.kind))
                .filter(t::merged_into_id.is_null())
                .filter(t::id.ne(lead.id))
                .order(t::id.desc())
                .limit(MOST)
                .select(COLUMNS)
                .load(conn)
        })?;
        let new = |one: &Lead| !found.iter().any(|known| known.id == one.id);
        let more: Vec<Lead> = rows.into_iter().map(Lead::from).filter(new).collect();
        found.extend(more);
    }
    Ok(found)
}

/// Gives everything of one lead to another: what was asked, mailed, opened, noted, to be done. The log
/// of what happened stays where it was written.
///
/// # Errors
/// Only what the database answers.
pub fn give(tx: &mut NetworkTx<'_>, from: LeadId, to: LeadId) -> Result<()> {
    macro_rules! move_rows {
        ($($table:ident),*) => {$(
            tx.update($table::table, |target, conn| {
                diesel::update(target.filter($table::lead_id.eq(from)))
                    .set($table::lead_id.eq(to))
                    .execute(conn)
            })?;
        )*};
    }
    move_rows!(inquiries, material_grants, lead_notes, lead_tasks);
    tx.update(mails::table, |target, conn| {
        diesel::update(target.filter(mails::subject_id.eq(from.cast::<Subject>())))
            .set(mails::subject_id.eq(Some(to.cast::<Subject>())))
            .execute(conn)
    })?;
    Ok(())
}
