//! Where a commission stands.

crate::flow! {
    /// A commission row; statements and payouts carry it further in their own tables.
    pub enum CommissionStatus, act CommissionAct, rule "commission-state" {
        states {
            /// Expected: the order may still come back.
            Estimated = "estimated",
            /// Owed: delivered, and the holding days are over.
            Confirmed = "confirmed",
        }
        acts { Confirm = "confirm" }
        Estimated + Confirm => Confirmed;
    }
}
