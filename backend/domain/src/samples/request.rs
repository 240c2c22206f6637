//! A KOL's request for samples of one product: its states, its clock, who may do what.

use serde::Deserialize;

use crate::error::{Error, FieldError, Fields, Result};
use crate::flow;
use crate::text;
use crate::time::Timestamp;

flow! {
    /// Where a request for samples stands.
    pub enum SampleStatus, act SampleAct, rule "sample-state" {
        states {
            Requested = "requested", Approved = "approved", Rejected = "rejected",
            Expired = "expired", Preparing = "preparing", Shipped = "shipped",
            Received = "received", Canceled = "canceled",
        }
        acts {
            Approve = "approve", Reject = "reject", Expire = "expire", Prepare = "prepare",
            Ship = "ship", Receive = "receive", Cancel = "cancel",
        }
        Requested + Approve => Approved;
        Requested + Reject => Rejected;
        Requested + Expire => Expired;
        Requested + Cancel => Canceled;
        Approved + Prepare => Preparing;
        Approved + Cancel => Canceled;
        Preparing + Ship => Shipped;
        Preparing + Cancel => Canceled;
        Shipped + Receive => Received;
    }
}

impl SampleStatus {
    /// The states of a request that is still under way: a KOL has at most one such for a product.
    pub const OPEN: [Self; 4] = [Self::Requested, Self::Approved, Self::Preparing, Self::Shipped];

    /// The acts that a party can do now.
    pub fn acts_of(self, party: Party) -> impl Iterator<Item = SampleAct> {
        self.acts().filter(move |act| act.party() == party)
    }
}

/// Who does an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// The brand whose product it is.
    Brand,
    /// The KOL who asked.
    Kol,
    /// Nobody: time.
    Clock,
}

impl SampleAct {
    /// Whose act it is.
    pub const fn party(self) -> Party {
        match self {
            Self::Approve | Self::Reject | Self::Prepare | Self::Ship => Party::Brand,
            Self::Receive | Self::Cancel => Party::Kol,
            Self::Expire => Party::Clock,
        }
    }
}

/// Days in which the brand decides; then the request expires.
pub const DAYS_TO_DECIDE: i64 = 7;
/// Pieces in one request.
const QUANTITY: std::ops::RangeInclusive<i64> = 1..=10;
const MESSAGE_LIMIT: usize = 500;
const SHIP_TO_LIMIT: usize = 300;
const REASON_LIMIT: usize = 500;
const CARRIER_LIMIT: usize = 60;
const TRACKING_LIMIT: usize = 60;

/// Until when the brand decides.
pub fn decide_by(requested_at: Timestamp) -> Timestamp {
    requested_at.plus_days(DAYS_TO_DECIDE)
}

/// A request as a form or a body brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct RequestDraft {
    /// How many pieces.
    pub quantity: String,
    /// What the KOL wants them for; may be empty.
    pub message: String,
    /// Where they go.
    pub ship_to: String,
}

/// A request, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFields {
    /// How many pieces: 1 to 10.
    pub quantity: i64,
    /// What the KOL wants them for; may be empty.
    pub message: String,
    /// Where they go: name and address, several lines.
    pub ship_to: String,
}

/// Checks a request.
///
/// # Errors
/// `Invalid` with every wrong field: `field-required`, `field-too-long`, `number-malformed`,
/// `number-out-of-range` (`min`, `max`).
pub fn validate(draft: &RequestDraft) -> Result<RequestFields> {
    let mut fields = Fields::new();
    let quantity = fields.take(quantity(&draft.quantity));
    let message = fields.take(text::long("message", &draft.message, MESSAGE_LIMIT));
    let ship_to = fields.take(paragraph("ship_to", &draft.ship_to, SHIP_TO_LIMIT));
    fields.finish()?;
    let (Some(quantity), Some(message), Some(ship_to)) = (quantity, message, ship_to) else {
        return Err(Error::Invalid(Vec::new()));
    };
    Ok(RequestFields { quantity, message, ship_to })
}

/// What comes with an act, unchecked; each act reads its own fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct ChangeDraft {
    /// Why: with `reject`; may be given with `approve` and `cancel`.
    pub reason: String,
    /// Who carries the parcel: with `ship`.
    pub carrier: String,
    /// The parcel's number: with `ship`.
    pub tracking_number: String,
}

/// An act on a request, with all that it must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    act: SampleAct,
    reason: Option<String>,
    carrier: Option<String>,
    tracking_number: Option<String>,
}

impl Change {
    /// Checks an act of a person.
    ///
    /// # Errors
    /// `Forbidden` for the clock's act; `Invalid` on `reason`, `carrier`, `tracking_number`
    /// (`field-required`, `field-too-long`).
    pub fn new(act: SampleAct, draft: &ChangeDraft) -> Result<Self> {
        let mut fields = Fields::new();
        let mut change = Self { act, reason: None, carrier: None, tracking_number: None };
        match act {
            SampleAct::Expire => return Err(Error::Forbidden),
            SampleAct::Reject => {
                change.reason = fields.take(paragraph("reason", &draft.reason, REASON_LIMIT));
            }
            SampleAct::Approve | SampleAct::Cancel => {
                let reason = fields.take(text::long("reason", &draft.reason, REASON_LIMIT));
                change.reason = reason.filter(|reason| !reason.is_empty());
            }
            SampleAct::Ship => {
                let carrier = text::required("carrier", &draft.carrier, CARRIER_LIMIT);
                change.carrier = fields.take(carrier);
                let number = text::fold_width(&draft.tracking_number);
                let number = text::required("tracking_number", &number, TRACKING_LIMIT);
                change.tracking_number = fields.take(number);
            }
            SampleAct::Prepare | SampleAct::Receive => {}
        }
        fields.finish()?;
        Ok(change)
    }

    /// What it does.
    pub fn act(&self) -> SampleAct {
        self.act
    }

    /// What was said with it.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Who carries the parcel, once it is shipped.
    pub fn carrier(&self) -> Option<&str> {
        self.carrier.as_deref()
    }

    /// The parcel's number, once it is shipped.
    pub fn tracking_number(&self) -> Option<&str> {
        self.tracking_number.as_deref()
    }
}

fn quantity(told: &str) -> Result<i64, FieldError> {
    let told = text::line(&text::fold_width(told));
    if told.is_empty() {
        return Err(FieldError::new("quantity", "field-required"));
    }
    let count = told.parse().map_err(|_| FieldError::new("quantity", "number-malformed"))?;
    if QUANTITY.contains(&count) {
        return Ok(count);
    }
    let error = FieldError::new("quantity", "number-out-of-range");
    Err(error.with("min", QUANTITY.start()).with("max", QUANTITY.end()))
}

/// A required text of several lines.
fn paragraph(field: &str, told: &str, limit: usize) -> Result<String, FieldError> {
    match text::long(field, told, limit)? {
        told if told.is_empty() => Err(FieldError::new(field, "field-required")),
        told => Ok(told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
        match result {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_request_says_how_many_and_where_to() {
        let draft = RequestDraft {
            quantity: "２".into(),
            message: String::new(),
            ship_to: " 上海市\r\n林希言 ".into(),
        };
        let request = validate(&draft).expect("request");
        assert_eq!((request.quantity, request.ship_to.as_str()), (2, "上海市\n林希言"));
        assert_eq!(
            fields(validate(&RequestDraft::default())),
            [("quantity".into(), "field-required"), ("ship_to".into(), "field-required")]
        );
        for (told, code) in [
            ("0", "number-out-of-range"),
            ("11", "number-out-of-range"),
            ("1.5", "number-malformed"),
        ] {
            let wrong = RequestDraft { quantity: told.into(), ..draft.clone() };
            assert_eq!(fields(validate(&wrong)), [("quantity".into(), code)]);
        }
    }

    #[test]
    fn a_rejection_gives_its_reason_and_a_shipment_its_parcel() {
        let empty = ChangeDraft::default();
        let rejected = fields(Change::new(SampleAct::Reject, &empty));
        assert_eq!(rejected, [("reason".into(), "field-required")]);
        let shipped = fields(Change::new(SampleAct::Ship, &empty));
        assert_eq!(
            shipped,
            [("carrier".into(), "field-required"), ("tracking_number".into(), "field-required")]
        );
        for act in [SampleAct::Approve, SampleAct::Prepare, SampleAct::Receive, SampleAct::Cancel] {
            assert!(Change::new(act, &empty).is_ok());
        }
        assert_eq!(Change::new(SampleAct::Expire, &empty), Err(Error::Forbidden));
    }

    #[test]
    fn only_what_is_not_shipped_can_be_canceled() {
        for status in SampleStatus::ALL {
            let before_shipping = matches!(
                status,
                SampleStatus::Requested | SampleStatus::Approved | SampleStatus::Preparing
            );
            assert_eq!(status.allows(SampleAct::Cancel), before_shipping, "{status}");
        }
    }

    #[test]
    fn each_act_has_its_party() {
        let acts = |status: SampleStatus, party| status.acts_of(party).collect::<Vec<_>>();
        let requested = SampleStatus::Requested;
        assert_eq!(acts(requested, Party::Brand), [SampleAct::Approve, SampleAct::Reject]);
        assert_eq!(acts(requested, Party::Kol), [SampleAct::Cancel]);
        assert_eq!(acts(requested, Party::Clock), [SampleAct::Expire]);
        assert_eq!(acts(SampleStatus::Shipped, Party::Kol), [SampleAct::Receive]);
    }

    #[test]
    fn the_open_states_are_those_from_which_it_goes_on() {
        for status in SampleStatus::ALL {
            assert_eq!(SampleStatus::OPEN.contains(status), status.acts().count() > 0, "{status}");
        }
    }
}
