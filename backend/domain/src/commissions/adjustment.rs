//! A correction of a KOL's money by hand: one person asks, another one decides.

use serde::Deserialize;

use crate::error::{Error, FieldError, Fields, Result};
use crate::id::{MembershipId, OrderId, OrganizationId};
use crate::ledger::account::AccountCode;
use crate::ledger::entry::Transfer;
use crate::money::{Currency, Money};
use crate::{choices, flow, text};

flow! {
    /// Where a correction stands.
    pub enum AdjustmentStatus, act AdjustmentAct, rule "adjustment-state" {
        states {
            Requested = "requested", Approved = "approved", Declined = "declined",
            Canceled = "canceled",
        }
        acts { Approve = "approve", Decline = "decline", Cancel = "cancel" }
        Requested + Approve => Approved;
        Requested + Decline => Declined;
        Requested + Cancel => Canceled;
    }
}

choices! {
    /// Why a KOL's money is corrected.
    pub enum AdjustmentReason {
        /// An amount was reckoned wrongly.
        Calculation = "calculation",
        /// An order belonged to somebody else, or was missed.
        Attribution = "attribution",
        /// Goods came back after the books of the month were done.
        LateReturn = "late_return",
        /// What a sample or its parcel cost, as the accepted terms say.
        SampleCost = "sample_cost",
        /// A campaign's extra that no rule knows.
        Campaign = "campaign",
        /// A gesture after a trouble.
        Goodwill = "goodwill",
        /// Anything else; the text says what.
        Other = "other",
    }
}

/// Decisions of one call at most.
pub const DECISIONS_AT_ONCE: usize = 100;
const TEXT_LIMIT: usize = 500;
/// One trillion smallest units: more is a slip of the hand.
const AMOUNT_LIMIT: i64 = 1_000_000_000_000;

/// A correction as a form or a body brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct AdjustmentDraft {
    /// Whose money.
    pub kol: String,
    /// Who bears it; empty for the network itself.
    pub brand: String,
    /// Decimal text; below nothing takes money from the KOL.
    pub amount: String,
    /// The currency's code.
    pub currency: String,
    /// The reason's word.
    pub reason: String,
    /// What the KOL reads.
    pub text: String,
    /// The order that it is about; may be empty.
    pub order: String,
}

/// A correction, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentFields {
    /// Whose money.
    pub kol: OrganizationId,
    /// Who bears it; none for the network itself.
    pub brand: Option<OrganizationId>,
    /// How much; never nothing.
    pub amount: Money,
    /// Why.
    pub reason: AdjustmentReason,
    /// What the KOL reads.
    pub text: String,
    /// The order that it is about.
    pub order: Option<OrderId>,
}

/// Checks a correction.
///
/// # Errors
/// `Invalid` with every wrong field: `field-required`, `choice-unknown`, `currency-unknown`,
/// `amount-malformed`, `amount-zero`, `amount-too-large`, `field-too-long`.
pub fn validate(draft: &AdjustmentDraft, currencies: &[Currency]) -> Result<AdjustmentFields> {
    let mut fields = Fields::new();
    let kol = fields.take(needed("kol", &draft.kol));
    let brand = fields.take(optional("brand", &draft.brand));
    let amount = fields.take(amount(&draft.amount, &draft.currency, currencies));
    let reason = fields.take(needed("reason", &draft.reason));
    let said = fields.take(text::long("text", &draft.text, TEXT_LIMIT));
    fields.check(said.as_deref() != Some(""), "text", "field-required");
    let order = fields.take(optional("order", &draft.order));
    fields.finish()?;
    let (Some(kol), Some(brand), Some(amount)) = (kol, brand, amount) else {
        return Err(Error::Invalid(Vec::new()));
    };
    let (Some(reason), Some(text), Some(order)) = (reason, said, order) else {
        return Err(Error::Invalid(Vec::new()));
    };
    Ok(AdjustmentFields { kol, brand, amount, reason, text, order })
}

/// A field that must name something of a kind.
pub(super) fn needed<T: std::str::FromStr>(field: &str, told: &str) -> Result<T, FieldError> {
    let told = text::line(told);
    if told.is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    told.parse().map_err(|_| FieldError::new(field, "choice-unknown"))
}

/// A field that may name something of a kind.
pub(super) fn optional<T: std::str::FromStr>(
    field: &str,
    told: &str,
) -> Result<Option<T>, FieldError> {
    let told = text::line(told);
    if told.is_empty() {
        return Ok(None);
    }
    told.parse().map(Some).map_err(|_| FieldError::new(field, "choice-unknown"))
}

/// One of the network's currencies.
pub(super) fn currency(told: &str, currencies: &[Currency]) -> Result<Currency, FieldError> {
    let known = currencies.iter().copied().find(|currency| currency.code() == told.trim());
    known.ok_or_else(|| FieldError::new("currency", "currency-unknown"))
}

/// An amount within reason.
pub(super) fn money(field: &str, told: &str, currency: Currency) -> Result<Money, FieldError> {
    if text::line(told).is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    let told = told.replace('−', "-");
    let amount = Money::parse(&told, currency).map_err(|code| FieldError::new(field, code))?;
    if amount.minor().abs() > AMOUNT_LIMIT {
        return Err(FieldError::new(field, "amount-too-large"));
    }
    Ok(amount)
}

fn amount(told: &str, code: &str, currencies: &[Currency]) -> Result<Money, FieldError> {
    let amount = money("amount", told, currency(code, currencies)?)?;
    if amount.is_zero() {
        return Err(FieldError::new("amount", "amount-zero"));
    }
    Ok(amount)
}

/// Whether a person may decide on what another one asked for.
///
/// # Errors
/// `Refused("adjustment-same-person")`.
pub fn four_eyes(maker: MembershipId, decider: MembershipId) -> Result<()> {
    if maker == decider { Err(Error::Refused("adjustment-same-person")) } else { Ok(()) }
}

/// What an approved correction moves: to the KOL's available money, or from it.
pub fn transfer(
    kol: OrganizationId,
    brand: Option<OrganizationId>,
    amount: Money,
) -> Option<Transfer> {
    let bearer = brand.map_or(AccountCode::AdjustmentExpense, AccountCode::ReceivableBrand);
    Transfer::signed(bearer, AccountCode::KolAvailable(kol), amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> AdjustmentDraft {
        AdjustmentDraft {
            kol: OrganizationId::new().to_string(),
            amount: "−1,500".into(),
            currency: "JPY".into(),
            reason: "late_return".into(),
            text: " 返品の精算 ".into(),
            ..AdjustmentDraft::default()
        }
    }

    #[test]
    fn a_correction_names_payee_amount_reason_and_text() {
        let read = validate(&draft(), &[Currency::Jpy]).expect("fields");
        assert_eq!(read.amount, Money::new(-1_500, Currency::Jpy));
        assert_eq!((read.text.as_str(), read.brand, read.order), ("返品の精算", None, None));
        let Err(Error::Invalid(wrong)) = validate(&AdjustmentDraft::default(), &[Currency::Jpy])
        else {
            panic!("accepted");
        };
        let wrong: Vec<_> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(wrong, ["kol", "currency", "reason", "text"]);
    }

    #[test]
    fn nothing_and_too_much_are_no_amounts() {
        for (told, code) in [
            ("0", "amount-zero"),
            ("1.5", "amount-malformed"),
            ("9999999999999", "amount-too-large"),
            ("99999999999999999999", "amount-malformed"),
        ] {
            let wrong = AdjustmentDraft { amount: told.into(), ..draft() };
            let Err(Error::Invalid(errors)) = validate(&wrong, &[Currency::Jpy]) else {
                panic!("{told}");
            };
            assert_eq!(errors[0].code, code, "{told}");
        }
    }

    #[test]
    fn nobody_decides_on_an_own_request() {
        let (one, other) = (MembershipId::new(), MembershipId::new());
        assert_eq!(four_eyes(one, one), Err(Error::Refused("adjustment-same-person")));
        assert_eq!(four_eyes(one, other), Ok(()));
    }

    #[test]
    fn the_bearer_pays_and_a_deduction_goes_back_to_it() {
        let (kol, brand) = (OrganizationId::new(), OrganizationId::new());
        let yen = |minor| Money::new(minor, Currency::Jpy);
        let paid = transfer(kol, Some(brand), yen(100)).expect("transfer");
        assert_eq!(paid.debit, AccountCode::ReceivableBrand(brand));
        let taken = transfer(kol, None, yen(-100)).expect("transfer");
        assert_eq!(taken.debit, AccountCode::KolAvailable(kol));
        assert_eq!((taken.credit, taken.amount), (AccountCode::AdjustmentExpense, yen(100)));
    }
}
