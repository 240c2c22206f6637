//! Orders and commissions as the API shows them.

use std::collections::HashMap;

use domain::commissions::reject::RejectReason;
use domain::id::{
    ClickId, EntryId, LinkId, LiveSessionId, OrderEventId, OrderId, OrderImportId, OrderLineId,
    OrganizationId, ProductId,
};
use domain::orders::line::NoCommission;
use domain::orders::order::OrderDraft;
use domain::{Money, Result, Timestamp};
use serde::Serialize;
use store::commissions::commission::Commission;
use store::commissions::part::Part;
use store::ledger::entry::Posted;
use store::orders::event::Event;
use store::orders::order::{Accepted, Line, Order};

pub use super::earned::{CommissionView, PartView, TaxView};

/// An order. Amounts are decimals of its currency.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Order)]
pub struct OrderView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: OrderId,
    /// The shop.
    pub source: String,
    /// The shop's own number.
    pub external_id: String,
    /// ISO 4217.
    pub currency: &'static str,
    /// What was paid for its goods.
    pub total: String,
    /// When the buyer placed it.
    #[schema(value_type = String)]
    pub placed_at: Timestamp,
    /// When it arrived, if that is known.
    #[schema(value_type = Option<String>)]
    pub delivered_at: Option<Timestamp>,
    /// When it was written.
    #[schema(value_type = String)]
    pub recorded_at: Timestamp,
    /// The file that it came in.
    #[schema(value_type = Option<String>)]
    pub import: Option<OrderImportId>,
    /// Which KOL it belongs to, and why.
    pub attribution: AttributionView,
    /// What was bought.
    pub lines: Vec<LineView>,
}

/// Which KOL an order belongs to, and why.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Attribution)]
pub struct AttributionView {
    /// What it rests on: `click`, `link`, `coupon` or `none`.
    pub kind: &'static str,
    /// The KOL.
    #[schema(value_type = Option<String>)]
    pub kol: Option<OrganizationId>,
    /// The tracked link.
    #[schema(value_type = Option<String>)]
    pub link: Option<LinkId>,
    /// The click.
    #[schema(value_type = Option<String>)]
    pub click: Option<ClickId>,
    /// The code that won, or that nobody knew.
    pub code: Option<String>,
    /// The claims that did not count, best first.
    pub passed_over: Vec<CandidateView>,
}

/// A claim that did not count.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Candidate)]
pub struct CandidateView {
    /// `click`, `link` or `coupon`.
    pub kind: &'static str,
    /// The code as it was told.
    pub code: String,
    /// Why not: `unknown`, `too_old`, `after_order`, `weaker`.
    pub reason: &'static str,
}

/// A line of an order.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = OrderLine)]
pub struct LineView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: OrderLineId,
    /// Its place in the order, from 1.
    pub position: i64,
    /// The brand's code of the product.
    pub sku: String,
    /// The product.
    #[schema(value_type = String)]
    pub product: ProductId,
    /// Who makes it.
    #[schema(value_type = String)]
    pub brand: OrganizationId,
    /// Pieces.
    pub quantity: i64,
    /// The price of one piece.
    pub unit_price: String,
    /// What coupons took off the line.
    pub discount: String,
    /// What was paid for its goods.
    pub base: String,
    /// What was given back of that.
    pub refunded: String,
    /// Where it stands.
    pub status: &'static str,
    /// The live session whose link led to it.
    #[schema(value_type = Option<String>)]
    pub session: Option<LiveSessionId>,
    /// Why it earns its KOL nothing: `kol_left` (the KOL's part had ended), `no_plan`, `nothing` (it
    /// rounds to nothing).
    pub no_commission: Option<&'static str>,
    /// Why staff rejected its commission: `own_purchase`, `false_order`, `duplicate`, `attribution`,
    /// `terms`, `other`.
    pub rejected_for: Option<&'static str>,
    /// What the KOL reads about that.
    pub rejected_text: Option<String>,
    /// What it earns; nothing without a KOL or a plan, or when the total rounds to nothing.
    pub commission: Option<CommissionView>,
    /// What refunds took back of the commission.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reversals: Vec<CommissionView>,
}

/// Something that happened to an order.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = OrderEvent)]
pub struct EventView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: OrderEventId,
    /// `delivered`, `refund` or `cancel`.
    pub kind: &'static str,
    /// The shop's own number of it.
    pub external_id: String,
    /// What was given back as it was told.
    pub amount: String,
    /// When it happened.
    #[schema(value_type = String)]
    pub at: Timestamp,
    /// When it was written.
    #[schema(value_type = String)]
    pub recorded_at: Timestamp,
}

/// An entry of the ledger.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = LedgerEntry)]
pub struct EntryView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: EntryId,
    /// What it records.
    pub kind: &'static str,
    /// The entry that it corrects.
    #[schema(value_type = Option<String>)]
    pub reverses: Option<EntryId>,
    /// From when on it counts.
    #[schema(value_type = String)]
    pub effective_at: Timestamp,
    /// What it moved.
    pub transfers: Vec<TransferView>,
}

/// One amount that moved from one account to another.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Transfer)]
pub struct TransferView {
    /// The account that was debited.
    pub debit: String,
    /// The account that was credited.
    pub credit: String,
    /// How much.
    pub amount: String,
    /// ISO 4217.
    pub currency: &'static str,
}

impl OrderView {
    /// An order as it was just accepted.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn of_draft(accepted: &Accepted, draft: &OrderDraft) -> Result<Self> {
        let lines = accepted.lines.iter().zip(&draft.lines);
        let skus = lines.map(|(line, told)| (line.product_id, told.sku.clone())).collect();
        Self::new(&accepted.order, &accepted.lines, (&accepted.commissions, &accepted.parts), &skus)
    }

    /// An order with its lines and what they earn.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn new(
        order: &Order,
        lines: &[Line],
        (commissions, parts): (&[Commission], &[Part]),
        skus: &HashMap<ProductId, String>,
    ) -> Result<Self> {
        let lines = lines
            .iter()
            .map(|line| {
                let mut own = commissions
                    .iter()
                    .filter(|row| row.order_line_id == line.id)
                    .map(|row| CommissionView::new(row, row.standing_on(line)?, parts))
                    .collect::<Result<Vec<_>>>()?;
                let first = own.iter().position(|row| row.reverses.is_none());
                let commission = first.map(|place| own.remove(place));
                let sku = skus.get(&line.product_id).cloned().unwrap_or_default();
                LineView::new(line, sku, commission, own)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            id: order.id,
            source: order.source.clone(),
            external_id: order.external_id.clone(),
            currency: order.currency.code(),
            total: order.total().decimal(),
            placed_at: order.placed_at,
            delivered_at: order.delivered_at,
            recorded_at: order.recorded_at,
            import: order.import_id,
            attribution: AttributionView::new(order),
            lines,
        })
    }
}

impl AttributionView {
    /// Which KOL an order belongs to, and why.
    pub fn new(order: &Order) -> Self {
        Self {
            kind: order.attribution.as_str(),
            kol: order.kol_id,
            link: order.link_id,
            click: order.click_id,
            code: order.attribution_code.clone(),
            passed_over: order
                .passed_over()
                .into_iter()
                .map(|one| CandidateView {
                    kind: one.kind.as_str(),
                    code: one.code,
                    reason: one.why.as_str(),
                })
                .collect(),
        }
    }
}

impl LineView {
    fn new(
        line: &Line,
        sku: String,
        commission: Option<CommissionView>,
        reversals: Vec<CommissionView>,
    ) -> Result<Self> {
        let decimal = |minor| Money::new(minor, line.currency).decimal();
        Ok(Self {
            id: line.id,
            position: line.position,
            sku,
            product: line.product_id,
            brand: line.brand_id,
            quantity: line.quantity,
            unit_price: decimal(line.unit_price_minor),
            discount: decimal(line.discount_minor),
            base: line.base()?.decimal(),
            refunded: decimal(line.refunded_minor),
            status: line.status.as_str(),
            session: line.session_id,
            no_commission: line.no_commission.map(NoCommission::as_str),
            rejected_for: line.rejected_for.map(RejectReason::as_str),
            rejected_text: line.rejected_text.clone(),
            commission,
            reversals,
        })
    }
}

impl From<&Event> for EventView {
    fn from(event: &Event) -> Self {
        Self {
            id: event.id,
            kind: event.kind.as_str(),
            external_id: event.external_id.clone(),
            amount: Money::new(event.amount_minor, event.currency).decimal(),
            at: event.at,
            recorded_at: event.recorded_at,
        }
    }
}

impl From<&Posted> for EntryView {
    fn from(entry: &Posted) -> Self {
        let transfers = entry.transfers.iter().map(|moved| TransferView {
            debit: moved.debit.to_string(),
            credit: moved.credit.to_string(),
            amount: moved.amount.decimal(),
            currency: moved.amount.currency().code(),
        });
        Self {
            id: entry.id,
            kind: entry.kind.as_str(),
            reverses: entry.reverses,
            effective_at: entry.effective_at,
            transfers: transfers.collect(),
        }
    }
}
