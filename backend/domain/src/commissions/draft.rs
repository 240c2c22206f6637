//! A rule as staff write it, checked before it becomes a version.

use serde::Deserialize;

use crate::commissions::rule::{Conditions, Pay, Rule, Terms};
use crate::error::{Fields, Result};
use crate::id::CommissionRuleId;
use crate::text;
use crate::time::Timestamp;

/// Values of one kind of condition at most.
pub const MOST_VALUES: usize = 200;
/// Days that a commission is held at most.
pub const MOST_HOLDING_DAYS: i64 = 365;
/// An amount of a rule at most, in smallest units.
pub const HIGHEST: i64 = 1_000_000_000;

/// A rule as a body tells it, unchecked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRule {
    /// What staff call it; 1 to 80 characters.
    pub name: String,
    /// For which lines it is; for all when not said.
    #[serde(default)]
    pub conditions: Conditions,
    /// What it says.
    pub terms: Terms,
    /// From when on it holds; from now on when not said.
    pub valid_from: Option<Timestamp>,
    /// Until just before when, where there is an end.
    pub valid_to: Option<Timestamp>,
}

/// A rule that may become a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDraft {
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
}

impl NewRule {
    /// Checks a rule, `at` being now. It may not begin in the past: what was frozen stays.
    ///
    /// # Errors
    /// `Invalid` with every field at fault: `field-required`, `field-too-long`, `rule-values`
    /// (`most`), `amount-negative`, `amount-too-large`, `rule-limits`, `number-out-of-range`,
    /// `rule-in-past`, `date-order`.
    pub fn check(&self, at: Timestamp) -> Result<RuleDraft> {
        let mut fields = Fields::new();
        let name = fields.take(text::required("name", &self.name, 80));
        self.check_conditions(&mut fields);
        self.check_terms(&mut fields);
        let valid_from = self.valid_from.unwrap_or(at);
        fields.check(valid_from >= at, "valid_from", "rule-in-past");
        let ends_later = self.valid_to.is_none_or(|end| end > valid_from);
        fields.check(ends_later, "valid_to", "date-order");
        fields.finish()?;
        Ok(RuleDraft {
            name: name.unwrap_or_default(),
            conditions: self.conditions.clone(),
            terms: self.terms.clone(),
            valid_from,
            valid_to: self.valid_to,
        })
    }

    fn check_conditions(&self, fields: &mut Fields) {
        let asked = &self.conditions;
        for (field, count) in [
            ("conditions.sessions", asked.sessions.len()),
            ("conditions.groups", asked.groups.len()),
            ("conditions.plans", asked.plans.len()),
            ("conditions.products", asked.products.len()),
            ("conditions.kols", asked.kols.len()),
            ("conditions.categories", asked.categories.len()),
            ("conditions.brands", asked.brands.len()),
            ("conditions.sources", asked.sources.len()),
        ] {
            fields.check(count <= MOST_VALUES, field, "rule-values");
        }
        for source in &asked.sources {
            let _ = fields.take(text::required("conditions.sources", source, 40));
        }
        for (currency, amount) in &asked.order_value {
            check_amount(fields, &format!("conditions.order_value.{currency}"), *amount);
        }
    }

    fn check_terms(&self, fields: &mut Fields) {
        if let Pay::PerPiece(amounts) = &self.terms.pay {
            fields.check(!amounts.is_empty(), "terms.pay", "field-required");
            for (currency, amount) in amounts {
                check_amount(fields, &format!("terms.pay.{currency}"), *amount);
            }
        }
        for (currency, limit) in &self.terms.limits {
            let field = format!("terms.limits.{currency}");
            for amount in [limit.least, limit.most].into_iter().flatten() {
                check_amount(fields, &field, amount);
            }
            let ordered = limit.least.zip(limit.most).is_none_or(|(least, most)| least <= most);
            fields.check(ordered, &field, "rule-limits");
        }
        let days = self.terms.holding_days.unwrap_or(0);
        let allowed = (0..=MOST_HOLDING_DAYS).contains(&days);
        if !allowed {
            let error = crate::FieldError::new("terms.holding_days", "number-out-of-range");
            fields.note(error.with("min", 0).with("max", MOST_HOLDING_DAYS));
        }
    }
}

fn check_amount(fields: &mut Fields, field: &str, minor: i64) {
    fields.check(minor >= 0, field, "amount-negative");
    fields.check(minor <= HIGHEST, field, "amount-too-large");
}

impl RuleDraft {
    /// The rule as it would be: the next version of another, or a new one.
    pub fn as_rule(&self, after: Option<&Rule>, at: Timestamp) -> Rule {
        let id = CommissionRuleId::new();
        Rule {
            id,
            family: after.map_or(id, |rule| rule.family),
            version: after.map_or(1, |rule| rule.version + 1),
            name: self.name.clone(),
            conditions: self.conditions.clone(),
            terms: self.terms.clone(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            since: after.map_or(at, |rule| rule.since),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::commissions::rule::Limit;
    use crate::money::Currency;
    use crate::rate::Rate;

    #[test]
    fn every_fault_of_a_rule_is_told_at_once() {
        let at = Timestamp::from_unix_seconds(1_000_000).expect("moment");
        let mut terms = Terms::of_plan(Rate::ONE);
        terms.pay = Pay::PerPiece([(Currency::Jpy, -1)].into());
        terms.limits = [(Currency::Jpy, Limit { least: Some(9), most: Some(5) })].into();
        terms.holding_days = Some(400);
        let rule = NewRule {
            name: " ".into(),
            conditions: Conditions::default(),
            terms,
            valid_from: Some(at.plus_seconds(-1)),
            valid_to: Some(at.plus_days(-1)),
        };
        let Err(Error::Invalid(errors)) = rule.check(at) else { panic!("accepted") };
        let told: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
        assert_eq!(
            told,
            [
                ("name", "field-required"),
                ("terms.pay.JPY", "amount-negative"),
                ("terms.limits.JPY", "rule-limits"),
                ("terms.holding_days", "number-out-of-range"),
                ("valid_from", "rule-in-past"),
                ("valid_to", "date-order"),
            ]
        );
    }
}
