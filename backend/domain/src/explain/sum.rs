//! How a figure is summed: its groups, their subtotals, and that they come to it.

use crate::error::Result;
use crate::explain::step::{Code, Group, Stage, Step, Value};
use crate::money::Money;

/// Amounts that one sentence adds up at most; of more the groups below say enough.
const MOST_ADDENDS: usize = 8;

/// The steps that say how groups come to a figure, or by how much they do not.
///
/// # Errors
/// `Broken` on overflow.
pub fn steps(figure: Money, groups: &[Group]) -> Result<Vec<Step>> {
    let step = |code| Step::new(Stage::Sum, code);
    if groups.is_empty() && figure.is_zero() {
        return Ok(vec![step(Code::SumNone)]);
    }
    let mut sum = Money::zero(figure.currency());
    for group in groups {
        sum = sum.plus(group.amount)?;
    }
    let mut steps = Vec::new();
    let amounts: Vec<Money> = groups.iter().map(|group| group.amount).collect();
    if (2..=MOST_ADDENDS).contains(&amounts.len()) {
        let addends = step(Code::Sum).with("amounts", Value::Sum(amounts));
        steps.push(addends.money("sum", sum));
    }
    steps.push(if sum == figure {
        step(Code::SumEqual).money("figure", figure)
    } else {
        let difference = figure.minus(sum)?;
        step(Code::SumDiffers)
            .money("sum", sum)
            .money("figure", figure)
            .money("difference", difference)
    });
    Ok(steps)
}

/// The step that says whether the ledger knows the same figure.
///
/// # Errors
/// `Broken` on overflow.
pub fn ledger(figure: Money, ledger: Money) -> Result<Step> {
    let step = |code| Step::new(Stage::Entries, code).money("ledger", ledger);
    Ok(if figure == ledger {
        step(Code::LedgerEqual)
    } else {
        step(Code::LedgerDiffers).money("difference", figure.minus(ledger)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::step::Label;
    use crate::money::Currency;

    fn group(minor: i64) -> Group {
        let amount = Money::new(minor, Currency::Jpy);
        Group { label: Label::Word("x", "y"), count: None, base: None, amount, to: None }
    }

    fn codes(figure: i64, groups: &[Group]) -> Vec<Code> {
        let figure = Money::new(figure, Currency::Jpy);
        steps(figure, groups).expect("sum").iter().map(|step| step.code).collect()
    }

    #[test]
    fn groups_come_to_their_figure_or_the_difference_is_said() {
        assert_eq!(codes(0, &[]), [Code::SumNone]);
        assert_eq!(codes(3, &[group(5), group(-2)]), [Code::Sum, Code::SumEqual]);
        assert_eq!(codes(5, &[group(5)]), [Code::SumEqual]);
        assert_eq!(codes(4, &[group(5)]), [Code::SumDiffers]);
        let many: Vec<Group> = (0..20).map(group).collect();
        assert_eq!(codes(190, &many), [Code::SumEqual]);
    }
}
