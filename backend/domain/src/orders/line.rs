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

crate::choices! {
    /// Why a line of a KOL's order earns no commission.
    pub enum NoCommission {
        /// The KOL's part had ended when the order was placed.
        KolLeft = "kol_left",
        /// The product had no plan at the time.
        NoPlan = "no_plan",
        /// What the terms come to rounds to nothing.
        Nothing = "nothing",
    }
}

impl LineStatus {
    /// Whether the goods are on their way or have arrived: nothing can be canceled any more.
    pub fn is_sent(self) -> bool {
        (Self::Shipped..=Self::Completed).contains(&self)
    }

    /// Whether it counts as sold when returns are reckoned.
    pub fn is_paid(self) -> bool {
        !matches!(self, Self::Placed | Self::Canceled)
    }

    /// Whether it came back or was refunded, as returns are reckoned.
    pub fn came_back(self) -> bool {
        matches!(
            self,
            Self::ReturnRequested | Self::Returned | Self::RefundedPartial | Self::RefundedFull
        )
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
