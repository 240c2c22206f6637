//! Commissions and what follows from them as the API shows them.

use domain::commissions::standing::Standing;
use domain::commissions::tax::Tax;
use domain::id::{
    CommissionId, CommissionRuleId, EntryId, OrderId, OrganizationId, PlanId, ProductId,
};
use domain::{Money, Result, Timestamp};
use serde::Serialize;
use store::commissions::commission::Commission;
use store::commissions::part::Part;

/// A commission on a line, or what a refund took back of one: its amounts are negative then.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Commission)]
pub struct CommissionView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: CommissionId,
    /// How it came about: the address of its explanation.
    pub explanation: String,
    /// The order.
    #[schema(value_type = String)]
    pub order: OrderId,
    /// The product.
    #[schema(value_type = String)]
    pub product: ProductId,
    /// Who owes it.
    #[schema(value_type = String)]
    pub brand: OrganizationId,
    /// Who earns it.
    #[schema(value_type = String)]
    pub kol: OrganizationId,
    /// The plan whose terms were frozen.
    #[schema(value_type = String)]
    pub plan: PlanId,
    /// The version of the rule that won; none where the plan's own terms hold.
    #[schema(value_type = Option<String>)]
    pub rule: Option<CommissionRuleId>,
    /// The commission that it takes back.
    #[schema(value_type = Option<String>)]
    pub reverses: Option<CommissionId>,
    /// The whole rate, as a percentage: `15`.
    pub rate: String,
    /// The network's part of the whole, as a percentage.
    pub network_share: String,
    /// What the rate was applied to.
    pub base: String,
    /// The whole: the base times the rate, rounded half up.
    pub amount: String,
    /// The KOL's part.
    pub kol_amount: String,
    /// The network's part.
    pub network_amount: String,
    /// What agencies and referrers have of it, as far as the caller may see it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartView>,
    /// How the KOL's part is taxed.
    pub tax: TaxView,
    /// ISO 4217.
    pub currency: &'static str,
    /// `estimated` or `confirmed`.
    pub status: &'static str,
    /// The one word that the KOL reads: `estimated`, `held` (a return, a claim or a dispute is
    /// open), `confirmed`, `reversed`, `rejected` (staff said why).
    pub standing: &'static str,
    /// The moment whose month it belongs to.
    #[schema(value_type = String)]
    pub earned_at: Timestamp,
    /// The closed month that it belongs to although it counts from a later one on: `2026-10`.
    pub belongs_to: Option<String>,
    /// From when on it can no longer be taken back.
    #[schema(value_type = Option<String>)]
    pub payable_at: Option<Timestamp>,
    /// The entry of the ledger that posted it.
    #[schema(value_type = String)]
    pub entry: EntryId,
}

/// What an agency or a referrer has of a commission; below nothing where a refund took back.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = CommissionPart)]
pub struct PartView {
    /// `mcn` or `referrer`.
    pub kind: &'static str,
    /// Who is paid.
    #[schema(value_type = String)]
    pub payee: OrganizationId,
    /// How much of the base, as a percentage.
    pub rate: String,
    /// Out of whose part: `kol` or `network`.
    pub bearer: &'static str,
    /// How much.
    pub amount: String,
    /// How it is taxed.
    pub tax: TaxView,
}

/// How an amount is taxed.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Tax)]
pub struct TaxView {
    /// `qualified`: the payee issues qualified invoices; `unregistered`; `abroad`: without Japanese
    /// tax; `undeclared`: the payee has not said.
    pub class: &'static str,
    /// The rate, as a percentage.
    pub rate: String,
    /// The tax inside the amount, rounded down.
    pub amount: String,
    /// How much of the tax the payer may deduct, as a percentage.
    pub deductible: String,
}

impl TaxView {
    /// How an amount is taxed.
    pub fn new(tax: Tax, amount: Money) -> Self {
        Self {
            class: tax.class.as_str(),
            rate: tax.rate.percent(),
            amount: amount.decimal(),
            deductible: tax.credit.percent(),
        }
    }
}

impl PartView {
    fn new(part: &Part) -> Self {
        Self {
            kind: part.kind.as_str(),
            payee: part.payee_id,
            rate: part.rate.percent(),
            bearer: part.bearer.as_str(),
            amount: part.amount().decimal(),
            tax: TaxView::new(part.tax(), part.tax_amount()),
        }
    }
}

impl CommissionView {
    /// A commission.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn new(row: &Commission, standing: Standing, parts: &[Part]) -> Result<Self> {
        let own = parts.iter().filter(|part| part.commission_id == row.id);
        let decimal = |minor| Money::new(minor, row.currency).decimal();
        Ok(Self {
            id: row.id,
            explanation: format!("/api/v1/explanations/commission/{}", row.id),
            order: row.order_id,
            product: row.product_id,
            brand: row.brand_id,
            kol: row.kol_id,
            plan: row.plan_id,
            rule: row.rule_id,
            reverses: row.reverses_id,
            rate: row.rate.percent(),
            network_share: row.share.percent(),
            base: decimal(row.base_minor),
            amount: super::amount(row)?.decimal(),
            kol_amount: decimal(row.kol_minor),
            network_amount: decimal(row.network_minor),
            parts: own.map(PartView::new).collect(),
            tax: TaxView::new(row.tax(), row.tax_amount()),
            currency: row.currency.code(),
            status: row.status.as_str(),
            standing: standing.as_str(),
            earned_at: row.earned_at,
            belongs_to: row.belongs_to.clone(),
            payable_at: row.payable_at,
            entry: row.entry_id,
        })
    }
}
