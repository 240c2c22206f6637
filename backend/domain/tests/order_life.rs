//! The fold over the events of an order: alike in every order of arrival.

use domain::orders::event::{EventKind, OrderEvent};
use domain::orders::life::{LineCase, SoldLine, admit, fold};
use domain::orders::line::LineStatus;
use domain::orders::line::LineStatus::RefundedFull as Full;
use domain::{Currency, Error, Money, Timestamp};
use proptest::prelude::*;

fn yen(minor: i64) -> Money {
    Money::new(minor, Currency::Jpy)
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::parse("2026-11-01T00:00:00Z").expect("moment").plus_seconds(60 * minutes)
}

fn sold(bases: &[i64]) -> Vec<SoldLine> {
    (1..)
        .zip(bases)
        .map(|(position, base)| SoldLine { position, begun: LineStatus::Paid, base: yen(*base) })
        .collect()
}

fn event(kind: EventKind, number: &str, minutes: i64) -> OrderEvent {
    OrderEvent { kind, external_id: number.into(), at: at(minutes), amount: None, line: None }
}

fn refund(number: &str, minutes: i64, amount: i64, line: Option<i64>) -> OrderEvent {
    OrderEvent { amount: Some(yen(amount)), line, ..event(EventKind::Refund, number, minutes) }
}

fn taken(bases: &[i64], events: &[OrderEvent]) -> Vec<(LineStatus, i64)> {
    let life = fold(&sold(bases), events, &[]).expect("life");
    life.lines.iter().map(|line| (line.status, line.taken.minor())).collect()
}

#[test]
fn a_refund_of_the_order_goes_to_its_lines_in_proportion() {
    use LineStatus::RefundedPartial as Part;
    assert_eq!(taken(&[1_000, 2_000], &[refund("r", 1, 300, None)]), [(Part, 100), (Part, 200)]);
    let events = [refund("a", 1, 400, Some(1)), event(EventKind::Refund, "b", 2)];
    assert_eq!(taken(&[1_000, 0], &events), [(Full, 1_000), (Full, 0)]);
}

#[test]
fn a_late_event_never_takes_a_line_back() {
    let events = [event(EventKind::Delivered, "d", 9), event(EventKind::Shipped, "s", 5)];
    assert_eq!(taken(&[100], &events), [(LineStatus::Delivered, 0)]);
    let back = [events[0].clone(), event(EventKind::ReturnRequested, "q", 3)];
    assert_eq!(taken(&[100], &back), [(LineStatus::ReturnRequested, 0)]);
}

#[test]
fn what_was_sent_before_is_not_canceled_whenever_that_is_heard() {
    let cancel = event(EventKind::Cancel, "c", 5);
    let (before, after) = (event(EventKind::Shipped, "s", 4), event(EventKind::Shipped, "s", 6));
    assert_eq!(taken(&[100], &[cancel.clone(), before.clone()]), [(LineStatus::Shipped, 0)]);
    assert_eq!(taken(&[100], &[after.clone(), cancel.clone()]), [(LineStatus::Canceled, 100)]);
    let refused = admit(&sold(&[100]), &[before], &cancel);
    assert_eq!(refused, Err(Error::Refused("order-line-state")));
    assert_eq!(admit(&sold(&[100]), &[after], &cancel), Ok(()));
}

#[test]
fn a_won_dispute_gives_back_and_a_lost_one_does_not() {
    let open = event(EventKind::Chargeback, "d", 5);
    let (won, lost) =
        (event(EventKind::ChargebackWon, "d", 9), event(EventKind::ChargebackLost, "d", 9));
    let life = fold(&sold(&[100]), std::slice::from_ref(&open), &[]).expect("life");
    assert_eq!((life.lines[0].held, life.over_at), (true, None));
    assert_eq!(taken(&[100], std::slice::from_ref(&open)), [(LineStatus::Chargeback, 100)]);
    assert_eq!(taken(&[100], &[won, open.clone()]), [(LineStatus::ChargebackWon, 0)]);
    assert_eq!(taken(&[100], &[lost, open]), [(LineStatus::ChargebackLost, 100)]);
}

#[test]
fn more_than_is_left_is_refused() {
    let lines = sold(&[1_000, 2_000]);
    let told = [refund("a", 1, 900, Some(1)), refund("b", 2, 1_500, None)];
    let too_large = |event: &OrderEvent| matches!(admit(&lines, &told, event), Err(Error::Invalid(e)) if e[0].code == "refund-too-large");
    assert!(too_large(&refund("c", 3, 101, Some(1))) && too_large(&refund("c", 3, 601, None)));
    assert!(!too_large(&refund("c", 3, 100, Some(1))) && !too_large(&refund("c", 3, 600, None)));
    let unknown = admit(&lines, &told, &refund("c", 3, 1, Some(3)));
    assert_eq!(unknown, Err(Error::field("line", "order-line-unknown")));
    let whole = [event(EventKind::Refund, "w", 1)];
    assert!(admit(&lines, &whole, &refund("c", 2, 1, None)).is_err());
    assert!(admit(&lines, &whole, &refund("c", 0, 1, None)).is_ok());
}

#[test]
fn an_open_case_holds_and_a_closed_one_releases() {
    let case = LineCase { position: 1, comes_back: true, received_at: None, closed_at: None };
    let delivered = [event(EventKind::Delivered, "d", 1)];
    let open = fold(&sold(&[100]), &delivered, &[case]).expect("life").lines[0];
    assert_eq!((open.status, open.held), (LineStatus::ReturnRequested, true));
    let closed = LineCase { closed_at: Some(at(5)), ..case };
    let over = fold(&sold(&[100]), &delivered, &[closed]).expect("life").lines[0];
    assert_eq!((over.status, over.held), (LineStatus::Delivered, false));
    let told = [delivered[0].clone(), event(EventKind::ReturnRequested, "q", 3)];
    let held = |cases: &[LineCase]| fold(&sold(&[100]), &told, cases).expect("life").lines[0].held;
    assert!(held(&[]) && !held(&[closed]));
}

fn any_event() -> impl Strategy<Value = OrderEvent> {
    let kind = prop::sample::select(EventKind::ALL.to_vec());
    let line = prop::option::of(1i64..=3);
    (kind, 0u8..4, 0i64..30, prop::option::of(0i64..2_000), line).prop_map(
        |(kind, number, minutes, amount, line)| OrderEvent {
            kind,
            external_id: format!("n{number}"),
            at: at(minutes),
            amount: amount.filter(|_| kind.has_amount()).map(yen),
            line: line.filter(|_| kind.has_line()),
        },
    )
}

proptest! {
    #[test]
    fn events_fold_alike_in_every_order_and_however_often_they_come(
        bases in prop::collection::vec(0i64..5_000, 1..=3),
        events in prop::collection::vec(any_event(), 0..14),
        seed in any::<u64>(),
    ) {
        let lines = sold(&bases);
        // One number is one event: the first of each that is told counts.
        let mut known = std::collections::HashSet::new();
        let mut told = events;
        told.retain(|one| known.insert((one.kind, one.external_id.clone())));
        let life = fold(&lines, &told, &[]).expect("life");
        let mut shuffled = told.clone();
        shuffled.extend(told.clone());
        let mut state = seed | 1;
        for place in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(place, usize::try_from(state >> 33).expect("index") % (place + 1));
        }
        prop_assert_eq!(&fold(&lines, &shuffled, &[]).expect("life"), &life);
        for (line, then) in lines.iter().zip(&life.lines) {
            prop_assert!((0..=line.base.minor()).contains(&then.taken.minor()));
        }
    }

    #[test]
    fn what_is_admitted_one_by_one_gives_back_exactly_its_sum(
        bases in prop::collection::vec(1i64..5_000, 1..=3),
        asked in prop::collection::vec((0i64..4_000, prop::option::of(1i64..=3), 0i64..20), 0..10),
    ) {
        let lines = sold(&bases);
        let mut told: Vec<OrderEvent> = Vec::new();
        let mut sum = 0;
        for (number, (amount, line, minutes)) in asked.into_iter().enumerate() {
            let event = refund(&format!("r{number}"), minutes, amount, line);
            if admit(&lines, &told, &event).is_ok() {
                told.push(event);
                sum += amount;
            }
        }
        let life = fold(&lines, &told, &[]).expect("life");
        let given: i64 = life.lines.iter().map(|line| line.taken.minor()).sum();
        prop_assert_eq!(given, sum);
    }
}
