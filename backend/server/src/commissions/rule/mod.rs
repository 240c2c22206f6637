//! Rules of commission: written as versions, tried on an example, replayed on a month.

pub mod api;
pub mod file;
pub mod known;
mod lines;
pub mod pages;
pub mod trial;
mod typed;

pub(crate) use lines::pays;

use std::collections::HashMap;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::commissions::draft::{NewRule, RuleDraft};
use domain::commissions::rule::{Conditions, Rule};
use domain::id::CommissionRuleId;
use domain::{Error, Result, Timestamp};
use store::catalogue::product;
use store::commissions::rule::{self, Version};
use store::live::session;
use store::plans::plan;
use store::scope::NetworkTx;
use store::tenancy::{group, organization};

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    file::routes(config);
    pages::routes(config);
}

/// Every version of every rule, the newest first.
///
/// # Errors
/// `Forbidden`.
pub fn find(tx: &mut NetworkTx<'_>, me: &Member) -> Result<Vec<Version>> {
    me.must(Permission::SeeMoney)?;
    rule::find(tx)
}

/// The versions of one rule, the newest first.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn family(tx: &mut NetworkTx<'_>, me: &Member, id: CommissionRuleId) -> Result<Vec<Version>> {
    me.must(Permission::SeeMoney)?;
    rule::family(tx, id)
}

/// Writes a rule, or the next version of one.
///
/// # Errors
/// `Forbidden`; `Missing` for a rule that is none; `Invalid` as `NewRule::check` and
/// `choice-unknown` for what is not of this network; `Stale` when there is a newer version.
pub fn create(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    new: &NewRule,
    after: Option<CommissionRuleId>,
    at: Timestamp,
) -> Result<CommissionRuleId> {
    me.must(Permission::WriteRules)?;
    let after = after.map(|id| newest(tx, id)).transpose()?;
    let draft = checked(tx, new, at)?;
    rule::insert(tx, me, &draft, after.as_ref(), at)
}

/// Ends a rule now; what was frozen by it stays.
///
/// # Errors
/// `Forbidden`; `Missing`; `Refused("rule-ended")`; `Stale` when there is a newer version.
pub fn end(tx: &mut NetworkTx<'_>, me: &Member, id: CommissionRuleId, at: Timestamp) -> Result<()> {
    me.must(Permission::WriteRules)?;
    let rule = newest(tx, id)?;
    if rule.valid_to.is_some_and(|end| end <= at) {
        return Err(Error::Refused("rule-ended"));
    }
    rule::apply_end(tx, me, &rule, at, at)
}

/// A version, if it is its rule's newest.
fn newest(tx: &mut NetworkTx<'_>, id: CommissionRuleId) -> Result<Rule> {
    let newest = rule::family(tx, id)?.into_iter().next().ok_or(Error::Missing)?;
    if newest.rule.id == id { Ok(newest.rule) } else { Err(Error::Stale) }
}

/// A rule whose values are all of this network.
fn checked(tx: &mut NetworkTx<'_>, new: &NewRule, at: Timestamp) -> Result<RuleDraft> {
    let draft = new.check(at)?;
    let Conditions { products, kols, brands, groups, plans, sessions, .. } = &draft.conditions;
    let mut wanted = products.clone();
    wanted.sort_unstable();
    wanted.dedup();
    if product::find(tx, &wanted)?.len() != wanted.len() {
        return Err(Error::field("conditions.products", "choice-unknown"));
    }
    let parties = [kols.as_slice(), brands.as_slice()].concat();
    let known = organization::find(tx, &parties)?;
    for (field, ids) in [("conditions.kols", kols), ("conditions.brands", brands)] {
        if ids.iter().any(|id| !known.contains_key(id)) {
            return Err(Error::field(field, "choice-unknown"));
        }
    }
    let groups_known = group::find_by_id(tx, groups)?;
    let sessions_known = session::find(tx, sessions)?;
    let plans_known = if plans.is_empty() { HashMap::new() } else { plan::find(tx, plans)? };
    for (field, is_known) in [
        ("conditions.groups", groups.iter().all(|id| groups_known.contains_key(id))),
        ("conditions.sessions", sessions.iter().all(|id| sessions_known.contains_key(id))),
        ("conditions.plans", plans.iter().all(|id| plans_known.contains_key(id))),
    ] {
        if !is_known {
            return Err(Error::field(field, "choice-unknown"));
        }
    }
    Ok(draft)
}
