//! Commissions that staff reject before they are owed, and restore when the KOL was right.

pub mod api;
mod mail;
pub mod pages;

use std::collections::{BTreeMap, HashSet};

use actix_web::web;
use domain::access::{Member, Permission};
use domain::commissions::reject::{
    REJECTIONS_AT_ONCE, RejectAct, RejectDraft, may_reject, validate,
};
use domain::commissions::standing::Standing;
use domain::id::{CommissionId, OrderId, OrganizationId};
use domain::tenancy::network::Network;
use domain::{Error, FieldError, Result, Timestamp};
use store::commissions::commission::{self, Commission};
use store::commissions::reject;
use store::orders::order::{self, Line};
use store::scope::NetworkTx;

use crate::platform::letter::Desk;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// What became of one commission of many.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Which.
    pub id: CommissionId,
    /// The row; none when there is no such commission.
    pub row: Option<Commission>,
    /// Where it stands now.
    pub standing: Option<Standing>,
    /// Whether this call changed it: a repeated call finds it done.
    pub changed: bool,
    /// Why it was left alone.
    pub error: Option<Error>,
}

/// Rejects or restores up to 100 commissions in one transaction and answers for each; what is so
/// already counts as done, so that the call can be repeated. Each KOL hears of its own by one mail.
///
/// # Errors
/// `Forbidden`; `Invalid` on `items`, `act`, `reason`, `text`; `Stale` when somebody decides at the
/// same moment, and then nothing is kept.
pub fn decide_many(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (network, desk): (&Network, &Desk),
    ids: &[CommissionId],
    draft: &RejectDraft,
    at: Timestamp,
) -> Result<Vec<Outcome>> {
    me.must(Permission::RejectCommissions)?;
    let fields = validate(draft)?;
    if ids.is_empty() || ids.len() > REJECTIONS_AT_ONCE {
        let error = FieldError::new("items", "number-out-of-range");
        return Err(Error::Invalid(vec![error.with("min", 1).with("max", REJECTIONS_AT_ONCE)]));
    }
    let rows = commission::find_by_id(tx, ids)?;
    let orders: Vec<OrderId> = rows.iter().map(|row| row.order_id).collect();
    let lines = order::lines(tx, &orders)?;
    let mut told: BTreeMap<OrganizationId, Vec<CommissionId>> = BTreeMap::new();
    let mut done = HashSet::new();
    let mut outcomes = Vec::with_capacity(ids.len());
    for id in ids {
        let row = rows.iter().find(|row| row.id == *id);
        let line = row.and_then(|row| lines.iter().find(|line| line.id == row.order_line_id));
        let Some((row, line)) = row.zip(line) else {
            let error = Some(Error::Missing);
            outcomes.push(Outcome { id: *id, row: None, standing: None, changed: false, error });
            continue;
        };
        let before = row.standing_on(line)?;
        let mut outcome = Outcome {
            id: *id,
            row: Some(row.clone()),
            standing: Some(before),
            changed: false,
            error: None,
        };
        match next(row, line, before, fields.act()) {
            Err(error) => outcome.error = Some(error),
            Ok(false) => {}
            Ok(true) => {
                if done.insert(line.id) {
                    reject::apply(tx, me, network, (row, line), &fields, at)?;
                    told.entry(row.kol_id).or_default().push(row.id);
                    outcome.changed = true;
                }
                let now = Line { rejected_for: fields.reason, ..line.clone() };
                outcome.standing = Some(row.standing_on(&now)?);
            }
        }
        outcomes.push(outcome);
    }
    for (kol, ids) in told {
        mail::told(tx, at, desk, (kol, &ids), &fields)?;
    }
    Ok(outcomes)
}

/// Whether an act changes a commission; what is so already does not.
///
/// # Errors
/// `Refused("commission-not-open")` for what is owed already, is gone, or only takes back.
fn next(row: &Commission, line: &Line, before: Standing, act: RejectAct) -> Result<bool> {
    if row.reverses_id.is_some() {
        return Err(Error::Refused("commission-not-open"));
    }
    match (act, line.rejected_for) {
        (RejectAct::Reject, Some(_)) | (RejectAct::Restore, None) => Ok(false),
        (RejectAct::Reject, None) => may_reject(before).map(|()| true),
        (RejectAct::Restore, Some(_)) => Ok(true),
    }
}
