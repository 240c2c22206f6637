//! The commission rules against the vectors that were gathered from the platforms' own pages.

use domain::commissions::freeze::{base, freeze};
use domain::commissions::lock::rate_at;
use domain::commissions::refund::reverse;
use domain::{Currency, Money, Rate};
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("data/commission_vectors.json")).expect("vectors")
}

fn rate(text: &str) -> Rate {
    let digits = text.strip_prefix("0.").expect("a fraction");
    Rate::from_ppm(format!("{digits:0<6}").parse().expect("digits")).expect("rate")
}

#[test]
fn bases_and_totals_are_those_of_the_vectors() {
    for case in vectors()["cases"].as_array().expect("cases") {
        let (input, name) = (&case["input"], &case["name"]);
        let currency: Currency =
            input["currency"].as_str().expect("currency").parse().expect("known");
        let money =
            |value: &Value| Money::parse(value.as_str().expect("text"), currency).expect("amount");
        let mut taken_off = vec![money(&input["seller_discount"]), money(&input["tax"])];
        if input["base_rule"] == "net_of_all_coupons" {
            taken_off.push(money(&input["platform_discount"]));
        }
        let quantity = input["qty"].as_i64().expect("quantity");
        let rate = rate(input["rate"].as_str().expect("rate"));
        let ordered = base(money(&input["unit_price"]), quantity, &taken_off).expect("base");

        taken_off.push(money(&input["refund_of_goods"]));
        let left = base(money(&input["unit_price"]), quantity, &taken_off).expect("base");
        assert_eq!(left, money(&case["expect"]["base"]), "{name}");

        // What is left of the frozen commission after the refund is the commission of what is left.
        let frozen = freeze(ordered, rate, Rate::ZERO).expect("sum").expect("some");
        let refunded = ordered.minus(left).expect("sum");
        let taken = reverse(&frozen, &[], ordered, Money::zero(currency), refunded).expect("sum");
        let remaining = frozen.kol.minor() + taken.map_or(0, |taken| taken.kol.minor());
        assert_eq!(remaining, money(&case["expect"]["half_up"]).minor(), "{name}");
    }
}

#[test]
fn a_locked_rate_follows_the_vectors() {
    let day = |value: &Value| {
        let text = format!("{}T00:00:00Z", value.as_str().expect("date"));
        domain::Timestamp::parse(&text).expect("moment")
    };
    let percent = |value: &Value| rate(value.as_str().expect("rate"));
    for case in vectors()["rate_lock"]["vectors"].as_array().expect("vectors") {
        let picked = (day(&case["listed"]), percent(&case["rate_at_listing"]));
        let changes = [(day(&case["seller_change"]), percent(&case["new_rate"]))];
        let told = rate_at(picked, &changes, day(&case["order"]));
        assert_eq!(told, percent(&case["expect"]), "{case}");
    }
}

#[test]
fn a_quarter_of_the_price_refunded_returns_a_quarter_of_the_fee() {
    let example = &vectors()["platform_fee_example_jp"];
    let yen = |name: &str| Money::new(example[name].as_i64().expect("yen"), Currency::Jpy);
    let fee = freeze(yen("base"), rate("0.07"), Rate::ONE).expect("sum").expect("some");
    assert_eq!(fee.network, yen("fee"));
    let taken =
        reverse(&fee, &[], yen("base"), Money::zero(Currency::Jpy), yen("refund")).expect("sum");
    assert_eq!(taken.expect("some").network, yen("fee_returned").negated());
}
