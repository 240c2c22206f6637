//! Agreements on parts of a KOL's commissions: made, ended, never edited.

use diesel::prelude::*;
use domain::access::{Member, OrganizationKind};
use domain::commissions::partner::{PartnerFields, overlap};
use domain::commissions::split::{Bearer, Partner, PartnerKind};
use domain::id::{CommissionPartnerId, MembershipId, OrganizationId};
use domain::time::Timestamp;
use domain::{Error, Rate, Result};
use schema::commission_partners as t;

use crate::commissions::rule;
use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// An agreement.
#[derive(Debug, Clone, Queryable)]
pub struct Agreement {
    /// Its id.
    pub id: CommissionPartnerId,
    /// Why the partner has a part.
    pub kind: PartnerKind,
    /// Of whose commissions.
    pub kol_id: OrganizationId,
    /// Who is paid.
    pub payee_id: OrganizationId,
    /// What kind of party that is.
    pub payee_kind: OrganizationKind,
    /// How much of the base.
    pub rate: Rate,
    /// Out of whose part.
    pub bearer: Bearer,
    /// What both sides read beside it.
    pub note: String,
    /// From when on.
    pub valid_from: Timestamp,
    /// Until when, which is no more in it; open when none.
    pub valid_to: Option<Timestamp>,
    /// Who agreed it for the network.
    pub maker_id: MembershipId,
    /// When.
    pub created_at: Timestamp,
}

impl Agreement {
    /// What it means for a commission.
    pub fn partner(&self) -> Partner {
        Partner {
            kind: self.kind,
            payee: self.payee_id,
            payee_kind: self.payee_kind,
            rate: self.rate,
            bearer: self.bearer,
        }
    }

    /// Whether it holds at a moment.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.valid_from <= at && self.valid_to.is_none_or(|to| at < to)
    }

    /// Whether it is over at a moment.
    pub fn is_over(&self, at: Timestamp) -> bool {
        self.valid_to.is_some_and(|to| to <= at)
    }
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::kind,
            t::kol_id,
            t::payee_id,
            t::payee_kind,
            t::rate_ppm,
            t::bearer,
            t::note,
            t::valid_from,
            t::valid_to,
            t::maker_id,
            t::created_at,
        )
    };
}

/// What to look for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Search {
    /// Those on a KOL's commissions.
    pub kol: Option<OrganizationId>,
    /// After the last one of the page before.
    pub after: Option<CommissionPartnerId>,
}

/// Agreements, newest first; an organization sees those that it is a side of.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut impl Reads<t::table>, search: &Search, limit: i64) -> Result<Vec<Agreement>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if let Some(kol) = search.kol {
            rows = rows.filter(t::kol_id.eq(kol));
        }
        if let Some(after) = search.after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(columns!()).load(conn)
    })?)
}

/// Every agreement, the oldest first: what orders are matched against.
pub(crate) fn all(tx: &mut NetworkTx<'_>) -> Result<Vec<Agreement>> {
    Ok(tx.query(t::table, |rows, conn| rows.order(t::id).select(columns!()).load(conn))?)
}

/// An agreement that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: CommissionPartnerId) -> Result<Agreement> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// Agrees a part. A KOL has one partner of a kind at a time: the turn of the book's revision comes
/// first, so that of two at once the later one sees the earlier.
///
/// # Errors
/// `Taken("partner-exists")` when another one of the kind holds in a part of the span.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    fields: &PartnerFields,
    payee_kind: OrganizationKind,
    at: Timestamp,
) -> Result<Agreement> {
    rule::turn(tx)?;
    let span = (fields.valid_from, fields.valid_to);
    let others: Vec<(Timestamp, Option<Timestamp>)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::kol_id.eq(fields.kol))
            .filter(t::kind.eq(fields.kind))
            .select((t::valid_from, t::valid_to))
            .load(conn)
    })?;
    if others.into_iter().any(|other| overlap(span, other)) {
        return Err(Error::Taken("partner-exists"));
    }
    let id = CommissionPartnerId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            (t::id.eq(id), t::kind.eq(fields.kind), t::kol_id.eq(fields.kol)),
            (t::payee_id.eq(fields.payee), t::payee_kind.eq(payee_kind)),
            (t::rate_ppm.eq(fields.rate), t::bearer.eq(fields.bearer), t::note.eq(&fields.note)),
            (t::valid_from.eq(fields.valid_from), t::valid_to.eq(fields.valid_to)),
            (t::maker_id.eq(me.membership), t::created_at.eq(at)),
        ))
        .execute(conn)
    })?;
    let terms = format!("{} {} {}", fields.kind, fields.rate, fields.bearer);
    let act = Act { kind: "partner.agree", after: Some(&terms), ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    get(tx, id)
}

/// Ends an agreement; what was frozen by it stays.
///
/// # Errors
/// `Stale` when its end is no longer the one that was read.
pub fn apply_end(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    agreed: &Agreement,
    end: Timestamp,
    at: Timestamp,
) -> Result<Agreement> {
    rule::turn(tx)?;
    let count = tx.update(t::table, |target, conn| {
        let one = target.filter(t::id.eq(agreed.id));
        let set = t::valid_to.eq(end);
        match agreed.valid_to {
            Some(before) => {
                diesel::update(one.filter(t::valid_to.eq(before))).set(set).execute(conn)
            }
            None => diesel::update(one.filter(t::valid_to.is_null())).set(set).execute(conn),
        }
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let (before, after) = (agreed.valid_to.map(|to| to.to_string()), end.to_string());
    let (before, after) = (before.as_deref(), Some(after.as_str()));
    let act = Act { kind: "partner.end", before, after, ..Act::default() };
    audit::insert(tx, Some(me), at, agreed.id, &act)?;
    get(tx, agreed.id)
}
