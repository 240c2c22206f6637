//! A KOL's request for samples of one product: its states, its clocks, who may do what.

use serde::Deserialize;

use crate::error::{Error, FieldError, Fields, Result};
use crate::flow;
use crate::samples::terms::{Frozen, SampleOffer};
use crate::text;
use crate::time::Timestamp;

flow! {
    /// Where a request for samples stands, and then the duty that came with them. A post is due
    /// from the arrival on, unless the request is from before there were terms: that one ends there.
    pub enum SampleStatus, act SampleAct, rule "sample-state" {
        states {
            Requested = "requested", Approved = "approved", Rejected = "rejected",
            Expired = "expired", Preparing = "preparing", Shipped = "shipped",
            Received = "received", ContentDue = "content_due",
            ContentSubmitted = "content_submitted", NeedsFix = "needs_fix", Overdue = "overdue",
            Fulfilled = "fulfilled", Waived = "waived", Breached = "breached",
            Canceled = "canceled",
        }
        acts {
            Approve = "approve", Reject = "reject", Expire = "expire", Prepare = "prepare",
            Ship = "ship", Receive = "receive", Owe = "owe", Submit = "submit", Fix = "fix",
            Extend = "extend", Fulfill = "fulfill", Lapse = "lapse", Waive = "waive",
            Breach = "breach", Cancel = "cancel",
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
        Shipped + Waive => Waived;
        Received + Owe => ContentDue;
        ContentDue + Submit => ContentSubmitted;
        ContentDue + Extend => ContentDue;
        ContentDue + Lapse => Overdue;
        ContentDue + Waive => Waived;
        ContentSubmitted + Fulfill => Fulfilled;
        ContentSubmitted + Fix => NeedsFix;
        ContentSubmitted + Waive => Waived;
        NeedsFix + Submit => ContentSubmitted;
        NeedsFix + Extend => NeedsFix;
        NeedsFix + Lapse => Overdue;
        NeedsFix + Waive => Waived;
        Overdue + Submit => ContentSubmitted;
        Overdue + Waive => Waived;
        Overdue + Breach => Breached;
    }
}

impl SampleStatus {
    /// The states of a request that is still under way: a KOL has at most one such for a product.
    pub const OPEN: [Self; 8] = [
        Self::Requested,
        Self::Approved,
        Self::Preparing,
        Self::Shipped,
        Self::ContentDue,
        Self::ContentSubmitted,
        Self::NeedsFix,
        Self::Overdue,
    ];

    /// The states in which the clock looks at the day on which something is due.
    pub const TIMED: [Self; 2] = [Self::ContentDue, Self::NeedsFix];

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
    /// The operator: whether a KOL is charged is never decided by the brand alone.
    Operator,
    /// Nobody: time.
    Clock,
}

impl SampleAct {
    /// Whose act it is.
    pub const fn party(self) -> Party {
        match self {
            Self::Approve
            | Self::Reject
            | Self::Prepare
            | Self::Ship
            | Self::Fix
            | Self::Extend
            | Self::Fulfill => Party::Brand,
            Self::Receive | Self::Submit | Self::Cancel => Party::Kol,
            Self::Waive | Self::Breach => Party::Operator,
            Self::Expire | Self::Owe | Self::Lapse => Party::Clock,
        }
    }
}

/// Days in which the brand decides; then the request expires.
pub const DAYS_TO_DECIDE: i64 = 7;
/// Pieces in one request.
const QUANTITY: std::ops::RangeInclusive<i64> = 1..=10;
const MESSAGE_LIMIT: usize = 500;
const SHIP_TO_LIMIT: usize = 300;

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
    /// The version of the terms that the KOL agrees to; may be empty where nothing is ever charged.
    pub accept: String,
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
    /// The terms as they were agreed to.
    pub terms: Frozen,
}

/// Checks a request under the terms that the product offers now, and freezes them.
///
/// # Errors
/// `Invalid` with every wrong field: `field-required`, `field-too-long`, `number-malformed`,
/// `number-out-of-range` (`min`, `max`), `terms-not-accepted`, `terms-changed`.
pub fn validate(draft: &RequestDraft, offer: &SampleOffer) -> Result<RequestFields> {
    let mut fields = Fields::new();
    let quantity = fields.take(quantity(&draft.quantity));
    // Whether the terms were agreed to is said whatever is wrong with the number of pieces.
    let terms = fields.take(offer.accept(&draft.accept, quantity.unwrap_or(1)));
    let message = fields.take(text::long("message", &draft.message, MESSAGE_LIMIT));
    let ship_to = fields.take(paragraph("ship_to", &draft.ship_to, SHIP_TO_LIMIT));
    fields.finish()?;
    let (Some(quantity), Some(message), Some(ship_to), Some(terms)) =
        (quantity, message, ship_to, terms)
    else {
        return Err(Error::Invalid(Vec::new()));
    };
    Ok(RequestFields { quantity, message, ship_to, terms })
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
pub(super) fn paragraph(field: &str, told: &str, limit: usize) -> Result<String, FieldError> {
    match text::long(field, told, limit)? {
        told if told.is_empty() => Err(FieldError::new(field, "field-required")),
        told => Ok(told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::samples::terms::SampleTerms;

    fn fields<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
        match result {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn read(draft: &RequestDraft) -> Result<RequestFields> {
        let terms = SampleTerms::free(Currency::Jpy);
        validate(draft, &SampleOffer { terms, version: 1 })
    }

    #[test]
    fn a_request_says_how_many_and_where_to() {
        let draft = RequestDraft {
            quantity: "２".into(),
            message: String::new(),
            ship_to: " 上海市\r\n林希言 ".into(),
            accept: String::new(),
        };
        let request = read(&draft).expect("request");
        assert_eq!((request.quantity, request.ship_to.as_str()), (2, "上海市\n林希言"));
        assert_eq!(
            fields(read(&RequestDraft::default())),
            [("quantity".into(), "field-required"), ("ship_to".into(), "field-required")]
        );
        for (told, code) in [
            ("0", "number-out-of-range"),
            ("11", "number-out-of-range"),
            ("1.5", "number-malformed"),
        ] {
            let wrong = RequestDraft { quantity: told.into(), ..draft.clone() };
            assert_eq!(fields(read(&wrong)), [("quantity".into(), code)]);
        }
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
        let overdue = SampleStatus::Overdue;
        assert_eq!(acts(overdue, Party::Operator), [SampleAct::Waive, SampleAct::Breach]);
        assert_eq!(acts(overdue, Party::Kol), [SampleAct::Submit]);
        assert_eq!(acts(overdue, Party::Brand), []);
    }

    #[test]
    fn only_the_operator_charges_and_only_after_the_day_has_passed() {
        for status in SampleStatus::ALL {
            assert_eq!(status.allows(SampleAct::Breach), *status == SampleStatus::Overdue);
        }
        assert_eq!(SampleAct::Breach.party(), Party::Operator);
    }

    #[test]
    fn the_open_states_are_those_from_which_it_goes_on() {
        for status in SampleStatus::ALL {
            // What has arrived waits for nothing in this state: the post is due in the same moment.
            let goes_on = status.acts().count() > 0 && *status != SampleStatus::Received;
            assert_eq!(SampleStatus::OPEN.contains(status), goes_on, "{status}");
        }
    }
}
