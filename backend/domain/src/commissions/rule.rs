//! Rules of commission: which one holds for a line that was sold, and why.
//!
//! A rule's conditions are of several kinds: within a kind one of its values must fit, and every
//! kind must fit. Of the rules that fit the most specific one wins; of equals the oldest. A rule is
//! never edited: a change is a new version, so that what was frozen stays explained.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::choices;
pub use crate::commissions::condition::{Condition, Conditions, Sale};
use crate::id::CommissionRuleId;
use crate::money::Currency;
use crate::orders::funds::Fund;
use crate::rate::{Rate, Rounding};
use crate::time::Timestamp;

choices! {
    /// How a rule rounds, in words.
    pub enum RoundingWord {
        /// To the nearest; a half up.
        HalfUp = "half_up",
        /// Down.
        Down = "down",
    }
}

impl RoundingWord {
    /// The arithmetic of it.
    pub const fn rounding(self) -> Rounding {
        match self {
            Self::HalfUp => Rounding::HalfUp,
            Self::Down => Rounding::Down,
        }
    }
}

/// What a rule pays for a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pay {
    /// A part of the base.
    Percent(Rate),
    /// So much for each piece, in smallest units of each currency.
    PerPiece(BTreeMap<Currency, i64>),
}

/// The least and the most of a line's commission, in smallest units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limit {
    /// The least; nothing is owed for a base of nothing all the same.
    pub least: Option<i64>,
    /// The most.
    pub most: Option<i64>,
}

/// The terms of a rule: everything that is frozen with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What it pays.
    pub pay: Pay,
    /// The least and the most of a line, by currency.
    #[serde(default)]
    pub limits: BTreeMap<Currency, Limit>,
    /// Whose discounts make the base smaller (COM-17).
    pub reduced_by: Vec<Fund>,
    /// Whether product tax is taken out of the base.
    #[serde(default)]
    pub without_tax: bool,
    /// How fractions of the smallest unit are rounded.
    pub rounding: RoundingWord,
    /// Days from delivery until it can no longer be taken back; the network's when not said.
    #[serde(default)]
    pub holding_days: Option<i64>,
}

impl Terms {
    /// The terms of a plan: a part of the price net of all coupons, as the network holds it.
    pub fn of_plan(rate: Rate) -> Self {
        Self {
            pay: Pay::Percent(rate),
            limits: BTreeMap::new(),
            reduced_by: Fund::DISCOUNTS.to_vec(),
            without_tax: false,
            rounding: RoundingWord::HalfUp,
            holding_days: None,
        }
    }
}

/// One version of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// This version.
    pub id: CommissionRuleId,
    /// The first version's id: what all versions of the rule share.
    pub family: CommissionRuleId,
    /// Counts the versions, from 1.
    pub version: i64,
    /// What staff call it.
    pub name: String,
    /// For which lines it is.
    pub conditions: Conditions,
    /// What it says.
    pub terms: Terms,
    /// From when on it holds.
    pub valid_from: Timestamp,
    /// Until just before when, where there is an end.
    pub valid_to: Option<Timestamp>,
    /// When the first version was made: of equals the oldest wins.
    pub since: Timestamp,
}

/// How a rule fared with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// Every kind fits.
    Yes,
    /// It does not hold at that time.
    OtherTime,
    /// These kinds do not fit.
    No(Vec<Condition>),
}

impl Rule {
    /// Whether it is for the line, or why not.
    pub fn fit(&self, sale: &Sale<'_>) -> Fit {
        if sale.at < self.valid_from || self.valid_to.is_some_and(|end| sale.at >= end) {
            return Fit::OtherTime;
        }
        let kinds = self.conditions.kinds().into_iter();
        let missed: Vec<Condition> =
            kinds.filter(|kind| !self.conditions.fits(*kind, sale)).collect();
        if missed.is_empty() { Fit::Yes } else { Fit::No(missed) }
    }
}

/// The rule that holds for a line; none when no rule fits and the plan's own terms hold.
pub fn winner<'r>(rules: &'r [Rule], sale: &Sale<'_>) -> Option<&'r Rule> {
    rules.iter().filter(|rule| rule.fit(sale) == Fit::Yes).max_by(|a, b| {
        let specific = a.conditions.specificity().cmp(&b.conditions.specificity());
        // Reversed: the older one is the greater.
        specific.then_with(|| (b.since, b.id).cmp(&(a.since, a.id)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::product::Category;
    use crate::id::{OrganizationId, ProductId};
    use crate::money::Money;

    fn moment(day: u32) -> Timestamp {
        Timestamp::parse(&format!("2026-11-{day:02}T00:00:00Z")).expect("moment")
    }

    fn rule(since: u32, conditions: Conditions) -> Rule {
        let id = CommissionRuleId::new();
        Rule {
            id,
            family: id,
            version: 1,
            name: "rule".into(),
            conditions,
            terms: Terms::of_plan(Rate::ONE),
            valid_from: moment(1),
            valid_to: None,
            since: moment(since),
        }
    }

    fn sale() -> Sale<'static> {
        Sale {
            product: ProductId::new(),
            category: Category::Tea,
            brand: OrganizationId::new(),
            kol: OrganizationId::new(),
            source: "shopify",
            order_total: Money::new(5_000, Currency::Jpy),
            new_buyer: None,
            groups: &[],
            session: None,
            plans: &[],
            at: moment(10),
        }
    }

    #[test]
    fn within_a_kind_one_must_fit_and_every_kind_must() {
        let sale = sale();
        let both = Conditions {
            categories: vec![Category::Food, Category::Tea],
            markets: vec![Currency::Cny],
            ..Conditions::default()
        };
        assert_eq!(rule(1, both.clone()).fit(&sale), Fit::No(vec![Condition::Market]));
        let tea = Conditions { markets: Vec::new(), ..both };
        assert_eq!(rule(1, tea).fit(&sale), Fit::Yes);
        assert_eq!(rule(1, Conditions::default()).fit(&sale), Fit::Yes);
    }

    #[test]
    fn a_buyer_of_whom_nothing_is_known_is_neither_new_nor_old() {
        let sale = sale();
        for new_buyer in [Some(true), Some(false)] {
            let asks = Conditions { new_buyer, ..Conditions::default() };
            assert_eq!(rule(1, asks).fit(&sale), Fit::No(vec![Condition::NewBuyer]));
        }
    }

    #[test]
    fn an_order_in_a_currency_without_a_least_value_does_not_fit() {
        let mut sale = sale();
        let worth =
            Conditions { order_value: [(Currency::Jpy, 5_000)].into(), ..Conditions::default() };
        assert_eq!(rule(1, worth.clone()).fit(&sale), Fit::Yes);
        sale.order_total = Money::new(4_999, Currency::Jpy);
        assert_eq!(rule(1, worth.clone()).fit(&sale), Fit::No(vec![Condition::OrderValue]));
        sale.order_total = Money::new(500_000, Currency::Cny);
        assert_eq!(rule(1, worth).fit(&sale), Fit::No(vec![Condition::OrderValue]));
    }

    #[test]
    fn the_most_specific_wins_and_of_equals_the_oldest() {
        let sale = sale();
        let product = Conditions { products: vec![sale.product], ..Conditions::default() };
        let many = Conditions {
            kols: vec![sale.kol],
            brands: vec![sale.brand],
            categories: vec![sale.category],
            sources: vec!["shopify".into()],
            markets: vec![Currency::Jpy],
            ..Conditions::default()
        };
        let rules = [
            rule(1, Conditions::default()),
            rule(3, product.clone()),
            rule(2, product),
            rule(1, many),
        ];
        assert_eq!(winner(&rules, &sale).map(|rule| rule.id), Some(rules[2].id));
    }

    #[test]
    fn a_rule_holds_from_its_first_moment_until_just_before_its_end() {
        let mut sale = sale();
        let mut rule = rule(1, Conditions::default());
        rule.valid_to = Some(moment(20));
        for (day, fits) in [(1, true), (19, true), (20, false)] {
            sale.at = moment(day);
            assert_eq!(rule.fit(&sale) == Fit::Yes, fits, "{day}");
        }
        sale.at = moment(1).plus_seconds(-1);
        assert_eq!(winner(&[rule], &sale), None);
    }

    #[test]
    fn conditions_and_terms_read_back_from_their_text() {
        let conditions = Conditions {
            products: vec![ProductId::new()],
            categories: vec![Category::Tea],
            new_buyer: Some(true),
            order_value: [(Currency::Cny, 9_900)].into(),
            ..Conditions::default()
        };
        let text = serde_json::to_string(&conditions).expect("text");
        assert_eq!(serde_json::from_str::<Conditions>(&text).expect("conditions"), conditions);
        let mut terms = Terms::of_plan(Rate::from_ppm(150_000).expect("rate"));
        terms.limits = [(Currency::Jpy, Limit { least: Some(10), most: None })].into();
        let text = serde_json::to_string(&terms).expect("text");
        assert_eq!(serde_json::from_str::<Terms>(&text).expect("terms"), terms);
        assert!(serde_json::from_str::<Conditions>(r#"{"group": []}"#).is_err());
    }
}
