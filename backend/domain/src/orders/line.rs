//! Where a line of an order stands.

crate::flow! {
    /// A line of an order. Events may arrive out of order; a late one never takes a line back.
    pub enum LineStatus, act LineAct, rule "order-line-state" {
        states {
            Placed = "placed",
            Paid = "paid",
            Shipped = "shipped",
            Delivered = "delivered",
            /// Delivered, and the time for returns is over.
            Completed = "completed",
            Canceled = "canceled",
            RefundedPartial = "refunded_partial",
            RefundedFull = "refunded_full",
        }
        acts {
            Pay = "pay",
            Ship = "ship",
            Deliver = "deliver",
            Complete = "complete",
            Cancel = "cancel",
            RefundPart = "refund_part",
            RefundWhole = "refund_whole",
        }
        Placed + Pay => Paid;
        Placed + Ship => Shipped;
        Paid + Ship => Shipped;
        Placed + Deliver => Delivered;
        Paid + Deliver => Delivered;
        Shipped + Deliver => Delivered;
        Delivered + Complete => Completed;
        Placed + Cancel => Canceled;
        Paid + Cancel => Canceled;
        RefundedPartial + Cancel => Canceled;
        Placed + RefundPart => RefundedPartial;
        Paid + RefundPart => RefundedPartial;
        Shipped + RefundPart => RefundedPartial;
        Delivered + RefundPart => RefundedPartial;
        Completed + RefundPart => RefundedPartial;
        RefundedPartial + RefundPart => RefundedPartial;
        Placed + RefundWhole => RefundedFull;
        Paid + RefundWhole => RefundedFull;
        Shipped + RefundWhole => RefundedFull;
        Delivered + RefundWhole => RefundedFull;
        Completed + RefundWhole => RefundedFull;
        RefundedPartial + RefundWhole => RefundedFull;
    }
}

impl LineStatus {
    /// Whether nothing more can be taken back of the line.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Canceled | Self::RefundedFull)
    }
}
