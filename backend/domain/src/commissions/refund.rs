//! What a refund takes back of a frozen commission.
//!
//! The frozen row stays as it is; each refund adds a row of negative amounts. What has been taken
//! back after a refund depends only on how much of the base has been refunded by then: the rows
//! never take back more than there was, and the last one takes what rounding left.

use crate::commissions::freeze::Frozen;
use crate::error::{Error, Result};
use crate::money::Money;

/// What is left of a part before and after a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Before.
    pub before: Money,
    /// After.
    pub after: Money,
}

impl Left {
    /// How much is added; below nothing where a refund takes back.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn change(&self) -> Result<Money> {
        self.after.minus(self.before)
    }
}

/// The amounts of a reversing row: none above nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    /// What leaves the base.
    pub base: Money,
    /// What the KOL loses.
    pub kol: Money,
    /// What the network loses.
    pub network: Money,
    /// What is left of the KOL's part.
    pub kol_left: Left,
    /// What is left of each partner's part, in their order.
    pub parts: Vec<Left>,
}

impl Reversal {
    /// What all partners lose.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn partners(&self) -> Result<Money> {
        let zero = Money::zero(self.base.currency());
        self.parts.iter().try_fold(zero, |sum, part| sum.plus(part.change()?))
    }

    /// What the brand no longer owes.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn total(&self) -> Result<Money> {
        self.kol.plus(self.network)?.plus(self.partners()?)
    }
}

/// What a refund takes back that raised what was given back of a line worth `whole` from `before`
/// to `after`, of KOL, network and the partners' `parts`. Answers nothing when no unit of the
/// commission moves.
///
/// `whole` is what the buyer paid for the goods, which can differ from the commission's base: a
/// rule may leave a discount in it.
///
/// # Errors
/// `Broken` on overflow or mixed currencies.
pub fn reverse(
    frozen: &Frozen,
    parts: &[Money],
    whole: Money,
    before: Money,
    after: Money,
) -> Result<Option<Reversal>> {
    let amounts: Vec<Money> =
        [frozen.kol].iter().chain(parts).chain([&frozen.network]).copied().collect();
    let left = left(&amounts, whole, before)?.into_iter().zip(left(&amounts, whole, after)?);
    let mut left: Vec<Left> = left.map(|(before, after)| Left { before, after }).collect();
    let lost = || Error::Broken("a refund of no part".into());
    let network = left.pop().ok_or_else(lost)?.change()?;
    let kol_left = if left.is_empty() { return Err(lost()) } else { left.remove(0) };
    let reversal = Reversal {
        base: part(frozen.base, whole, before).minus(part(frozen.base, whole, after))?,
        kol: kol_left.change()?,
        network,
        kol_left,
        parts: left,
    };
    let still = |left: &Left| left.before == left.after;
    let moves =
        !(still(&reversal.kol_left) && network.is_zero() && reversal.parts.iter().all(still));
    Ok(moves.then_some(reversal))
}

/// What is left of some amounts when so much of the line is given back.
///
/// What is taken back of the total is cut in two again and again: into the last amount and all those
/// before it. Of two, neither ever gets a unit back while more is given back, which a split of three
/// at once could not promise.
fn left(amounts: &[Money], whole: Money, refunded: Money) -> Result<Vec<Money>> {
    let zero = Money::zero(whole.currency());
    let mut rest = amounts.iter().try_fold(zero, |sum, amount| sum.plus(*amount))?;
    let mut so_far = part(rest, whole, refunded);
    let mut left = amounts.to_vec();
    for place in (1..amounts.len()).rev() {
        rest = rest.minus(amounts[place])?;
        let cut = so_far.allocate(&[rest.minor(), amounts[place].minor()])?;
        left[place] = amounts[place].minus(cut[1])?;
        so_far = so_far.minus(cut[1])?;
    }
    if let Some(first) = left.first_mut() {
        *first = first.minus(so_far)?;
    }
    Ok(left)
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
    use crate::commissions::split::{Bearer, Partner, PartnerKind, split};
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
            partners: yen(0),
        };
        let mut totals = Vec::new();
        for third in 0..3 {
            let reversal =
                reverse(&frozen, &[], yen(8_265), yen(2_755 * third), yen(2_755 * (third + 1)))
                    .expect("sum")
                    .expect("some");
            totals.push(reversal.kol.minor() + reversal.network.minor());
        }
        assert_eq!(totals, [-413, -413, -414]);
    }

    #[test]
    fn thirds_of_a_refund_add_up_for_each_party() {
        let frozen = Frozen {
            rate: Rate::from_ppm(150_000).expect("rate"),
            share: Rate::from_ppm(200_000).expect("rate"),
            base: yen(8_265),
            kol: yen(827),
            network: yen(248),
            partners: yen(165),
        };
        let mut thirds = Vec::new();
        for third in 0..3 {
            let (before, after) = (yen(2_755 * third), yen(2_755 * (third + 1)));
            let one = reverse(&frozen, &[yen(165)], yen(8_265), before, after);
            let one = one.expect("sum").expect("some");
            assert_eq!(one.partners(), one.parts[0].change());
            let minor = |amount: Result<Money>| amount.expect("sum").minor();
            thirds.push([
                one.kol.minor(),
                minor(one.partners()),
                one.network.minor(),
                minor(one.total()),
            ]);
        }
        let sum = |place: usize| thirds.iter().map(|third| third[place]).sum::<i64>();
        assert_eq!([sum(0), sum(1), sum(2), sum(3)], [-827, -165, -248, -1_240]);
        assert_eq!(thirds.iter().map(|third| third[3]).collect::<Vec<_>>(), [-413, -413, -414]);
    }

    #[test]
    fn a_refund_that_moves_no_unit_writes_no_row() {
        let frozen = freeze(yen(1_000), Rate::from_ppm(1_000).expect("rate"), Rate::ZERO)
            .expect("sum")
            .expect("some");
        assert_eq!(reverse(&frozen, &[], yen(1_000), yen(0), yen(10)), Ok(None));
    }

    #[test]
    fn a_base_above_what_was_paid_is_given_back_in_proportion() {
        // 7,362 was paid; the rule left the platform's 200 in the base.
        let frozen = freeze(yen(7_562), Rate::from_ppm(120_000).expect("rate"), Rate::ZERO)
            .expect("sum")
            .expect("some");
        let half =
            reverse(&frozen, &[], yen(7_362), yen(0), yen(3_681)).expect("sum").expect("some");
        assert_eq!((half.base.minor(), half.kol.minor()), (-3_781, -453));
        let rest =
            reverse(&frozen, &[], yen(7_362), yen(3_681), yen(7_362)).expect("sum").expect("some");
        assert_eq!((rest.base.minor(), rest.kol.minor()), (-3_781, -454));
    }

    proptest! {
        #[test]
        fn refunds_never_take_more_than_there_was_and_all_of_it_in_the_end(
            base in 1i64..10_000_000,
            rate in 1i64..=1_000_000,
            share in 0i64..=1_000_000,
            partners in prop::collection::vec((0i64..=1_000_000, any::<bool>()), 0..4),
            cuts in prop::collection::vec(0i64..10_000_000, 0..12),
        ) {
            let rate = Rate::from_ppm(rate).expect("rate");
            let share = Rate::from_ppm(share).expect("rate");
            let Some(frozen) = freeze(yen(base), rate, share).expect("sum") else { return Ok(()) };
            let partners: Vec<Partner> = partners.into_iter().map(partner).collect();
            let (frozen, parts) = split(frozen, &partners).expect("split");
            let mut steps: Vec<i64> = cuts.iter().map(|cut| cut % base).collect();
            steps.push(base);
            steps.sort_unstable();
            let (mut kol, mut network, mut left) =
                (frozen.kol.minor(), frozen.network.minor(), base);
            let mut open: Vec<i64> = parts.iter().map(|part| part.minor()).collect();
            let mut before = 0;
            for after in steps {
                let taken = reverse(&frozen, &parts, yen(base), yen(before), yen(after));
                if let Some(taken) = taken.expect("sum") {
                    prop_assert!(taken.kol.minor() <= 0 && taken.network.minor() <= 0);
                    kol += taken.kol.minor();
                    network += taken.network.minor();
                    for (open, part) in open.iter_mut().zip(&taken.parts) {
                        prop_assert!(*open == part.before.minor() && part.after.minor() <= *open);
                        *open = part.after.minor();
                    }
                }
                left -= after - before;
                before = after;
                prop_assert!((0..=frozen.kol.minor()).contains(&kol));
                prop_assert!((0..=frozen.network.minor()).contains(&network));
                prop_assert!(open.iter().all(|open| *open >= 0));
            }
            prop_assert_eq!((kol, network, left), (0, 0, 0));
            prop_assert!(open.iter().all(|open| *open == 0));
        }
    }

    fn partner((ppm, kol): (i64, bool)) -> Partner {
        Partner {
            kind: PartnerKind::Mcn,
            payee: crate::id::OrganizationId::new(),
            payee_kind: crate::access::OrganizationKind::Mcn,
            rate: Rate::from_ppm(ppm).expect("rate"),
            bearer: if kol { Bearer::Kol } else { Bearer::Network },
        }
    }
}
