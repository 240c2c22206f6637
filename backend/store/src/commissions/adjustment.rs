//! Corrections of KOLs' money by hand: asked for by one person, decided by another one.

use diesel::prelude::*;
use domain::access::{Member, OrganizationKind};
use domain::commissions::adjustment::{
    AdjustmentAct, AdjustmentFields, AdjustmentReason, AdjustmentStatus, four_eyes, transfer,
};
use domain::id::{AdjustmentId, EntryId, MembershipId, OrderId, OrganizationId};
use domain::ledger::entry::{Entry, EntryKind};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::adjustments as t;

use crate::conn::CountByStatus;
use crate::ledger;
use crate::platform::audit::{self, Act};
use crate::rows::{Among, grouped, total};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A correction of a KOL's money.
#[derive(Debug, Clone, Queryable)]
pub struct Adjustment {
    /// Its id.
    pub id: AdjustmentId,
    /// Whose money.
    pub kol_id: OrganizationId,
    /// Who bears it; none for the network itself.
    pub brand_id: Option<OrganizationId>,
    /// The order that it is about.
    pub order_id: Option<OrderId>,
    /// Why.
    pub reason: AdjustmentReason,
    /// What the KOL reads.
    pub text: String,
    pub(super) amount_minor: i64,
    pub(super) currency: Currency,
    /// Where it stands.
    pub status: AdjustmentStatus,
    /// What was said with the decision.
    pub note: Option<String>,
    /// Who asked for it.
    pub maker_id: MembershipId,
    /// Who decided.
    pub approver_id: Option<MembershipId>,
    /// The entry that posted it.
    pub entry_id: Option<EntryId>,
    /// Counts its changes.
    pub version: i64,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

impl Adjustment {
    /// How much; below nothing takes money from the KOL.
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }
}

/// What to look for, newest first. Set `limit`.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// In one of these states; all when empty.
    pub statuses: Vec<AdjustmentStatus>,
    /// Of this KOL.
    pub kol: Option<OrganizationId>,
    /// Borne by this brand.
    pub brand: Option<OrganizationId>,
    /// Decided from one moment (inclusive) to another (exclusive).
    pub span: Option<(Timestamp, Timestamp)>,
    /// After the last one of the page before.
    pub after: Option<AdjustmentId>,
    /// How many at most.
    pub limit: i64,
}

/// What corrections came to for a KOL and who bears them, in one currency.
pub type Sum = (OrganizationId, Option<OrganizationId>, Currency, i64);

macro_rules! columns {
    () => {
        (
            t::id,
            t::kol_id,
            t::brand_id,
            t::order_id,
            t::reason,
            t::text,
            t::amount_minor,
            t::currency,
            t::status,
            t::note,
            t::maker_id,
            t::approver_id,
            t::entry_id,
            t::version,
            t::requested_at,
            t::decided_at,
        )
    };
}

/// A correction that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: AdjustmentId) -> Result<Adjustment> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The corrections of these ids that the scope sees, in no order.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, ids: &[AdjustmentId]) -> Result<Vec<Adjustment>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec())).select(columns!()).load(conn)
    })?)
}

/// One page of what is looked for, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut impl Reads<t::table>, search: &Search) -> Result<Vec<Adjustment>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if !search.statuses.is_empty() {
            rows = rows.filter(t::status.among(search.statuses.clone()));
        }
        if let Some(kol) = search.kol {
            rows = rows.filter(t::kol_id.eq(kol));
        }
        if let Some(brand) = search.brand {
            rows = rows.filter(t::brand_id.eq(brand));
        }
        if let Some((from, to)) = search.span {
            rows = rows.filter(t::decided_at.ge(from)).filter(t::decided_at.lt(to));
        }
        if let Some(after) = search.after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(search.limit).select(columns!()).load(conn)
    })?)
}

/// How many corrections stand where; states without any are absent.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut impl Reads<t::table>) -> Result<Vec<(AdjustmentStatus, i64)>> {
    Ok(tx.query(t::table, |rows, conn| CountByStatus(rows.select(t::status)).load(conn))?)
}

/// What approved corrections came to, by KOL and bearer; of all time without a span.
///
/// # Errors
/// Only what the database answers.
pub fn sums(
    tx: &mut impl Reads<t::table>,
    span: Option<(Timestamp, Timestamp)>,
) -> Result<Vec<Sum>> {
    Ok(tx.query(t::table, |rows, conn| {
        let mut rows = rows.filter(t::status.eq(AdjustmentStatus::Approved));
        if let Some((from, to)) = span {
            rows = rows.filter(t::decided_at.ge(from)).filter(t::decided_at.lt(to));
        }
        let sums = rows.select((t::kol_id, t::brand_id, t::currency, total(t::amount_minor)));
        grouped(3, sums).load(conn)
    })?)
}

/// A member asks for a correction.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    fields: &AdjustmentFields,
    at: Timestamp,
) -> Result<Adjustment> {
    let id = AdjustmentId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            (t::id.eq(id), t::kol_id.eq(fields.kol), t::brand_id.eq(fields.brand)),
            (t::order_id.eq(fields.order), t::reason.eq(fields.reason), t::text.eq(&fields.text)),
            (t::amount_minor.eq(fields.amount.minor()), t::currency.eq(fields.amount.currency())),
            (t::status.eq(AdjustmentStatus::Requested), t::maker_id.eq(me.membership)),
            (t::version.eq(1), t::requested_at.eq(at)),
        ))
        .execute(conn)
    })?;
    let after = Some(AdjustmentStatus::Requested.as_str());
    let act = Act { kind: "adjustment.request", after, ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    get(tx, id)
}

/// A member decides, or the maker takes the request back. An approval is posted.
///
/// # Errors
/// `Refused("adjustment-state")`, `Refused("adjustment-same-person")`; `Forbidden` when anybody but
/// the maker takes it back; `Stale`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    before: &Adjustment,
    act: AdjustmentAct,
    note: Option<&str>,
    at: Timestamp,
) -> Result<Adjustment> {
    let status = before.status.after(act)?;
    match act {
        AdjustmentAct::Approve | AdjustmentAct::Decline => {
            four_eyes(before.maker_id, me.membership)?;
        }
        AdjustmentAct::Cancel if before.maker_id != me.membership => return Err(Error::Forbidden),
        AdjustmentAct::Cancel => {}
    }
    let approver_id = (act != AdjustmentAct::Cancel).then_some(me.membership);
    let entry_id = match act {
        AdjustmentAct::Approve => Some(post(tx, me, before, at)?),
        AdjustmentAct::Decline | AdjustmentAct::Cancel => None,
    };
    let next = Adjustment {
        status,
        note: note.map(str::to_owned),
        approver_id,
        entry_id,
        version: before.version + 1,
        decided_at: Some(at),
        ..before.clone()
    };
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(before.id)).filter(t::version.eq(before.version)))
            .set((
                t::status.eq(next.status),
                t::note.eq(&next.note),
                t::approver_id.eq(next.approver_id),
                t::entry_id.eq(next.entry_id),
                t::version.eq(next.version),
                t::decided_at.eq(next.decided_at),
            ))
            .execute(conn)
    })?;
    if rows != 1 {
        return Err(Error::Stale);
    }
    let kind = format!("adjustment.{}", act.as_str());
    let (was, is) = (Some(before.status.as_str()), Some(status.as_str()));
    let row = Act { kind: &kind, before: was, after: is, reason: note };
    audit::insert(tx, Some(me), at, before.id, &row)?;
    Ok(next)
}

fn post(tx: &mut NetworkTx<'_>, me: &Member, row: &Adjustment, at: Timestamp) -> Result<EntryId> {
    // A network that is older than these accounts gets them now.
    let currencies = [row.currency];
    ledger::account::open_for(tx, OrganizationKind::Operator, me.organization, &currencies)?;
    ledger::account::open_for(tx, OrganizationKind::Kol, row.kol_id, &currencies)?;
    let moves = transfer(row.kol_id, row.brand_id, row.amount()).into_iter().collect();
    let key = format!("adjustment:{}", row.id);
    let entry = Entry::new(key, EntryKind::Adjusted, row.id, at, moves)?;
    Ok(ledger::entry::insert(tx, &entry, at)?.id)
}
