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
    /// The amounts of the rows before: base, KOL's part, network's part; below nothing where they
    /// took back.
    pub earlier: Vec<(Money, Money, Money)>,
    /// The amounts of this row.
    pub this: (Money, Money, Money),
}

fn step(code: Code) -> Step {
    Step::new(Stage::Corrections, code)
}

/// What rows took back: base, and both parts together.
fn taken(rows: &[(Money, Money, Money)], zero: Money) -> Result<(Money, Money)> {
    rows.iter().try_fold((zero, zero), |(base, total), row| {
        Ok((base.minus(row.0)?, total.minus(row.1)?.minus(row.2)?))
    })
}

/// The steps of a correcting row.
///
/// # Errors
/// `Broken` on overflow.
pub fn steps(row: &Correction, viewer: Viewer) -> Result<Vec<Step>> {
    let zero = Money::zero(row.frozen.base.currency());
    let (whole, total) = (row.frozen.base, row.frozen.kol.plus(row.frozen.network)?);
    let (base_before, earlier) = taken(&row.earlier, zero)?;
    let base_after = base_before.minus(row.this.0)?;
    let amount = row.this.1.plus(row.this.2)?;
    let sum = earlier.minus(amount)?;
    let original = Place::Explanation(Explained::Commission, row.original.to_string());
    let own = if viewer == Viewer::Kol { row.frozen.kol } else { total };
    let mut steps = vec![
        step(Code::Corrects).money("amount", own).to(original),
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
        Viewer::Kol => steps.push(step(Code::OwnBack).money("amount", row.this.1)),
        Viewer::Brand => steps.push(step(Code::WholeOfBrand).money("total", amount)),
        Viewer::Staff => steps.push(
            step(Code::Parts)
                .money("total", amount)
                .money("kol", row.this.1)
                .money("network", row.this.2),
        ),
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
        };
        let mut earlier = Vec::new();
        let mut told = Vec::new();
        for third in 0..3 {
            let (before, after) = (yen(2_755 * third), yen(2_755 * (third + 1)));
            let taken = reverse(&frozen, yen(8_265), before, after).expect("sum").expect("some");
            let this = (taken.base, taken.kol, taken.network);
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
        };
        let row = Correction {
            original: CommissionId::new(),
            frozen,
            earlier: vec![(yen(-100), yen(-80), yen(-20))],
            this: (yen(100), yen(80), yen(20)),
        };
        let steps = steps(&row, Viewer::Kol).expect("steps");
        assert_eq!(steps[2].code, Code::GivenAgain);
        assert_eq!(steps[3], step(Code::OwnBack).money("amount", yen(80)));
    }
}
