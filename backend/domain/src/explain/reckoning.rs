//! The arithmetic of one line, with its digits: base, rate, rounding, limits.

use crate::commissions::freeze::Sold;
use crate::commissions::rule::{Pay, RoundingWord, Terms};
use crate::error::Result;
use crate::explain::exact::Exact;
use crate::explain::step::{Code, Stage, Step, Value};
use crate::money::Money;
use crate::orders::funds::Fund;

fn step(code: Code) -> Step {
    Step::new(Stage::Reckoning, code)
}

fn fund(fund: Fund) -> Value {
    Value::Word("fund", fund.as_str())
}

/// How the base of a line came about: price times pieces, less what these terms take off.
///
/// # Errors
/// `Broken` on overflow.
pub fn base(terms: &Terms, sold: &Sold<'_>) -> Result<Vec<Step>> {
    let mut left = sold.unit_price.times(sold.quantity)?;
    let mut steps = vec![
        step(Code::Price)
            .money("each", sold.unit_price)
            .count("pieces", sold.quantity)
            .money("whole", left),
    ];
    let discounts = sold.discounts.iter().filter(|(_, amount)| !amount.is_zero());
    for (funder, amount) in discounts {
        let told = if terms.reduced_by.contains(funder) {
            left = left.minus(*amount)?;
            step(Code::TakenOff).money("left", left)
        } else {
            step(Code::LeftIn)
        };
        steps.push(told.with("fund", fund(*funder)).money("amount", *amount));
    }
    if terms.without_tax && !sold.tax.is_zero() {
        left = left.minus(sold.tax)?;
        steps.push(step(Code::TaxOut).money("amount", sold.tax).money("left", left));
    }
    steps.push(step(Code::Base).money("base", terms.base(sold)?));
    Ok(steps)
}

/// How the whole commission of a base came about: rate, rounding, limits.
///
/// # Errors
/// `Broken` on overflow.
pub fn total(terms: &Terms, base: Money, quantity: i64) -> Result<Vec<Step>> {
    let currency = base.currency();
    let (first, told) = match &terms.pay {
        Pay::Percent(rate) => {
            let exact = Exact::share(base, *rate);
            let rounded = base.share(*rate, terms.rounding.rounding());
            let code = match terms.rounding {
                _ if exact.is_whole() => Code::TimesEven,
                RoundingWord::HalfUp => Code::TimesHalfUp,
                RoundingWord::Down => Code::TimesDown,
            };
            let times = step(code).money("base", base).with("rate", Value::Rate(*rate));
            (times.with("exact", Value::Exact(exact)).money("rounded", rounded), rounded)
        }
        Pay::PerPiece(amounts) => {
            let each = Money::new(amounts.get(&currency).copied().unwrap_or(0), currency);
            let told = each.times(quantity)?;
            let pieces = step(Code::PerPiece).money("each", each).count("pieces", quantity);
            (pieces.money("told", told), told)
        }
    };
    let mut steps = vec![first];
    let limit = terms.limits.get(&currency).copied().unwrap_or_default();
    let mut stands = told.minor();
    let mut bound = |code: Code, to: i64| {
        let change = step(code).money("from", Money::new(stands, currency));
        steps.push(change.money("to", Money::new(to, currency)));
        stands = to;
    };
    if let Some(least) = limit.least.filter(|least| told.minor() < *least) {
        bound(Code::Raised, least);
    }
    let raised = told.minor().max(limit.least.unwrap_or(i64::MIN));
    if let Some(most) = limit.most.filter(|most| raised > *most) {
        bound(Code::Lowered, most);
    }
    if raised.min(limit.most.unwrap_or(i64::MAX)) > base.minor() {
        bound(Code::WithinBase, base.minor());
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commissions::rule::Limit;
    use crate::money::Currency;
    use crate::rate::Rate;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }

    fn codes(steps: &[Step]) -> Vec<Code> {
        steps.iter().map(|step| step.code).collect()
    }

    #[test]
    fn a_base_shows_what_leaves_it_and_what_stays() {
        let discounts = [(Fund::Brand, yen(398)), (Fund::Platform, yen(200)), (Fund::Kol, yen(0))];
        let sold =
            Sold { unit_price: yen(3_980), quantity: 2, discounts: &discounts, tax: yen(723) };
        let mut terms = Terms::of_plan(Rate::from_ppm(125_000).expect("rate"));
        terms.reduced_by = vec![Fund::Brand];
        terms.without_tax = true;
        let steps = base(&terms, &sold).expect("sum");
        let wanted = [Code::Price, Code::TakenOff, Code::LeftIn, Code::TaxOut, Code::Base];
        assert_eq!(codes(&steps), wanted);
        assert!(steps[3].args.contains(&("left", Value::Money(yen(6_839)))));
        assert!(steps[4].args.contains(&("base", Value::Money(yen(6_839)))));
    }

    #[test]
    fn a_total_says_how_it_was_rounded_and_limited() {
        let mut terms = Terms::of_plan(Rate::from_ppm(150_000).expect("rate"));
        let steps = total(&terms, yen(8_266), 1).expect("sum");
        assert_eq!(codes(&steps), [Code::TimesHalfUp]);
        let exact = Exact::share(yen(8_266), Rate::from_ppm(150_000).expect("rate"));
        assert!(steps[0].args.contains(&("exact", Value::Exact(exact))));
        assert!(steps[0].args.contains(&("rounded", Value::Money(yen(1_240)))));
        assert_eq!(codes(&total(&terms, yen(1_000), 1).expect("sum")), [Code::TimesEven]);
        terms.rounding = RoundingWord::Down;
        assert_eq!(codes(&total(&terms, yen(8_266), 1).expect("sum")), [Code::TimesDown]);
        let limit = |least, most| [(Currency::Jpy, Limit { least, most })].into();
        terms.limits = limit(Some(2_000), Some(1_500));
        let steps = total(&terms, yen(8_266), 1).expect("sum");
        assert_eq!(codes(&steps), [Code::TimesDown, Code::Raised, Code::Lowered]);
        terms.limits = limit(Some(2_000), None);
        let steps = total(&terms, yen(500), 1).expect("sum");
        assert_eq!(codes(&steps), [Code::TimesEven, Code::Raised, Code::WithinBase]);
        assert!(steps[2].args.contains(&("to", Value::Money(yen(500)))));
        // What is shown last is what the terms pay.
        assert_eq!(terms.total(yen(500), 1), Ok(yen(500)));
    }

    #[test]
    fn a_rule_by_the_piece_shows_price_and_pieces() {
        let mut terms = Terms::of_plan(Rate::ZERO);
        terms.pay = Pay::PerPiece([(Currency::Jpy, 300)].into());
        let steps = total(&terms, yen(7_960), 2).expect("sum");
        assert_eq!(codes(&steps), [Code::PerPiece]);
        assert!(steps[0].args.contains(&("told", Value::Money(yen(600)))));
    }
}
