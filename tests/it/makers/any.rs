//! Orders as chance makes them.

use domain::Timestamp;
use domain::orders::order::{NewLine, NewOrder};
use server::seed::chance::Chance;

use crate::makers::orders::Market;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// An order of the last three weeks, without a number: one to four lines of a currency, with or
/// without codes, payment and delivery.
pub(crate) fn any_order(chance: &mut Chance, market: &Market, now: Timestamp) -> NewOrder {
    let placed = now.plus_seconds(-chance.between(0, 20 * DAY));
    let yen = chance.happens(700);
    let lines = (0..=chance.below(4)).map(|_| any_line(chance, yen)).collect();
    let mut later = |often, most| {
        let at = placed.plus_seconds(chance.between(0, most)).min(now);
        chance.happens(often).then(|| at.to_string())
    };
    let (paid_at, delivered_at) = (later(800, DAY), later(100, 10 * DAY));
    let coupon = ["RIN10", "RIN10", "RIN10", "MEI10", "NOBODYS10", ""][chance.below(6)];
    NewOrder {
        external_id: String::new(),
        source: chance.happens(200).then(|| "shop2".to_owned()),
        currency: if yen { "JPY" } else { "CNY" }.to_owned(),
        placed_at: placed.to_string(),
        paid_at,
        delivered_at,
        click: None,
        link_code: chance.happens(200).then(|| market.shop.code.clone()),
        coupon: Some(coupon.to_owned()).filter(|code| !code.is_empty()),
        buyer: None,
        reserve: false,
        lines,
    }
}

fn any_line(chance: &mut Chance, yen: bool) -> NewLine {
    let price = if chance.happens(30) { 0 } else { chance.between(1, 20_000) };
    let told = |minor: i64| {
        if yen { minor.to_string() } else { format!("{}.{:02}", minor / 100, minor % 100) }
    };
    NewLine {
        sku: ["MRN-001", "MRN-002", "KYT-003"][chance.below(3)].to_owned(),
        quantity: chance.between(1, 5),
        unit_price: told(price),
        discount: chance.happens(300).then(|| told(chance.between(0, price))),
        discounts: Vec::new(),
        tax: None,
        freight: None,
    }
}
