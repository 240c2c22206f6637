//! Where a line of an order stands.

crate::choices! {
    /// A line of an order, in the order of its ranks: where it stands is the highest one that the
    /// events of its order lead to, so that it does not matter in which order they arrive.
    pub enum LineStatus {
        Placed = "placed",
        Paid = "paid",
        Shipped = "shipped",
        Delivered = "delivered",
        /// Delivered, and the time for returns is over.
        Completed = "completed",
        /// The payment was disputed, and the shop was right.
        ChargebackWon = "chargeback_won",
        ReturnRequested = "return_requested",
        Returned = "returned",
        RefundedPartial = "refunded_partial",
        RefundedFull = "refunded_full",
        Canceled = "canceled",
        /// The payment is disputed.
        Chargeback = "chargeback",
        /// The payment was disputed, and the buyer was right.
        ChargebackLost = "chargeback_lost",
    }
}

impl LineStatus {
    /// Whether the goods are on their way or have arrived: nothing can be canceled any more.
    pub fn is_sent(self) -> bool {
        (Self::Shipped..=Self::Completed).contains(&self)
    }

    /// Whether all of it is given back.
    pub fn is_given_back(self) -> bool {
        matches!(
            self,
            Self::RefundedFull | Self::Canceled | Self::Chargeback | Self::ChargebackLost
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_follow_the_way_of_an_order() {
        assert!(LineStatus::Placed < LineStatus::Paid && LineStatus::Paid < LineStatus::Shipped);
        assert!(LineStatus::Completed < LineStatus::RefundedPartial);
        assert!(LineStatus::Shipped.is_sent() && !LineStatus::Canceled.is_sent());
    }
}
