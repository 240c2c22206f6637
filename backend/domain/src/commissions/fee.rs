//! Fixed fees beside commissions: agreed once, owed when their day comes.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Deserialize;

use super::adjustment::{currency, money, needed, optional};
use super::ladder::Ladder;
use crate::calendar::start_of_day;
use crate::error::{Error, FieldError, Fields, Result};
use crate::id::{OrganizationId, ProductId};
use crate::money::{Currency, Money};
use crate::text;
use crate::time::Timestamp;
use crate::{choices, flow};

flow! {
    /// Where a fee stands.
    pub enum FeeStatus, act FeeAct, rule "fee-state" {
        states {
            Agreed = "agreed", Earned = "earned", Lapsed = "lapsed", Canceled = "canceled",
        }
        acts { Earn = "earn", Lapse = "lapse", Cancel = "cancel" }
        Agreed + Earn => Earned;
        Agreed + Lapse => Lapsed;
        Agreed + Cancel => Canceled;
    }
}

choices! {
    /// What a fee is for; this also says what makes it due.
    pub enum FeeKind {
        /// A place in a session or a post, due on a day.
        Slot = "slot",
        /// Making a video or a set of pictures, due on a day.
        Production = "production",
        /// A period's commissions are topped up to an amount when it ends.
        Guarantee = "guarantee",
        /// Pieces sold in a period reach the steps of a ladder when it ends.
        Bonus = "bonus",
    }
}

impl FeeKind {
    /// Whether it looks at what was sold in a period, else it has a day.
    pub const fn has_period(self) -> bool {
        matches!(self, Self::Guarantee | Self::Bonus)
    }
}

const TITLE_LIMIT: usize = 120;
/// Days of a period at most.
const PERIOD_DAYS: i64 = 400;

/// A fee as a form or a body brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct FeeDraft {
    /// The kind's word.
    pub kind: String,
    /// Who earns it.
    pub kol: String,
    /// Who owes it.
    pub brand: String,
    /// The product whose sales count; all of the brand's when empty.
    pub product: String,
    /// What both sides call it.
    pub title: String,
    /// Decimal text: the fee, or the guaranteed amount.
    pub amount: String,
    /// A bonus's steps, one a line: `100 = 50000`.
    pub ladder: String,
    /// The currency's code.
    pub currency: String,
    /// The first day of the period, `2026-11-01`.
    pub starts_on: String,
    /// The day on which it is due, or the last day of the period.
    pub ends_on: String,
}

/// A fee, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeFields {
    /// What it is for.
    pub kind: FeeKind,
    /// Who earns it.
    pub kol: OrganizationId,
    /// Who owes it.
    pub brand: OrganizationId,
    /// The product whose sales count.
    pub product: Option<ProductId>,
    /// What both sides call it.
    pub title: String,
    /// The fee, or the guaranteed amount; nothing for a bonus.
    pub amount: Money,
    /// A bonus's steps.
    pub ladder: Ladder,
    /// The first moment of the period; the due one where there is none.
    pub starts_at: Timestamp,
    /// When it falls due: the day's first moment, or the first one after the period.
    pub due_at: Timestamp,
}

/// Checks a fee; days are those of the network's clock.
///
/// # Errors
/// `Invalid` with every wrong field: `field-required`, `choice-unknown`, `currency-unknown`,
/// `amount-malformed`, `amount-zero`, `amount-negative`, `ladder-malformed`, `date-malformed`,
/// `period-wrong`.
pub fn validate(draft: &FeeDraft, currencies: &[Currency], zone: Tz) -> Result<FeeFields> {
    let mut fields = Fields::new();
    let kind: Option<FeeKind> = fields.take(needed("kind", &draft.kind));
    let kol = fields.take(needed("kol", &draft.kol));
    let brand = fields.take(needed("brand", &draft.brand));
    let product = fields.take(optional("product", &draft.product));
    let title = fields.take(text::required("title", &draft.title, TITLE_LIMIT));
    let currency = fields.take(currency(&draft.currency, currencies));
    let worth = kind.zip(currency).and_then(|(kind, currency)| {
        let ladder = match kind {
            FeeKind::Bonus => fields.take(Ladder::parse("ladder", &draft.ladder, currency))?,
            _ => Ladder::default(),
        };
        let amount = match kind {
            FeeKind::Bonus => Money::zero(currency),
            _ => fields.take(positive(&draft.amount, currency))?,
        };
        Some((amount, ladder))
    });
    let span = kind.and_then(|kind| fields.take(span(kind, draft, zone)));
    fields.finish()?;
    let (Some(kind), Some(kol), Some(brand)) = (kind, kol, brand) else {
        return Err(Error::Invalid(Vec::new()));
    };
    let (Some(product), Some(title), Some(worth), Some(span)) = (product, title, worth, span)
    else {
        return Err(Error::Invalid(Vec::new()));
    };
    let (amount, ladder) = worth;
    let (starts_at, due_at) = span;
    Ok(FeeFields { kind, kol, brand, product, title, amount, ladder, starts_at, due_at })
}

fn positive(told: &str, currency: Currency) -> Result<Money, FieldError> {
    let amount = money("amount", told, currency)?;
    match amount.minor() {
        0 => Err(FieldError::new("amount", "amount-zero")),
        1.. => Ok(amount),
        _ => Err(FieldError::new("amount", "amount-negative")),
    }
}

fn span(kind: FeeKind, draft: &FeeDraft, zone: Tz) -> Result<(Timestamp, Timestamp), FieldError> {
    let last = day("ends_on", &draft.ends_on)?;
    if !kind.has_period() {
        let due_at = start_of_day(last, zone);
        return Ok((due_at, due_at));
    }
    let first = day("starts_on", &draft.starts_on)?;
    let after = last.succ_opt().ok_or_else(|| FieldError::new("ends_on", "date-malformed"))?;
    if last < first || (last - first).num_days() > PERIOD_DAYS {
        return Err(FieldError::new("ends_on", "period-wrong"));
    }
    Ok((start_of_day(first, zone), start_of_day(after, zone)))
}

/// A day as forms and programs write it.
pub(super) fn day(field: &str, told: &str) -> Result<NaiveDate, FieldError> {
    let told = text::line(&text::fold_width(told));
    if told.is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    let read = NaiveDate::parse_from_str(&told, "%Y-%m-%d").ok();
    let sound = read.filter(|day| (2020..2100).contains(&chrono::Datelike::year(day)));
    sound.ok_or_else(|| FieldError::new(field, "date-malformed"))
}

/// What the sales of a fee's period came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sold {
    /// Pieces that were sold and not wholly taken back.
    pub units: i64,
    /// The KOL's commissions on them after refunds, in smallest units.
    pub commission_minor: i64,
}

/// What a fee that fell due is worth: the parts to post, each with the end of its key. Nothing when
/// a ladder was not reached or a guarantee was met by commissions alone.
pub fn worth(kind: FeeKind, amount: Money, ladder: &Ladder, sold: Sold) -> Vec<(String, Money)> {
    let currency = amount.currency();
    match kind {
        FeeKind::Slot | FeeKind::Production => vec![(String::new(), amount)],
        FeeKind::Guarantee => {
            let missing = amount.minor().saturating_sub(sold.commission_minor.max(0));
            if missing > 0 {
                vec![(String::new(), Money::new(missing, currency))]
            } else {
                Vec::new()
            }
        }
        FeeKind::Bonus => ladder
            .reached(sold.units)
            .iter()
            .map(|step| (format!(":{}", step.units), Money::new(step.amount_minor, currency)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(kind: &str) -> FeeDraft {
        FeeDraft {
            kind: kind.into(),
            kol: OrganizationId::new().to_string(),
            brand: OrganizationId::new().to_string(),
            title: "11月の配信枠".into(),
            amount: "50,000".into(),
            ladder: "10=5000\n20=10000".into(),
            currency: "JPY".into(),
            starts_on: "2026-11-01".into(),
            ends_on: "2026-11-30".into(),
            ..FeeDraft::default()
        }
    }
    fn read(draft: &FeeDraft) -> Result<FeeFields> {
        validate(draft, &[Currency::Jpy], chrono_tz::Asia::Tokyo)
    }

    #[test]
    fn a_day_is_due_when_it_begins_and_a_period_when_it_is_over() {
        let slot = read(&draft("slot")).expect("fields");
        assert_eq!(slot.due_at.to_string(), "2026-11-29T15:00:00Z");
        let bonus = read(&draft("bonus")).expect("fields");
        assert_eq!(bonus.starts_at.to_string(), "2026-10-31T15:00:00Z");
        assert_eq!(bonus.due_at.to_string(), "2026-11-30T15:00:00Z");
        assert!(bonus.amount.is_zero() && slot.ladder.steps().is_empty());
    }

    #[test]
    fn each_kind_needs_its_own_fields() {
        let codes = |draft: &FeeDraft| match read(draft) {
            Err(Error::Invalid(wrong)) => {
                wrong.into_iter().map(|one| (one.field, one.code)).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let wrong = FeeDraft { ladder: String::new(), ..draft("bonus") };
        assert_eq!(codes(&wrong), [("ladder".into(), "field-required")]);
        let wrong = FeeDraft { amount: "-5".into(), ends_on: "30/11".into(), ..draft("slot") };
        let expected = [("amount".into(), "amount-negative"), ("ends_on".into(), "date-malformed")];
        assert_eq!(codes(&wrong), expected);
        let wrong = FeeDraft { ends_on: "2026-10-31".into(), ..draft("guarantee") };
        assert_eq!(codes(&wrong), [("ends_on".into(), "period-wrong")]);
        assert!(codes(&FeeDraft::default()).len() >= 4);
    }

    #[test]
    fn a_guarantee_tops_up_and_a_bonus_pays_each_step() {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        let sold = |units, commission_minor| Sold { units, commission_minor };
        let none = Ladder::default();
        let topped = |earned| worth(FeeKind::Guarantee, yen(50_000), &none, sold(0, earned));
        assert_eq!(topped(12_000), [(String::new(), yen(38_000))]);
        assert_eq!(topped(-500), [(String::new(), yen(50_000))]);
        assert_eq!(topped(50_000), []);
        let ladder = read(&draft("bonus")).expect("fields").ladder;
        let paid = |units| worth(FeeKind::Bonus, yen(0), &ladder, sold(units, 0));
        assert_eq!(paid(9), []);
        assert_eq!(paid(25), [(":10".to_owned(), yen(5_000)), (":20".to_owned(), yen(10_000))]);
    }
}
