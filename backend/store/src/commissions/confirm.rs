//! Confirms commissions that can no longer be taken back: what was expected is owed from then on.

use std::collections::{BTreeMap, HashMap};

use diesel::dsl;
use diesel::prelude::*;
use domain::commissions::commission::CommissionStatus;
use domain::id::{CommissionId, EntryId, NetworkId, OrderId, OrganizationId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{commissions as t, order_lines as l};

use crate::commissions::part::{self, Part};
use crate::ledger;
use crate::rows::{Among, IDS_AT_ONCE, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

type Due = (CommissionId, OrganizationId, OrganizationId, Currency, i64, i64, i64);

/// By which entry a commission was confirmed.
#[derive(Insertable)]
#[diesel(table_name = schema::commission_confirmations)]
// The names are those of the columns.
#[allow(clippy::struct_field_names)]
struct Confirmed {
    network_id: NetworkId,
    commission_id: CommissionId,
    entry_id: EntryId,
}

/// What is confirmed at once for one brand, KOL and currency.
struct Group {
    first: CommissionId,
    all: Vec<CommissionId>,
    kol: Money,
    network: Money,
    /// What each partner has of it: where it was expected, where it is owed.
    parts: BTreeMap<(AccountCode, AccountCode), Money>,
}

/// Orders whose commissions wait for a delivery that nobody reports although they were placed
/// before a moment; the oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find_undelivered(
    tx: &mut NetworkTx<'_>,
    placed_before: Timestamp,
    limit: i64,
) -> Result<Vec<OrderId>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(CommissionStatus::Estimated))
            .filter(t::payable_at.is_null())
            .filter(t::reverses_id.is_null())
            .filter(t::earned_at.lt(placed_before))
            .select(t::order_id)
            .distinct()
            .order(t::order_id)
            .limit(limit)
            .load(conn)
    })?)
}

/// Confirms up to `limit` commissions that are due, and answers how many: none is left when that is
/// less than the limit. One entry for each brand, KOL and currency.
///
/// # Errors
/// `Stale` when another worker confirmed some of them in between.
pub fn confirm_due(tx: &mut NetworkTx<'_>, at: Timestamp, limit: i64) -> Result<usize> {
    let due: Vec<Due> = tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(CommissionStatus::Estimated))
            .filter(t::payable_at.le(at))
            // An open return, claim or dispute of its line holds a commission.
            .filter(dsl::not(dsl::exists(
                l::table
                    .filter(l::network_id.eq(t::network_id))
                    .filter(l::id.eq(t::order_line_id))
                    .filter(l::held.eq(true)),
            )))
            .order((t::payable_at, t::id))
            .limit(limit)
            .select((
                t::id,
                t::brand_id,
                t::kol_id,
                t::currency,
                t::kol_minor,
                t::network_minor,
                t::partner_minor,
            ))
            .load(conn)
    })?;
    let ids: Vec<CommissionId> = due.iter().map(|row| row.0).collect();
    for some in ids.chunks(IDS_AT_ONCE) {
        let count = tx.update(t::table, |target, conn| {
            let mine = target
                .filter(t::id.among(some.to_vec()))
                .filter(t::status.eq(CommissionStatus::Estimated));
            diesel::update(mine).set(t::status.eq(CommissionStatus::Confirmed)).execute(conn)
        })?;
        if count != some.len() {
            return Err(Error::Stale);
        }
    }
    let groups = grouped(tx, due)?;
    let network_id = tx.network();
    let mut entries: Vec<(EntryId, Entry)> = Vec::with_capacity(groups.len());
    let mut confirmed = Vec::with_capacity(ids.len());
    for ((brand, kol, _), group) in groups {
        if let Some(entry) = entry(brand, kol, &group, at)? {
            let entry_id = EntryId::new();
            let of_entry = |commission_id| Confirmed { network_id, commission_id, entry_id };
            confirmed.extend(group.all.into_iter().map(of_entry));
            entries.push((entry_id, entry));
        }
    }
    let posted: Vec<(EntryId, &Entry)> = entries.iter().map(|(id, entry)| (*id, entry)).collect();
    ledger::entry::insert_many(tx, &posted, at)?;
    insert_rows!(tx, commission_confirmations, confirmed)?;
    Ok(ids.len())
}

type Groups = BTreeMap<(OrganizationId, OrganizationId, Currency), Group>;

/// What is due, by brand, KOL and currency.
fn grouped(tx: &mut NetworkTx<'_>, due: Vec<Due>) -> Result<Groups> {
    let shared: Vec<CommissionId> = due.iter().filter(|row| row.6 != 0).map(|row| row.0).collect();
    let mut parts: HashMap<CommissionId, Vec<Part>> = HashMap::new();
    for part in part::find(tx, &shared)? {
        parts.entry(part.commission_id).or_default().push(part);
    }
    let mut groups = Groups::new();
    for (id, brand, kol, currency, kol_minor, network_minor, _) in due {
        let group = groups.entry((brand, kol, currency)).or_insert_with(|| Group {
            first: id,
            all: Vec::new(),
            kol: Money::zero(currency),
            network: Money::zero(currency),
            parts: BTreeMap::new(),
        });
        group.all.push(id);
        group.kol = group.kol.plus(Money::new(kol_minor, currency))?;
        group.network = group.network.plus(Money::new(network_minor, currency))?;
        for part in parts.remove(&id).unwrap_or_default() {
            let expected = part.account(CommissionStatus::Estimated)?;
            let owed = part.account(CommissionStatus::Confirmed)?;
            let sum = group.parts.entry((expected, owed)).or_insert(Money::zero(currency));
            *sum = sum.plus(part.amount())?;
        }
    }
    Ok(groups)
}

/// The entry of a group; none when refunds leave nothing of it.
fn entry(
    brand: OrganizationId,
    kol: OrganizationId,
    group: &Group,
    at: Timestamp,
) -> Result<Option<Entry>> {
    use AccountCode as A;
    let expected = A::EstimatedBrand(brand);
    let owed = A::ReceivableBrand(brand);
    let mut moved = vec![
        Transfer::signed(A::EstimatedKol(kol), expected, group.kol),
        Transfer::signed(A::EstimatedNetwork, expected, group.network),
        Transfer::signed(owed, A::KolFrozen(kol), group.kol),
        Transfer::signed(owed, A::NetworkFee, group.network),
    ];
    for ((estimated, payable), amount) in &group.parts {
        moved.push(Transfer::signed(*estimated, expected, *amount));
        moved.push(Transfer::signed(owed, *payable, *amount));
    }
    let transfers: Vec<Transfer> = moved.into_iter().flatten().collect();
    if transfers.is_empty() {
        return Ok(None);
    }
    let key = format!("confirm:{}", group.first);
    Entry::new(key, EntryKind::CommissionConfirmed, group.first, at, transfers).map(Some)
}
