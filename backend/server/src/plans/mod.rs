//! The terms under which a product may be sold, as a KOL is told them.

use domain::commissions::freeze::freeze;
use domain::id::PlanId;
use domain::{Money, Rate, Result};
use store::plans::plan::Plan;

/// What a plan brings its KOL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The plan.
    pub plan: PlanId,
    /// The whole commission's rate.
    pub rate: Rate,
    /// What the KOL gets for one piece at the full price, after the network's share.
    pub per_unit: Money,
}

/// The terms of a plan for a product at a price, in a network that takes a share.
///
/// # Errors
/// `Broken` on overflow.
pub fn terms(plan: &Plan, price: Money, share: Rate) -> Result<Terms> {
    Ok(Terms { plan: plan.id, rate: plan.rate, per_unit: per_unit(price, plan.rate, share)? })
}

/// What a KOL gets for one piece at the full price, at a rate, after the network's share.
///
/// # Errors
/// `Broken` on overflow.
pub fn per_unit(price: Money, rate: Rate, share: Rate) -> Result<Money> {
    let frozen = freeze(price, rate, share)?;
    Ok(frozen.map_or(Money::zero(price.currency()), |frozen| frozen.kol))
}
