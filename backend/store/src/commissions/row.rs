//! The rows that commissions are written as.

use diesel::prelude::*;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::tax::TaxClass;
use domain::id::{
    CommissionId, CommissionRuleId, EntryId, NetworkId, OrderId, OrderLineId, OrganizationId,
    PlanId, ProductId,
};
use domain::time::Timestamp;
use domain::{Currency, Rate};

use crate::commissions::commission::Commission;
use crate::ledger::entry::Moved;

/// A row to write.
#[derive(Insertable)]
#[diesel(table_name = schema::commissions, treat_none_as_default_value = false)]
pub(crate) struct NewCommission {
    pub(crate) network_id: NetworkId,
    pub(crate) id: CommissionId,
    pub(crate) order_id: OrderId,
    pub(crate) order_line_id: OrderLineId,
    pub(crate) product_id: ProductId,
    pub(crate) brand_id: OrganizationId,
    pub(crate) kol_id: OrganizationId,
    pub(crate) plan_id: PlanId,
    pub(crate) reverses_id: Option<CommissionId>,
    pub(crate) entry_id: EntryId,
    pub(crate) rate_ppm: Rate,
    pub(crate) share_ppm: Rate,
    pub(crate) base_minor: i64,
    pub(crate) kol_minor: i64,
    pub(crate) network_minor: i64,
    pub(crate) currency: Currency,
    pub(crate) status: CommissionStatus,
    pub(crate) earned_at: Timestamp,
    pub(crate) payable_at: Option<Timestamp>,
    pub(crate) recorded_at: Timestamp,
    pub(crate) rule_id: Option<CommissionRuleId>,
    pub(crate) holding_days: Option<i64>,
    pub(crate) terms_at: Option<Timestamp>,
    pub(crate) belongs_to: Option<String>,
    pub(crate) partner_minor: i64,
    pub(crate) tax_class: TaxClass,
    pub(crate) tax_ppm: Rate,
    pub(crate) credit_ppm: Rate,
    pub(crate) tax_minor: i64,
}

/// Rows of a closed month count from when on their entries do, so that months, earnings and ledger
/// say the same (LED-10).
pub(crate) fn count_from(rows: &mut [NewCommission], moved: &Moved) {
    for row in rows {
        if let Some((at, month)) = moved.get(&row.entry_id) {
            row.earned_at = *at;
            row.belongs_to = Some(month.clone());
        }
    }
}

impl NewCommission {
    /// The row as it is read.
    pub(crate) fn read(self) -> Commission {
        Commission {
            id: self.id,
            order_id: self.order_id,
            order_line_id: self.order_line_id,
            product_id: self.product_id,
            brand_id: self.brand_id,
            kol_id: self.kol_id,
            plan_id: self.plan_id,
            reverses_id: self.reverses_id,
            entry_id: self.entry_id,
            rate: self.rate_ppm,
            share: self.share_ppm,
            base_minor: self.base_minor,
            kol_minor: self.kol_minor,
            network_minor: self.network_minor,
            currency: self.currency,
            status: self.status,
            earned_at: self.earned_at,
            payable_at: self.payable_at,
            recorded_at: self.recorded_at,
            rule_id: self.rule_id,
            holding_days: self.holding_days,
            terms_at: self.terms_at,
            belongs_to: self.belongs_to,
            partner_minor: self.partner_minor,
            tax_class: self.tax_class,
            tax_rate: self.tax_ppm,
            tax_credit: self.credit_ppm,
            tax_minor: self.tax_minor,
        }
    }
}
