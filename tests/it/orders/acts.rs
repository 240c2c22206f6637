//! What may happen in random lives of orders, and how often.

use domain::Error;

/// What may happen next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    /// A new order.
    Order,
    /// The same order again, under its key or another one.
    OrderAgain,
    /// Another order under a number or a key that is taken.
    OrderDiffers,
    /// An order arrived, by now or days ago.
    Deliver,
    /// A part is given back, of a line or of the whole order.
    RefundPart,
    /// All that is left is given back, of a line or of the whole order.
    RefundWhole,
    /// More is given back than was paid: shipping may be in it.
    RefundTooLarge,
    /// The order is called off.
    Cancel,
    /// A payment is disputed, or a dispute ends either way.
    Dispute,
    /// The buyer wants to send something back, or has.
    Return,
    /// The order goes on: paid, shipped, completed.
    GoOn,
    /// The same event again.
    EventAgain,
    /// Another amount under an event's number.
    EventDiffers,
    /// An event before its order, or from a clock that is far ahead.
    EventOutOfTime,
    /// A line that no order has.
    EventOfNoLine,
    /// Time goes by.
    Clock,
    /// The clocks of the product run.
    Maintain,
    /// The clocks of another process run, whose time is behind.
    MaintainLate,
}

/// How often each act happens, of a thousand.
pub(super) const ACTS: &[(Act, u64)] = &[
    (Act::Order, 220),
    (Act::OrderAgain, 40),
    (Act::OrderDiffers, 30),
    (Act::Deliver, 160),
    (Act::RefundPart, 130),
    (Act::RefundWhole, 50),
    (Act::RefundTooLarge, 40),
    (Act::Cancel, 40),
    (Act::Dispute, 40),
    (Act::Return, 25),
    (Act::GoOn, 25),
    (Act::EventAgain, 70),
    (Act::EventDiffers, 20),
    (Act::EventOutOfTime, 20),
    (Act::EventOfNoLine, 10),
    (Act::Clock, 50),
    (Act::Maintain, 25),
    (Act::MaintainLate, 5),
];

/// What an event may be answered with besides that it was recorded.
pub(super) fn refused(error: &Error) -> Option<&'static str> {
    match error {
        Error::Refused("order-line-state") => Some("order-line-state"),
        Error::Invalid(fields) => ["order-line-unknown", "refund-too-large"]
            .into_iter()
            .find(|code| fields.iter().all(|field| field.code == *code)),
        _ => None,
    }
}
