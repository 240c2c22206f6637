//! Notes on leads.

use diesel::prelude::*;
use domain::Result;
use domain::access::Member;
use domain::id::{LeadId, LeadNoteId, MembershipId};
use domain::time::Timestamp;
use schema::lead_notes as t;

use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A note on a lead.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Note {
    /// Its id.
    pub id: LeadNoteId,
    /// Who wrote it.
    pub author: MembershipId,
    /// What it says, in several lines.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
}

/// Keeps a note.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    lead: LeadId,
    body: &str,
    at: Timestamp,
) -> Result<Note> {
    let id = LeadNoteId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::lead_id.eq(lead),
            t::author_id.eq(me.membership),
            t::body.eq(body),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    let act = Act { kind: "lead.note", ..Act::default() };
    audit::insert(tx, Some(me), at, lead, &act)?;
    Ok(Note { id, author: me.membership, body: body.to_owned(), created_at: at })
}

/// The notes on a lead, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, lead: LeadId) -> Result<Vec<Note>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::lead_id.eq(lead))
            .order(t::id.desc())
            .select((t::id, t::author_id, t::body, t::created_at))
            .load(conn)
    })?)
}
