//! What a line of an order earns, decided once when the order comes in.
//!
//! The base rule is "net of all coupons" (`TikTok` Shop: commission = actual paid price × rate, where
//! the actual paid price is the product price less platform coupon, merchant coupon and product
//! tax; seller-vn.tiktok.com essay 6837840205842177). Other guides leave the platform's subsidy in
//! the base; which one holds is a term of the contract, and ours is this one. Shipping is never in
//! the base. Rounding is half up for the total, and the parts add up to the total exactly.

use crate::error::Result;
use crate::money::Money;
use crate::rate::{Rate, Rounding};
use crate::time::Timestamp;

/// A commission as it was frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frozen {
    /// The total commission's rate on the base.
    pub rate: Rate,
    /// The network's part of the total.
    pub share: Rate,
    /// What the rate was applied to.
    pub base: Money,
    /// The KOL's part.
    pub kol: Money,
    /// The network's part.
    pub network: Money,
}

/// The base of a line: price times pieces, less everything that was taken off; never below nothing.
///
/// # Errors
/// `Broken` on overflow or mixed currencies.
pub fn base(unit_price: Money, quantity: i64, taken_off: &[Money]) -> Result<Money> {
    let mut base = unit_price.times(quantity)?;
    for amount in taken_off {
        base = base.minus(*amount)?;
    }
    Ok(if base.is_negative() { Money::zero(base.currency()) } else { base })
}

/// Freezes a line's commission: the total of the base, split between KOL and network. Answers
/// nothing when the total rounds to nothing: a line of zero is not written.
///
/// # Errors
/// `Broken` on overflow.
pub fn freeze(base: Money, rate: Rate, share: Rate) -> Result<Option<Frozen>> {
    let total = base.share(rate, Rounding::HalfUp);
    if total.minor() <= 0 {
        return Ok(None);
    }
    let parts = total.allocate(&[Rate::ONE.ppm() - share.ppm(), share.ppm()])?;
    let network = parts[1];
    Ok(Some(Frozen { rate, share, base, kol: total.minus(network)?, network }))
}

/// From when on a commission can no longer be taken back; open until the delivery is known.
pub fn payable_at(delivered_at: Option<Timestamp>, holding_days: i64) -> Option<Timestamp> {
    delivered_at.map(|at| at.plus_days(holding_days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn rate(ppm: i64) -> Rate {
        Rate::from_ppm(ppm).expect("rate")
    }

    #[test]
    fn the_network_takes_its_share_of_the_total() {
        let base = Money::new(8_266, Currency::Jpy);
        let frozen = freeze(base, rate(150_000), rate(200_000)).expect("sum").expect("some");
        assert_eq!((frozen.kol.minor(), frozen.network.minor()), (992, 248));
        let frozen = freeze(base, rate(150_000), Rate::ZERO).expect("sum").expect("some");
        assert_eq!((frozen.kol.minor(), frozen.network.minor()), (1_240, 0));
        let frozen = freeze(base, rate(150_000), Rate::ONE).expect("sum").expect("some");
        assert_eq!((frozen.kol.minor(), frozen.network.minor()), (0, 1_240));
    }

    #[test]
    fn a_commission_that_rounds_to_nothing_is_no_commission() {
        let fen = Money::new(1, Currency::Cny);
        assert_eq!(freeze(fen, rate(150_000), rate(200_000)), Ok(None));
        assert_eq!(freeze(fen, Rate::ZERO, rate(200_000)), Ok(None));
    }

    #[test]
    fn a_base_is_never_below_nothing() {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        assert_eq!(base(yen(1_000), 1, &[yen(300), yen(1_000)]), Ok(yen(0)));
    }

    #[test]
    fn delivered_on_31_january_and_held_for_30_days_is_payable_on_2_march() {
        let at = |text| Timestamp::parse(text);
        let delivered = at("2026-01-31T00:00:00Z");
        assert_eq!(payable_at(delivered, 30), at("2026-03-02T00:00:00Z"));
        assert_eq!(payable_at(None, 30), None);
    }
}
