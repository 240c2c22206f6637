//! The bodies of shop systems' messages, as their public documentation shows them, in the fields that
//! are read and in many that are not.

use domain::Currency;
use domain::error::Error;
use domain::id::ClickId;
use domain::orders::shop::{Notice, Reader, Reading, shopify, step, woocommerce};
use domain::orders::webhook::Profile;
use domain::time::Timestamp;
use serde_json::{Value, json};

fn now() -> Timestamp {
    Timestamp::parse("2026-11-22T00:00:00Z").expect("moment")
}

fn set(shop: &str, buyer: &str) -> Value {
    json!({
        "shop_money": { "amount": shop, "currency_code": "JPY" },
        "presentment_money": { "amount": buyer, "currency_code": "CNY" },
    })
}

fn shopify_order() -> Value {
    json!({
        "id": 820_982_911_946_154_508_u64,
        "admin_graphql_api_id": "gid://shopify/Order/820982911946154508",
        "name": "#9999",
        "email": "jon@example.com",
        "phone": "+81 90 0000 0000",
        "created_at": "2026-11-01T12:00:00+09:00",
        "updated_at": "2026-11-01T12:05:00+09:00",
        "processed_at": "2026-11-01T11:59:59+09:00",
        "cancelled_at": null,
        "currency": "JPY",
        "presentment_currency": "CNY",
        "financial_status": "paid",
        "fulfillment_status": null,
        "taxes_included": true,
        "test": false,
        "landing_site": "/products/balm?utm_source=x&k=clk_01jd0000000000000000000000",
        "note": "Please ring twice. kakehashi: never",
        "note_attributes": [{ "name": "gift", "value": "yes" }],
        "discount_codes": [{ "code": "RIN10", "amount": "398", "type": "percentage" }],
        "customer": { "id": 115_310_627_314_723_954_u64, "first_name": "John", "email": "john@example.com" },
        "shipping_address": { "name": "Steve Shipper", "address1": "123 Shipping Street" },
        "line_items": [
            {
                "id": 1, "sku": " MRN-001 ", "name": "Balm", "quantity": 2, "price": "1990",
                "price_set": set("1990", "99.50"), "total_discount": "0",
                "discount_allocations": [
                    { "amount": "300", "amount_set": set("300", "15.00"), "discount_application_index": 0 },
                    { "amount": "98", "amount_set": set("98", "4.90"), "discount_application_index": 1 },
                ],
                "tax_lines": [{ "title": "JCT", "price": "325", "rate": 0.1, "price_set": set("325", "16.25") }],
            },
            { "id": 2, "sku": "KYT-003", "quantity": 1, "price": "2160", "price_set": set("2160", "108.00") },
        ],
        "refunds": [],
        "fulfillments": [],
    })
}

fn notice(body: &Value) -> Notice {
    serde_json::from_value::<shopify::Order>(body.clone()).expect("body").notice()
}

fn read(notice: &Notice, profile: Profile, takes: &[Currency]) -> Result<Reading, Error> {
    let step = |word: &str| step(profile, word);
    let takes = |currency| takes.contains(&currency);
    let reader = Reader { source: "shop", step: &step, takes: &takes, transit_days: 5 };
    notice.read(&reader, now())
}

fn kinds(reading: &Reading) -> Vec<(String, String, Option<String>, Option<i64>)> {
    let of = |event: &domain::orders::event::NewEvent| {
        (event.kind.clone(), event.external_id.clone(), event.amount.clone(), event.line)
    };
    reading.events.iter().map(of).collect()
}

#[test]
fn an_order_of_shopify_is_read_in_the_shops_money() {
    let told = notice(&shopify_order());
    assert_eq!((told.shop_order.as_str(), told.number()), ("820982911946154508", Some("#9999")));
    let reading = read(&told, Profile::Shopify, &[Currency::Jpy, Currency::Cny]).expect("reading");
    let order = &reading.order;
    assert_eq!((order.external_id.as_str(), order.currency.as_str()), ("#9999", "JPY"));
    assert_eq!((order.source.as_deref(), order.coupon.as_deref()), (Some("shop"), Some("RIN10")));
    assert_eq!(order.click.as_deref(), Some("clk_01jd0000000000000000000000"));
    // A payment that was told before the order counts from the order on.
    assert_eq!(order.paid_at.as_deref(), Some("2026-11-01T03:00:00Z"));
    assert_eq!(order.buyer.as_deref(), Some("115310627314723954"));
    let line = &order.lines[0];
    assert_eq!(
        (line.sku.as_str(), line.quantity, line.unit_price.as_str()),
        ("MRN-001", 2, "1990")
    );
    assert_eq!((line.discount.as_deref(), line.tax.as_deref()), (Some("398"), Some("325")));
    assert_eq!(order.lines[1].discount, None);
    assert_eq!(reading.line_ids, ["1", "2"]);
    assert_eq!(kinds(&reading).len(), 1, "it was paid, and nothing else happened");
}

#[test]
fn the_buyers_money_is_read_where_the_shops_is_not_taken() {
    let reading =
        read(&notice(&shopify_order()), Profile::Shopify, &[Currency::Cny]).expect("reading");
    assert_eq!(reading.order.currency, "CNY");
    assert_eq!(reading.order.lines[0].unit_price, "99.50");
    assert_eq!(reading.order.lines[0].discount.as_deref(), Some("19.90"));
    let refused = read(&notice(&shopify_order()), Profile::Shopify, &[Currency::Usd]);
    assert_eq!(refused.err(), Some(Error::field("currency", "order-currency")));
}

#[test]
fn nothing_of_a_buyer_is_kept_with_a_notice() {
    let kept = serde_json::to_string(&notice(&shopify_order())).expect("text");
    for word in ["John", "jon@", "Shipping", "ring twice", "115310627314723954", "+81"] {
        assert!(!kept.contains(word), "{word}");
    }
    let again: Notice = serde_json::from_str(&kept).expect("notice");
    assert!(read(&again, Profile::Shopify, &[Currency::Jpy]).is_ok());
}

#[test]
fn a_fulfilled_order_was_sent_and_one_that_is_there_has_arrived() {
    let mut body = shopify_order();
    body["fulfillment_status"] = "fulfilled".into();
    body["fulfillments"] = json!([
        { "status": "success", "created_at": "2026-11-20T09:00:00+09:00" },
        { "status": "cancelled", "created_at": "2026-11-21T09:00:00+09:00" },
    ]);
    let sent = read(&notice(&body), Profile::Shopify, &[Currency::Jpy]).expect("reading");
    let told: Vec<&str> = sent.events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(told, ["paid", "shipped"]);
    assert_eq!(sent.events[1].at, "2026-11-20T00:00:00Z");
    // Nobody reports the parcel: after the days of transit it is taken as delivered.
    body["fulfillments"][0]["created_at"] = "2026-11-10T09:00:00+09:00".into();
    let old = read(&notice(&body), Profile::Shopify, &[Currency::Jpy]).expect("reading");
    assert_eq!(old.events[2].at, "2026-11-15T00:00:00Z");
    body["fulfillments"][0]["shipment_status"] = "delivered".into();
    body["fulfillments"][0]["updated_at"] = "2026-11-12T09:00:00+09:00".into();
    let there = read(&notice(&body), Profile::Shopify, &[Currency::Jpy]).expect("reading");
    assert_eq!(
        (there.events[2].kind.as_str(), there.events[2].at.as_str()),
        ("delivered", "2026-11-12T00:00:00Z")
    );
}

#[test]
fn a_canceled_order_is_canceled_unless_it_was_sent() {
    let mut body = shopify_order();
    body["cancelled_at"] = "2026-11-02T09:00:00+09:00".into();
    body["financial_status"] = "voided".into();
    let canceled = read(&notice(&body), Profile::Shopify, &[Currency::Jpy]).expect("reading");
    let told: Vec<&str> = canceled.events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!((told, canceled.order.paid_at), (vec!["canceled"], None));
    body["fulfillment_status"] = "fulfilled".into();
    let sent = read(&notice(&body), Profile::Shopify, &[Currency::Jpy]).expect("reading");
    assert!(sent.events.iter().all(|event| event.kind != "canceled"));
}

fn refund() -> Value {
    json!({
        "id": 890_088_186_047_892_319_u64, "order_id": 820_982_911_946_154_508_u64,
        "created_at": "2026-11-03T10:00:00+09:00", "processed_at": "2026-11-03T10:00:00+09:00", "note": "broken",
        "refund_line_items": [
            { "id": 1, "line_item_id": 1, "quantity": 1, "subtotal": 1791.0, "subtotal_set": set("1791", "89.55"),
              "line_item": { "id": 1, "sku": "MRN-001" } },
            { "id": 2, "line_item_id": 77, "quantity": 1, "subtotal": 5.0, "subtotal_set": set("5", "0.25") },
        ],
        "order_adjustments": [{ "kind": "shipping_refund", "amount": "-500", "amount_set": set("-500", "-25.00") }],
        "transactions": [{ "amount": "2291", "kind": "refund", "status": "success" }],
    })
}

#[test]
fn a_refund_alone_and_one_inside_its_order_are_the_same_events() {
    let mut body = shopify_order();
    body["financial_status"] = "partially_refunded".into();
    body["refunds"] = json!([refund()]);
    let inside = read(&notice(&body), Profile::Shopify, &[Currency::Jpy]).expect("reading");
    let number = "refund:890088186047892319:1".to_owned();
    let expected = ("refund".to_owned(), number, Some("1791".to_owned()), Some(1));
    assert_eq!(kinds(&inside)[1..], *std::slice::from_ref(&expected));
    let alone = serde_json::from_value::<shopify::Refund>(refund()).expect("body").notice();
    let step = |word: &str| step(Profile::Shopify, word);
    let takes = |currency| currency == Currency::Jpy;
    let reader = Reader { source: "shop", step: &step, takes: &takes, transit_days: 5 };
    let events = alone.later(&reader, &["1".into(), "2".into()], now()).expect("events");
    assert_eq!(events.len(), 1);
    assert_eq!(
        (events[0].external_id.as_str(), events[0].amount.as_deref()),
        ("refund:890088186047892319:1", Some("1791"))
    );
}

#[test]
fn money_given_back_without_goods_is_a_refund_of_the_order() {
    let mut told = refund();
    told["refund_line_items"] = json!([]);
    told["order_adjustments"] = json!([
        { "kind": "refund_discrepancy", "amount": "-700", "amount_set": set("-700", "-35.00") },
        { "kind": "shipping_refund", "amount": "-500", "amount_set": set("-500", "-25.00") },
    ]);
    let mut body = shopify_order();
    body["refunds"] = json!([told]);
    let reading = read(&notice(&body), Profile::Shopify, &[Currency::Jpy]).expect("reading");
    assert_eq!(
        kinds(&reading)[1],
        ("refund".into(), "refund:890088186047892319".into(), Some("700".into()), None)
    );
}

#[test]
fn what_is_hostile_is_refused_with_a_code() {
    let code = |change: fn(&mut Value)| {
        let mut body = shopify_order();
        change(&mut body);
        let Ok(order) = serde_json::from_value::<shopify::Order>(body) else { return "unread" };
        let error = read(&order.notice(), Profile::Shopify, &[Currency::Jpy]).map(|reading| {
            let network = network();
            reading.order.check(&network, now()).err()
        });
        match error {
            Err(Error::Invalid(fields)) | Ok(Some(Error::Invalid(fields))) => fields[0].code,
            _ => "taken",
        }
    };
    assert_eq!(code(|_| ()), "taken");
    assert_eq!(code(|body| body["financial_status"] = "on_the_moon".into()), "status-unknown");
    assert_eq!(code(|body| body["created_at"] = "yesterday".into()), "date-malformed");
    assert_eq!(code(|body| body["created_at"] = "2027-01-01T00:00:00Z".into()), "date-in-future");
    assert_eq!(
        code(|body| body["line_items"][0]["price_set"] = set("-5", "-1")),
        "amount-negative"
    );
    assert_eq!(
        code(|body| body["line_items"][0]["price_set"] = set("5.5", "1")),
        "amount-malformed"
    );
    let large = |body: &mut Value| {
        body["line_items"][0]["price_set"] = set("99999999999999999999999999", "1");
    };
    assert_eq!(code(large), "amount-malformed");
    assert_eq!(code(|body| body["line_items"][0]["quantity"] = 0.into()), "number-out-of-range");
    assert_eq!(code(|body| body["line_items"][0]["quantity"] = "2".into()), "unread");
    assert_eq!(code(|body| body["line_items"] = json!([])), "order-lines");
    assert_eq!(code(|body| body["line_items"][0]["sku"] = Value::Null), "field-required");
    assert_eq!(code(|body| body["name"] = "#".repeat(200).into()), "field-too-long");
    assert_eq!(code(|body| body["currency"] = "<script>".into()), "order-currency");
    assert_eq!(code(|body| body["landing_site"] = "k=&&&=?k==%00/r/".into()), "taken");
}

fn network() -> domain::tenancy::network::Network {
    domain::tenancy::network::Network {
        id: domain::id::NetworkId::new(),
        slug: "hashi".into(),
        code: "HA".into(),
        base_currency: Currency::Jpy,
        currencies: vec![Currency::Jpy, Currency::Cny],
        time_zone: chrono_tz::Asia::Tokyo,
        mail_sender: "a@b.jp".into(),
        network_share: domain::Rate::ZERO,
        holding_days: 15,
        transit_days: 5,
    }
}

fn woocommerce_order() -> Value {
    json!({
        "id": 727, "parent_id": 0, "number": "727", "status": "processing", "currency": "JPY",
        "date_created": "2026-11-01T12:00:00", "date_created_gmt": "2026-11-01T03:00:00",
        "date_modified_gmt": "2026-11-01T03:05:00", "date_paid_gmt": "2026-11-01T03:01:00",
        "date_completed_gmt": null, "prices_include_tax": true, "customer_id": 26,
        "billing": { "first_name": "John", "email": "john.doe@example.com", "phone": "(555) 555-5555" },
        "meta_data": [
            { "id": 1, "key": "_kakehashi", "value": "haabcdefg" },
            { "id": 2, "key": "odd", "value": { "deep": [1] } },
        ],
        "line_items": [{
            "id": 315, "name": "Balm", "sku": "MRN-001", "quantity": 3, "price": 905.333_333,
            "subtotal": "2728", "subtotal_tax": "272", "total": "2546", "total_tax": "254", "taxes": [],
        }],
        "coupon_lines": [{ "id": 9, "code": "rin10", "discount": "182" }],
        "refunds": [],
    })
}

fn woocommerce_notice(body: &Value) -> Notice {
    serde_json::from_value::<woocommerce::Order>(body.clone()).expect("body").notice()
}

#[test]
fn an_order_of_woocommerce_is_read_with_its_tax_inside_or_beside() {
    let told = woocommerce_notice(&woocommerce_order());
    let reading = read(&told, Profile::Woocommerce, &[Currency::Jpy]).expect("reading");
    let order = &reading.order;
    assert_eq!(
        (order.external_id.as_str(), order.placed_at.as_str()),
        ("727", "2026-11-01T03:00:00Z")
    );
    assert_eq!(
        (order.coupon.as_deref(), order.link_code.as_deref()),
        (Some("rin10"), Some("haabcdefg"))
    );
    assert_eq!(order.buyer.as_deref(), Some("26"));
    let line = &order.lines[0];
    assert_eq!((line.unit_price.as_str(), line.discount.as_deref()), ("1000", Some("200")));
    assert_eq!(line.tax.as_deref(), Some("254"));

    let mut body = woocommerce_order();
    body["prices_include_tax"] = false.into();
    body["status"] = "refunded".into();
    body["refunds"] = json!([{ "id": 4, "reason": "", "total": "-1400" }]);
    let beside =
        read(&woocommerce_notice(&body), Profile::Woocommerce, &[Currency::Jpy]).expect("reading");
    let line = &beside.order.lines[0];
    // 2,728 does not divide by three: the price of a piece is rounded up.
    assert_eq!((line.unit_price.as_str(), line.discount.as_deref()), ("910", Some("184")));
    // Of 1,400 that were given back 127 were tax, which was never in a commission.
    assert_eq!(kinds(&beside)[1], ("refund".into(), "refund:4".into(), Some("1273".into()), None));
}

#[test]
fn status_words_of_woocommerce_lead_where_they_should() {
    let told = |status: &str| {
        let mut body = woocommerce_order();
        body["status"] = status.into();
        body["date_completed_gmt"] = Value::Null;
        let notice = woocommerce_notice(&body);
        let reading = read(&notice, Profile::Woocommerce, &[Currency::Jpy]).ok()?;
        let kinds: Vec<String> = reading.events.iter().map(|event| event.kind.clone()).collect();
        Some(kinds.join(" "))
    };
    assert_eq!(told("pending").as_deref(), Some(""));
    assert_eq!(told("processing").as_deref(), Some("paid"));
    assert_eq!(told("completed").as_deref(), Some("paid shipped delivered"));
    assert_eq!(told("cancelled").as_deref(), Some("canceled"));
    assert_eq!(told("refunded").as_deref(), Some("paid refund"));
    assert_eq!(told("wc-on-hold").as_deref(), Some(""));
    assert_eq!(told("awaiting-pickup"), None);
    let mut draft = woocommerce_order();
    draft["status"] = "checkout-draft".into();
    assert!(woocommerce_notice(&draft).ignored);
    let deleted: woocommerce::Order = serde_json::from_value(json!({ "id": 727 })).expect("body");
    let deleted = deleted.deletion();
    assert_eq!((deleted.shop_order.as_str(), deleted.deleted), ("727", true));
}

#[test]
fn a_click_is_told_by_an_attribute_or_by_the_address_of_the_visit() {
    let click = ClickId::new().to_string();
    let mut body = shopify_order();
    body["landing_site"] = Value::Null;
    body["note_attributes"] = json!([{ "name": "Kakehashi", "value": click }]);
    let order = notice(&body).order.expect("order");
    assert_eq!((order.click, order.link_code), (Some(click.clone()), None));
    body["note_attributes"] = json!([{ "name": "kakehashi", "value": "haabcdefg" }]);
    let order = notice(&body).order.expect("order");
    assert_eq!((order.click, order.link_code.as_deref()), (None, Some("haabcdefg")));
    let mut other = woocommerce_order();
    let entry = format!("https://shop.example/?a=b&k={click}");
    other["meta_data"] =
        json!([{ "id": 1, "key": "_wc_order_attribution_session_entry", "value": entry }]);
    let order = woocommerce_notice(&other).order.expect("order");
    assert_eq!(order.click, Some(click));
}
