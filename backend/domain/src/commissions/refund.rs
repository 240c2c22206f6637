//! What a refund takes back of a frozen commission.
//!
//! The frozen row stays as it is; each refund adds a row of negative amounts. What has been taken
//! back after a refund depends only on how much of the base has been refunded by then: the rows
//! never take back more than there was, and the last one takes what rounding left.

use crate::commissions::freeze::Frozen;
use crate::error::Result;
use crate::money::Money;

/// The amounts of a reversing row: none above nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reversal {
    /// What leaves the base.
    pub base: Money,
    /// What the KOL loses.
    pub kol: Money,
    /// What the network loses.
    pub network: Money,
}

/// What a refund takes back that raised what was given back of a line worth `whole` from `before`
/// to `after`. Answers nothing when no unit of the commission moves.
///
/// `whole` is what the buyer paid for the goods, which can differ from the commission's base: a
/// rule may leave a discount in it.
///
/// # Errors
/// `Broken` on overflow or mixed currencies.
pub fn reverse(
    frozen: &Frozen,
    whole: Money,
    before: Money,
    after: Money,
) -> Result<Option<Reversal>> {
    let (kol_before, network_before) = taken(frozen, whole, before)?;
    let (kol_after, network_after) = taken(frozen, whole, after)?;
    let reversal = Reversal {
        base: part(frozen.base, whole, before).minus(part(frozen.base, whole, after))?,
        kol: kol_before.minus(kol_after)?,
        network: network_before.minus(network_after)?,
    };
    let moves = !(reversal.kol.is_zero() && reversal.network.is_zero());
    Ok(moves.then_some(reversal))
}

/// What has been taken back of KOL and network when so much of the line is given back.
fn taken(frozen: &Frozen, whole: Money, refunded: Money) -> Result<(Money, Money)> {
    let total = frozen.kol.plus(frozen.network)?;
    let so_far = part(total, whole, refunded);
    let parts = so_far.allocate(&[frozen.kol.minor(), frozen.network.minor()])?;
    Ok((so_far.minus(parts[1])?, parts[1]))
}

/// The part of an amount that goes with so much of a whole, rounded down.
fn part(amount: Money, whole: Money, so_much: Money) -> Money {
    let whole = whole.minor();
    if whole <= 0 {
        return Money::zero(amount.currency());
    }
    let so_much = so_much.minor().clamp(0, whole);
    let exact = i128::from(amount.minor()) * i128::from(so_much) / i128::from(whole);
    // At most the amount, which fits.
    Money::new(i64::try_from(exact).unwrap_or(amount.minor()), amount.currency())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commissions::freeze::freeze;
    use crate::money::Currency;
    use crate::rate::Rate;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }

    #[test]
    fn three_equal_thirds_take_413_413_and_the_remainder_414() {
        let frozen = Frozen {
            rate: Rate::from_ppm(150_000).expect("rate"),
            share: Rate::from_ppm(200_000).expect("rate"),
            base: yen(8_265),
            kol: yen(992),
            network: yen(248),
        };
        let mut totals = Vec::new();
        for third in 0..3 {
            let reversal =
                reverse(&frozen, yen(8_265), yen(2_755 * third), yen(2_755 * (third + 1)))
                    .expect("sum")
                    .expect("some");
            totals.push(reversal.kol.minor() + reversal.network.minor());
        }
        assert_eq!(totals, [-413, -413, -414]);
    }

    #[test]
    fn a_refund_that_moves_no_unit_writes_no_row() {
        let frozen = freeze(yen(1_000), Rate::from_ppm(1_000).expect("rate"), Rate::ZERO)
            .expect("sum")
            .expect("some");
        assert_eq!(reverse(&frozen, yen(1_000), yen(0), yen(10)), Ok(None));
    }

    #[test]
    fn a_base_above_what_was_paid_is_given_back_in_proportion() {
        // 7,362 was paid; the rule left the platform's 200 in the base.
        let frozen = freeze(yen(7_562), Rate::from_ppm(120_000).expect("rate"), Rate::ZERO)
            .expect("sum")
            .expect("some");
        let half = reverse(&frozen, yen(7_362), yen(0), yen(3_681)).expect("sum").expect("some");
        assert_eq!((half.base.minor(), half.kol.minor()), (-3_781, -453));
        let rest =
            reverse(&frozen, yen(7_362), yen(3_681), yen(7_362)).expect("sum").expect("some");
        assert_eq!((rest.base.minor(), rest.kol.minor()), (-3_781, -454));
    }

    proptest! {
        #[test]
        fn refunds_never_take_more_than_there_was_and_all_of_it_in_the_end(
            base in 1i64..10_000_000,
            rate in 1i64..=1_000_000,
            share in 0i64..=1_000_000,
            cuts in prop::collection::vec(0i64..10_000_000, 0..12),
        ) {
            let rate = Rate::from_ppm(rate).expect("rate");
            let share = Rate::from_ppm(share).expect("rate");
            let Some(frozen) = freeze(yen(base), rate, share).expect("sum") else { return Ok(()) };
            let mut steps: Vec<i64> = cuts.iter().map(|cut| cut % base).collect();
            steps.push(base);
            steps.sort_unstable();
            let (mut kol, mut network, mut left) =
                (frozen.kol.minor(), frozen.network.minor(), base);
            let mut before = 0;
            for after in steps {
                if let Some(taken) = reverse(&frozen, yen(base), yen(before), yen(after)).expect("sum") {
                    prop_assert!(taken.kol.minor() <= 0 && taken.network.minor() <= 0);
                    kol += taken.kol.minor();
                    network += taken.network.minor();
                }
                left -= after - before;
                before = after;
                prop_assert!((0..=frozen.kol.minor()).contains(&kol));
                prop_assert!((0..=frozen.network.minor()).contains(&network));
            }
            prop_assert_eq!((kol, network, left), (0, 0, 0));
        }
    }
}
