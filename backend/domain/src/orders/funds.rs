//! Who paid for what of a line: the buyer, and those who took something off the price.

use serde::{Deserialize, Serialize};

use crate::choices;
use crate::error::{FieldError, Fields, Result};
use crate::money::Money;
use crate::orders::order::LineDraft;

choices! {
    /// A source of a line's money, or a part of it that is no price of goods.
    pub enum Fund {
        /// The manufacturer's own discount.
        Brand = "brand",
        /// The network's subsidy.
        Network = "network",
        /// The KOL's subsidy.
        Kol = "kol",
        /// The selling platform's subsidy.
        Platform = "platform",
        /// Tax that is in the price.
        Tax = "tax",
        /// What sending cost the buyer.
        Freight = "freight",
    }
}

impl Fund {
    /// Those who take something off the price.
    pub const DISCOUNTS: &'static [Self] = &[Self::Brand, Self::Network, Self::Kol, Self::Platform];

    /// Whether it takes something off the price.
    pub const fn is_discount(self) -> bool {
        matches!(self, Self::Brand | Self::Network | Self::Kol | Self::Platform)
    }
}

impl LineDraft {
    /// Who pays for what was taken off: a discount that nobody else is named for is the brand's.
    pub fn discounts(&self) -> Vec<(Fund, Money)> {
        let told: Vec<(Fund, Money)> =
            self.funds.iter().copied().filter(|(fund, _)| fund.is_discount()).collect();
        if told.is_empty() { vec![(Fund::Brand, self.discount)] } else { told }
    }

    /// The tax that is inside the price, as far as it was told.
    pub fn tax(&self) -> Money {
        let told = self.funds.iter().find(|(fund, _)| *fund == Fund::Tax);
        told.map_or(Money::zero(self.discount.currency()), |(_, amount)| *amount)
    }
}

/// A discount as a shop tells it.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NewDiscount {
    /// `brand`, `network`, `kol` or `platform`.
    pub funder: String,
    /// What was taken off the whole line, a decimal.
    pub amount: String,
}

/// Reads the discounts of a line, at most so many of which one per funder: their sum and each. The
/// older single discount is the brand's.
pub(crate) fn read(
    fields: &mut Fields,
    name: impl Fn(&str) -> String,
    (single, told): (Option<Money>, &[NewDiscount]),
    line: Money,
) -> Option<(Money, Vec<(Fund, Money)>)> {
    let mut sum = single.unwrap_or(Money::zero(line.currency()));
    if told.is_empty() {
        return Some((sum, Vec::new()));
    }
    let mut funds: Vec<(Fund, Money)> = Vec::new();
    if !sum.is_zero() {
        funds.push((Fund::Brand, sum));
    }
    for (place, one) in told.iter().enumerate().take(Fund::ALL.len() + 1) {
        let at = |field: &str| name(&format!("discounts.{place}.{field}"));
        let funder = one.funder.parse().ok().filter(|fund: &Fund| fund.is_discount());
        let again = funder.is_some_and(|funder| funds.iter().any(|(known, _)| *known == funder));
        let code = if again { "order-funder-twice" } else { "choice-unknown" };
        fields.check(funder.is_some() && !again, &at("funder"), code);
        let left = line.minus(sum).ok()?;
        let taken = fields.take(amount(&at("amount"), &one.amount, left))?;
        sum = sum.plus(taken).ok()?;
        funds.push((funder?, taken));
    }
    Some((sum, funds))
}

/// Reads an amount between nothing and the highest one.
///
/// # Errors
/// `amount-malformed`, `amount-negative`, `amount-too-large` (`limit`, a decimal).
pub(crate) fn amount(field: &str, told: &str, highest: Money) -> Result<Money, FieldError> {
    let money =
        Money::parse(told, highest.currency()).map_err(|code| FieldError::new(field, code))?;
    if money.is_negative() {
        return Err(FieldError::new(field, "amount-negative"));
    }
    if money.minor() > highest.minor() {
        return Err(FieldError::new(field, "amount-too-large").with("limit", highest.decimal()));
    }
    Ok(money)
}
