//! Amounts that are held for a payout: pending, then posted or voided, or expired by the clock.

use crate::error::{Error, Fields, Result};
use crate::flow;
use crate::money::{Currency, Money};
use crate::text;
use crate::time::Timestamp;

flow! {
    /// Where a hold stands.
    pub enum HoldStatus, act HoldAct, rule "hold-state" {
        states {
            /// The amount is neither free nor paid.
            Pending = "pending",
            /// It was paid.
            Posted = "posted",
            /// It is free again.
            Voided = "voided",
            /// It is free again: nobody decided in time.
            Expired = "expired",
        }
        acts { Post = "post", Void = "void", Expire = "expire" }
        Pending + Post => Posted;
        Pending + Void => Voided;
        Pending + Expire => Expired;
    }
}

/// Days until a hold expires at most.
pub const MOST_DAYS: i64 = 90;
/// Letters of a key at most.
const KEY_LETTERS: usize = 100;

/// A hold as a program asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HoldDraft {
    /// The caller's key: the same one holds once.
    pub key: String,
    /// Whose money.
    pub payee: String,
    /// How much, as a decimal.
    pub amount: String,
    /// Of which currency.
    pub currency: String,
    /// When it is given up (RFC 3339).
    pub expires_at: String,
}

/// A hold that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHold {
    /// The caller's key.
    pub key: String,
    /// How much.
    pub amount: Money,
    /// When it is given up.
    pub expires_at: Timestamp,
}

/// Reads a hold.
///
/// # Errors
/// `Invalid` with every field that cannot be accepted.
pub fn validate(draft: &HoldDraft, at: Timestamp) -> Result<NewHold> {
    let mut fields = Fields::new();
    let key = fields.take(text::required("key", &draft.key, KEY_LETTERS));
    let amount = amount(&mut fields, &draft.amount, &draft.currency);
    let expires_at = Timestamp::parse(&draft.expires_at);
    match expires_at {
        None => fields.check(false, "expires_at", "date-malformed"),
        Some(then) => {
            let fits = then > at && then <= at.plus_days(MOST_DAYS);
            fields.check(fits, "expires_at", "date-order");
        }
    }
    fields.finish()?;
    match (key, amount, expires_at) {
        (Some(key), Some(amount), Some(expires_at)) => Ok(NewHold { key, amount, expires_at }),
        _ => Err(Error::Broken("a hold without fields".into())),
    }
}

/// An amount of more than nothing and its currency, from the fields `amount` and `currency`.
pub fn amount(fields: &mut Fields, amount: &str, currency: &str) -> Option<Money> {
    let currency: Option<Currency> = currency.trim().parse().ok();
    fields.check(currency.is_some(), "currency", "currency-unknown");
    let read = Money::parse(amount.trim(), currency.unwrap_or(Currency::Cny)).ok();
    fields.check(read.is_some(), "amount", "amount-malformed");
    let read = read?;
    fields.check(read.minor() > 0, "amount", "amount-not-positive");
    currency.map(|_| read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_ends_once() {
        use HoldAct::{Expire, Post, Void};
        assert_eq!(HoldStatus::Pending.after(Post), Ok(HoldStatus::Posted));
        for end in [HoldStatus::Posted, HoldStatus::Voided, HoldStatus::Expired] {
            for act in [Post, Void, Expire] {
                assert_eq!(end.after(act), Err(Error::Refused("hold-state")));
            }
        }
    }

    #[test]
    fn a_hold_names_what_is_wrong_with_it() {
        let at = Timestamp::parse("2026-11-22T00:00:00Z").expect("moment");
        let good = HoldDraft {
            key: "payout-1".into(),
            payee: String::new(),
            amount: "500".into(),
            currency: "JPY".into(),
            expires_at: "2026-11-25T00:00:00Z".into(),
        };
        assert!(validate(&good, at).is_ok());
        let wrong = |draft: HoldDraft| match validate(&draft, at) {
            Err(Error::Invalid(fields)) => {
                fields.iter().map(|error| error.code).collect::<Vec<_>>().join(" ")
            }
            other => format!("{other:?}"),
        };
        let with = |change: &dyn Fn(&mut HoldDraft)| {
            let mut draft = good.clone();
            change(&mut draft);
            wrong(draft)
        };
        assert_eq!(with(&|draft| draft.key.clear()), "field-required");
        assert_eq!(with(&|draft| draft.key = "k".repeat(101)), "field-too-long");
        assert_eq!(with(&|draft| draft.amount = "0".into()), "amount-not-positive");
        assert_eq!(with(&|draft| draft.amount = "-5".into()), "amount-not-positive");
        assert_eq!(with(&|draft| draft.amount = "1.5".into()), "amount-malformed");
        assert_eq!(with(&|draft| draft.currency = "EUR".into()), "currency-unknown");
        assert_eq!(with(&|draft| draft.expires_at = "soon".into()), "date-malformed");
        assert_eq!(with(&|draft| draft.expires_at = "2026-11-21T00:00:00Z".into()), "date-order");
        assert_eq!(with(&|draft| draft.expires_at = "2027-11-21T00:00:00Z".into()), "date-order");
    }
}
