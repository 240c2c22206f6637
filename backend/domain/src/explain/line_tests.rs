use super::*;
use crate::commissions::freeze::freeze;
use crate::commissions::rule::Limit;
use crate::money::Currency;
use crate::orders::attribution::WhyNot;

fn yen(minor: i64) -> Money {
    Money::new(minor, Currency::Jpy)
}

fn moment(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("moment")
}

fn rate(ppm: i64) -> Rate {
    Rate::from_ppm(ppm).expect("rate")
}

fn line() -> Line {
    let placed_at = moment("2026-01-20T03:00:00Z");
    Line {
        id: CommissionId::new(),
        frozen: freeze(yen(8_266), rate(150_000), rate(200_000)).expect("sum").expect("some"),
        correction: None,
        order: Ordered {
            id: OrderId::new(),
            number: "#1".into(),
            source: "shop".into(),
            placed_at,
            delivered_at: Some(moment("2026-01-31T00:00:00Z")),
        },
        claim: Claim {
            by: AttributionKind::Coupon,
            code: Some("RIN10".into()),
            clicked_at: None,
            passed_over: vec![Candidate {
                kind: AttributionKind::Coupon,
                why: WhyNot::Weaker,
                code: "MEI10".into(),
            }],
        },
        product: ProductId::new(),
        brand: OrganizationId::new(),
        kol: OrganizationId::new(),
        goods: Goods {
            unit_price: yen(8_266),
            quantity: 1,
            discounts: vec![(Fund::Brand, yen(0))],
            tax: yen(0),
        },
        terms: ByTerms {
            rule: None,
            revision: Some(1),
            terms: Terms::of_plan(rate(150_000)),
            at: Some(placed_at),
        },
        rejected: None,
        corrections: Vec::new(),
        waiting: Waiting {
            status: CommissionStatus::Estimated,
            held: false,
            days: 30,
            payable_at: Some(moment("2026-03-02T00:00:00Z")),
        },
        entries: vec![(EntryId::new(), EntryKind::CommissionEstimated, placed_at)],
        month: "2026-01".parse().expect("month"),
    }
}

fn codes(chain: &Chain) -> Vec<Code> {
    chain.steps.iter().map(|step| step.code).collect()
}

#[test]
fn a_commission_is_told_from_the_order_to_the_statement() {
    let chain = explain(&line(), Viewer::Staff).expect("chain");
    assert_eq!(chain.figure, yen(1_240));
    assert_eq!(
        codes(&chain),
        [
            Code::Ordered,
            Code::Sold,
            Code::WonByCoupon,
            Code::PassedOver,
            Code::ByPlan,
            Code::FixedAt,
            Code::Price,
            Code::Base,
            Code::TimesHalfUp,
            Code::Parts,
            Code::Holding,
            Code::IsEstimated,
            Code::Posted,
            Code::InMonth,
        ]
    );
}

#[test]
fn a_kol_reads_its_part_and_neither_numbers_nor_codes_of_others() {
    let line = line();
    let chain = explain(&line, Viewer::Kol).expect("chain");
    assert_eq!(chain.figure, yen(992));
    let told = format!("{chain:?}");
    for secret in ["MEI10", "#1", "\"shop\"", "minor: 248"] {
        assert!(!told.contains(secret), "{secret}");
    }
    assert!(codes(&chain).contains(&Code::PartOfKol));
    assert!(!codes(&chain).contains(&Code::Posted));
    let told = format!("{:?}", explain(&line, Viewer::Brand).expect("chain"));
    for secret in ["MEI10", "RIN10", "#1", "minor: 992", "minor: 248"] {
        assert!(!told.contains(secret), "{secret}");
    }
}

#[test]
fn arithmetic_that_does_not_come_to_the_frozen_amount_is_not_shown() {
    let mut line = line();
    line.terms.terms.limits = [(Currency::Jpy, Limit { least: Some(2_000), most: None })].into();
    let chain = explain(&line, Viewer::Staff).expect("chain");
    assert!(codes(&chain).contains(&Code::Frozen) && !codes(&chain).contains(&Code::TimesHalfUp));
    line.goods.quantity = 3;
    let chain = explain(&line, Viewer::Staff).expect("chain");
    assert!(!codes(&chain).contains(&Code::Price));
}

#[test]
fn corrections_are_listed_with_what_is_left() {
    let mut line = line();
    let third = Frozen { base: yen(-2_755), kol: yen(-331), network: yen(-82), ..line.frozen };
    line.corrections = vec![(CommissionId::new(), line.order.placed_at, third)];
    let chain = explain(&line, Viewer::Staff).expect("chain");
    let left = chain.steps.iter().find(|step| step.code == Code::Left).expect("left");
    assert_eq!(left.args, [("left", Value::Money(yen(827)))]);
    let chain = explain(&line, Viewer::Kol).expect("chain");
    let left = chain.steps.iter().find(|step| step.code == Code::Left).expect("left");
    assert_eq!(left.args, [("left", Value::Money(yen(661)))]);
}

#[test]
fn what_is_held_or_not_delivered_says_so() {
    let mut line = line();
    line.waiting.held = true;
    assert!(codes(&explain(&line, Viewer::Kol).expect("chain")).contains(&Code::Held));
    line.order.delivered_at = None;
    line.waiting.payable_at = None;
    assert!(codes(&explain(&line, Viewer::Kol).expect("chain")).contains(&Code::NotDelivered));
    line.waiting.status = CommissionStatus::Confirmed;
    let codes = codes(&explain(&line, Viewer::Kol).expect("chain"));
    assert!(codes.contains(&Code::IsConfirmed) && !codes.contains(&Code::NotDelivered));
}
