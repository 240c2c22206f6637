//! What a shop says of its orders beside what is recorded here.

use std::collections::HashMap;

use crate::choices;
use crate::id::OrderId;
use crate::money::Money;
use crate::orders::line::LineStatus;
use crate::time::Timestamp;

choices! {
    /// What differs.
    pub enum Difference {
        /// The shop has it, we do not.
        Appeared = "appeared",
        /// We have it, the shop does not.
        Vanished = "vanished",
        /// It stands elsewhere.
        Status = "status",
        /// It is worth something else.
        Amount = "amount",
    }
}

choices! {
    /// What follows when a difference is taken over.
    pub enum Follow {
        /// Nothing can: a person has to look.
        Nothing = "nothing",
        /// The order is recorded.
        Insert = "insert",
        Cancel = "cancel",
        Paid = "paid",
        Delivered = "delivered",
        /// What the shop no longer counts is given back.
        Refund = "refund",
    }
}

/// An order as the comparison sees it, on either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The shop's own number.
    pub external_id: String,
    /// When the buyer placed it.
    pub placed_at: Timestamp,
    /// Where its lines stand at least.
    pub status: LineStatus,
    /// What is left to pay for its goods.
    pub total: Money,
}

/// A difference between the two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What differs.
    pub kind: Difference,
    /// The shop's own number.
    pub external_id: String,
    /// Our order, where there is one.
    pub order: Option<OrderId>,
    /// What the shop says: a state, or an amount with its currency; empty for nothing.
    pub told: String,
    /// What is recorded, alike.
    pub stored: String,
    /// What follows when it is taken over.
    pub follow: Follow,
}

/// Every difference between what a shop told and what is stored of the same source and time, in the
/// order told; what vanished comes last.
pub fn differences(told: &[Seen], stored: &[(OrderId, Seen)]) -> Vec<Found> {
    let known: HashMap<&str, &(OrderId, Seen)> =
        stored.iter().map(|one| (one.1.external_id.as_str(), one)).collect();
    let mut found = Vec::new();
    for one in told {
        match known.get(one.external_id.as_str()) {
            None => found.push(Found {
                kind: Difference::Appeared,
                external_id: one.external_id.clone(),
                order: None,
                told: shown(one.total),
                stored: String::new(),
                follow: Follow::Insert,
            }),
            Some((id, stored)) => {
                found.extend(status(one, *id, stored));
                found.extend(amount(one, *id, stored));
            }
        }
    }
    let names: std::collections::HashSet<&str> =
        told.iter().map(|one| one.external_id.as_str()).collect();
    for (id, one) in stored {
        let gone = one.status >= LineStatus::RefundedFull;
        if !gone && !names.contains(one.external_id.as_str()) {
            let sent = one.status.is_sent() || one.status > LineStatus::Completed;
            found.push(Found {
                kind: Difference::Vanished,
                external_id: one.external_id.clone(),
                order: Some(*id),
                told: String::new(),
                stored: shown(one.total),
                follow: if sent { Follow::Refund } else { Follow::Cancel },
            });
        }
    }
    found
}

fn status(told: &Seen, id: OrderId, stored: &Seen) -> Option<Found> {
    // What came back since, or is disputed, the shop's list does not tell.
    let behind = stored.status <= LineStatus::Completed && told.status > stored.status;
    let follow = match told.status {
        LineStatus::Paid => Follow::Paid,
        LineStatus::Delivered => Follow::Delivered,
        LineStatus::Canceled if !stored.status.is_sent() => Follow::Cancel,
        _ => Follow::Nothing,
    };
    let taken_back =
        told.status == LineStatus::Canceled && stored.status < LineStatus::RefundedFull;
    (behind || taken_back).then(|| Found {
        kind: Difference::Status,
        external_id: told.external_id.clone(),
        order: Some(id),
        told: told.status.to_string(),
        stored: stored.status.to_string(),
        follow,
    })
}

fn amount(told: &Seen, id: OrderId, stored: &Seen) -> Option<Found> {
    if told.total == stored.total || told.status == LineStatus::Canceled {
        return None;
    }
    let less = told.total.minus(stored.total).is_ok_and(Money::is_negative);
    Some(Found {
        kind: Difference::Amount,
        external_id: told.external_id.clone(),
        order: Some(id),
        told: shown(told.total),
        stored: shown(stored.total),
        follow: if less { Follow::Refund } else { Follow::Nothing },
    })
}

fn shown(amount: Money) -> String {
    format!("{} {}", amount.decimal(), amount.currency().code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn seen(number: &str, status: LineStatus, total: i64) -> Seen {
        Seen {
            external_id: number.into(),
            placed_at: Timestamp::parse("2026-11-01T00:00:00Z").expect("moment"),
            status,
            total: Money::new(total, Currency::Jpy),
        }
    }

    #[test]
    fn what_appeared_vanished_or_changed_is_found_with_what_follows() {
        let told = [
            seen("new", LineStatus::Paid, 100),
            seen("same", LineStatus::Paid, 100),
            seen("arrived", LineStatus::Delivered, 100),
            seen("less", LineStatus::Paid, 60),
            seen("more", LineStatus::Paid, 160),
        ];
        let stored: Vec<(OrderId, Seen)> = [
            seen("same", LineStatus::Paid, 100),
            seen("arrived", LineStatus::Paid, 100),
            seen("less", LineStatus::Paid, 100),
            seen("more", LineStatus::Paid, 100),
            seen("gone", LineStatus::Paid, 100),
            seen("sent", LineStatus::Delivered, 100),
            seen("back", LineStatus::RefundedFull, 0),
        ]
        .into_iter()
        .map(|one| (OrderId::new(), one))
        .collect();
        let found = differences(&told, &stored);
        let shown: Vec<(&str, Difference, Follow)> =
            found.iter().map(|one| (one.external_id.as_str(), one.kind, one.follow)).collect();
        assert_eq!(
            shown,
            [
                ("new", Difference::Appeared, Follow::Insert),
                ("arrived", Difference::Status, Follow::Delivered),
                ("less", Difference::Amount, Follow::Refund),
                ("more", Difference::Amount, Follow::Nothing),
                ("gone", Difference::Vanished, Follow::Cancel),
                ("sent", Difference::Vanished, Follow::Refund),
            ]
        );
    }
}
