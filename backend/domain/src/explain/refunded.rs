//! How a correcting row came about: what was given back by then, and what that takes of the
//! commission.

use crate::commissions::freeze::Frozen;
use crate::error::Result;
use crate::explain::exact::Exact;
use crate::explain::step::{Code, Place, Stage, Step, Value};
use crate::explain::subject::{Explained, Viewer};
use crate::id::CommissionId;
use crate::money::Money;

/// A correcting row, with those of the same commission that came before it.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The commission that it corrects.
    pub original: CommissionId,
    /// What was frozen then.
    pub frozen: Frozen,
    /// The rows before; below nothing where they took back.
    pub earlier: Vec<Frozen>,
    /// This row.
    pub this: Frozen,
}

fn step(code: Code) -> Step {
    Step::new(Stage::Corrections, code)
}

/// What rows took back: base, and all parts together.
fn taken(rows: &[Frozen], zero: Money) -> Result<(Money, Money)> {
    rows.iter().try_fold((zero, zero), |(base, total), row| {
        Ok((base.minus(row.base)?, total.minus(row.total()?)?))
    })
}

/// Who has which part of a row's whole.
pub(super) fn parts(step: impl Fn(Code) -> Step, frozen: &Frozen) -> Result<Step> {
    let shared = !frozen.partners.is_zero();
    let told = step(if shared { Code::PartsOfPartners } else { Code::Parts })
        .money("total", frozen.total()?)
        .money("kol", frozen.kol)
        .money("network", frozen.network);
    Ok(if shared { told.money("partners", frozen.partners) } else { told })
}

/// Whether nothing of the commission is left with a row.
///
/// # Errors
/// `Broken` on overflow.
pub(super) fn takes_rest(row: &Correction) -> Result<bool> {
    let zero = Money::zero(row.frozen.base.currency());
    let (_, earlier) = taken(&row.earlier, zero)?;
    Ok(earlier.minus(row.this.total()?)? == row.frozen.total()?)
}

/// What a row corrects, for a viewer.
///
/// # Errors
/// `Broken` on overflow.
pub(super) fn corrects(row: &Correction, viewer: Viewer) -> Result<Step> {
    let own = if viewer == Viewer::Kol { row.frozen.kol } else { row.frozen.total()? };
    let original = Place::Explanation(Explained::Commission, row.original.to_string());
    Ok(step(Code::Corrects).money("amount", own).to(original))
}

/// The steps of a correcting row.
///
/// # Errors
/// `Broken` on overflow.
pub fn steps(row: &Correction, viewer: Viewer) -> Result<Vec<Step>> {
    let zero = Money::zero(row.frozen.base.currency());
    let (whole, total) = (row.frozen.base, row.frozen.total()?);
    let (base_before, earlier) = taken(&row.earlier, zero)?;
    let base_after = base_before.minus(row.this.base)?;
    let amount = row.this.total()?;
    let sum = earlier.minus(amount)?;
    let mut steps = vec![
        corrects(row, viewer)?,
        step(Code::GivenBack)
            .money("whole", whole)
            .money("before", base_before)
            .money("after", base_after),
    ];
    let exact = Exact::part(total, base_after, whole);
    let floor = exact.map(|exact| exact.digits / 10_i128.pow(2));
    let told = if amount.minor() > 0 {
        step(Code::GivenAgain).money("amount", amount)
    } else if base_after == whole && sum == total {
        step(Code::TakenBackRest).money("earlier", earlier).money("amount", amount)
    } else if let Some(exact) = exact.filter(|_| floor == Some(i128::from(sum.minor()))) {
        let even = exact.is_whole();
        step(if even { Code::TakenBackEven } else { Code::TakenBack })
            .money("total", total)
            .money("after", base_after)
            .money("whole", whole)
            .with("exact", Value::Exact(exact))
            .money("sum", sum)
            .money("earlier", earlier)
            .money("amount", amount)
    } else {
        step(Code::TakenBackPlain)
            .money("sum", sum)
            .money("earlier", earlier)
            .money("amount", amount)
    };
    steps.push(told);
    match viewer {
        Viewer::Kol => steps.push(step(Code::OwnBack).money("amount", row.this.kol)),
        Viewer::Brand => steps.push(step(Code::WholeOfBrand).money("total", amount)),
        Viewer::Staff => steps.push(parts(step, &row.this)?),
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commissions::refund::reverse;
    use crate::money::Currency;
    use crate::rate::Rate;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }

    #[test]
    fn each_third_of_a_refund_shows_its_own_arithmetic() {
        let frozen = Frozen {
            rate: Rate::from_ppm(150_000).expect("rate"),
            share: Rate::from_ppm(200_000).expect("rate"),
            base: yen(8_265),
            kol: yen(992),
            network: yen(248),
            partners: yen(0),
        };
        let mut earlier = Vec::new();
        let mut told = Vec::new();
        for third in 0..3 {
            let (before, after) = (yen(2_755 * third), yen(2_755 * (third + 1)));
            let taken =
                reverse(&frozen, &[], yen(8_265), before, after).expect("sum").expect("some");
            let this =
                Frozen { base: taken.base, kol: taken.kol, network: taken.network, ..frozen };
            let original = CommissionId::new();
            let row = Correction { original, frozen, earlier: earlier.clone(), this };
            let steps = steps(&row, Viewer::Staff).expect("steps");
            let amount = steps[2].args.iter().find(|(name, _)| *name == "amount");
            told.push((steps[2].code, amount.map(|(_, value)| value.clone())));
            earlier.push(this);
        }
        let amount = |minor| Some(Value::Money(yen(minor)));
        assert_eq!(
            told,
            [
                (Code::TakenBack, amount(-413)),
                (Code::TakenBack, amount(-413)),
                (Code::TakenBackRest, amount(-414)),
            ]
        );
    }

    #[test]
    fn what_is_given_again_says_so_and_a_kol_reads_its_own_part() {
        let frozen = Frozen {
            rate: Rate::ONE,
            share: Rate::ZERO,
            base: yen(100),
            kol: yen(80),
            network: yen(20),
            partners: yen(0),
        };
        let back = Frozen { base: yen(-100), kol: yen(-80), network: yen(-20), ..frozen };
        let row =
            Correction { original: CommissionId::new(), frozen, earlier: vec![back], this: frozen };
        let steps = steps(&row, Viewer::Kol).expect("steps");
        assert_eq!(steps[2].code, Code::GivenAgain);
        assert_eq!(steps[3], step(Code::OwnBack).money("amount", yen(80)));
    }
}
