//! What stands beside commissions in a party's month, as the API shows it.

use domain::Timestamp;
use serde::Serialize;

use super::{Extra, Figure};

/// A fee, a correction or a sample of a party's month.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = BesideLine)]
pub struct ExtraView {
    /// What it is: a kind of fee (`slot`, …), the reason of a correction, what happened to a sample
    /// (`deposited`, `returned`, `charged`).
    kind: &'static str,
    /// `fee-kind`, `adjustment-reason`, `sample-movement`: whose word the kind is.
    of: &'static str,
    /// What it is called.
    title: String,
    /// When it counted.
    #[schema(value_type = String)]
    at: Timestamp,
    /// What the party gains; for a brand what it owes. Of a deposit what the available balance gains.
    amount: String,
    /// ISO 4217.
    currency: &'static str,
    /// How it came about: a path under the API.
    explanation: String,
}

/// What a month came to for a party in one currency.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = MonthTotals)]
pub struct FigureView {
    /// ISO 4217.
    currency: &'static str,
    /// Commissions after refunds.
    commissions: String,
    /// Fees and bonuses that were earned.
    fees: String,
    /// Corrections by hand.
    adjustments: String,
    /// Samples that the KOL bears: below nothing.
    samples: String,
    /// Parts of other KOLs' commissions.
    referred: String,
    /// All of these.
    total: String,
    /// What deposits for samples took from the available balance or gave back; not in the total.
    deposits: String,
    /// What lies as a deposit now.
    deposited: String,
}

impl From<&Extra> for ExtraView {
    fn from(extra: &Extra) -> Self {
        let (kind, id) = &extra.explained;
        Self {
            kind: extra.kind.1,
            of: extra.kind.0,
            title: extra.title.clone(),
            at: extra.at,
            amount: extra.amount.decimal(),
            currency: extra.amount.currency().code(),
            explanation: format!("/api/v1/explanations/{kind}/{id}"),
        }
    }
}

impl From<&Figure> for FigureView {
    fn from(figure: &Figure) -> Self {
        Self {
            currency: figure.total.currency().code(),
            commissions: figure.commission.decimal(),
            fees: figure.fees.decimal(),
            adjustments: figure.adjusted.decimal(),
            samples: figure.samples.decimal(),
            referred: figure.referred.decimal(),
            total: figure.total.decimal(),
            deposits: figure.deposits.decimal(),
            deposited: figure.deposited.decimal(),
        }
    }
}
