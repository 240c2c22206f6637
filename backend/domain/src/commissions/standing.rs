//! Where a commission stands, in the one word that its KOL reads.

use crate::choices;
use crate::commissions::commission::CommissionStatus;
use crate::money::Money;
use crate::orders::line::LineStatus;

choices! {
    /// One word for each commission, the same on every page, in files and in the API. Statements
    /// and payouts will add theirs after `Confirmed`.
    pub enum Standing {
        /// Expected: the order may still come back.
        Estimated = "estimated",
        /// It waits: a return, a claim or a dispute of its line is open, and whether its holding days
        /// are over or not it goes no further until that ends.
        Held = "held",
        /// Owed.
        Confirmed = "confirmed",
        /// Taken back: the whole of it, or the row is what took back.
        Reversed = "reversed",
        /// It earns nothing: staff said why, and may be asked again.
        Rejected = "rejected",
    }
}

/// What a commission's word depends on.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Where its row stands.
    pub status: CommissionStatus,
    /// Whether the row takes back.
    pub takes_back: bool,
    /// Whether its line waits for a return, a claim or a dispute.
    pub held: bool,
    /// Whether all of its line is given back.
    pub emptied: bool,
    /// Whether staff rejected the commission of its line.
    pub rejected: bool,
}

impl Facts {
    /// The word.
    pub const fn standing(self) -> Standing {
        match (self.status, self) {
            (_, Self { takes_back: true, .. }) => Standing::Reversed,
            (_, Self { rejected: true, .. }) => Standing::Rejected,
            // What an open dispute took may come back, so it waits before it is gone.
            (_, Self { held: true, .. }) => Standing::Held,
            (_, Self { emptied: true, .. }) => Standing::Reversed,
            (CommissionStatus::Estimated, _) => Standing::Estimated,
            (CommissionStatus::Confirmed, _) => Standing::Confirmed,
        }
    }
}

impl Standing {
    /// How it is drawn.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Estimated => "waiting",
            Self::Held => "now",
            Self::Confirmed => "good",
            Self::Reversed | Self::Rejected => "bad",
        }
    }
}

/// Whether all of a line is given back: of what was paid for it, or, where somebody else paid, by
/// where it stands.
pub fn emptied(paid: Money, given_back: Money, status: LineStatus) -> bool {
    if paid.is_zero() { status.is_given_back() } else { paid == given_back }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn a_commission_is_one_word() {
        use CommissionStatus::{Confirmed, Estimated};
        let word = |status, takes_back, held, emptied| {
            Facts { status, takes_back, held, emptied, rejected: false }.standing()
        };
        assert_eq!(word(Estimated, false, false, false), Standing::Estimated);
        assert_eq!(word(Confirmed, false, false, false), Standing::Confirmed);
        assert_eq!(word(Estimated, false, true, true), Standing::Held);
        assert_eq!(word(Confirmed, false, true, false), Standing::Held);
        assert_eq!(word(Confirmed, false, false, true), Standing::Reversed);
        assert_eq!(word(Estimated, true, true, false), Standing::Reversed);
        let rejected = |takes_back| Facts {
            status: Estimated,
            takes_back,
            held: true,
            emptied: true,
            rejected: true,
        };
        assert_eq!(rejected(false).standing(), Standing::Rejected);
        assert_eq!(rejected(true).standing(), Standing::Reversed);
    }

    #[test]
    fn a_line_for_which_nothing_was_paid_is_given_back_when_it_is_over() {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        assert!(emptied(yen(100), yen(100), LineStatus::Paid));
        assert!(!emptied(yen(100), yen(99), LineStatus::RefundedPartial));
        assert!(emptied(yen(0), yen(0), LineStatus::Canceled));
        assert!(!emptied(yen(0), yen(0), LineStatus::Delivered));
    }
}
