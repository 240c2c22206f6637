//! What the demo's shops say, and what brands have in stock. What a shop system sent: taken, sent again, waiting for its order, held for staff.

use domain::access::Member;
use domain::catalogue::stock::StockDraft;
use domain::orders::order::{NewLine, NewOrder};
use domain::orders::webhook::{EndpointDraft, Profile, Topic};
use domain::{Result, Timestamp};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::orders::delivery::NewDelivery;
use store::orders::order::{self, Filter};

use super::demo::Made;
use crate::orders::compare::{self, ToldAgain};
use crate::orders::webhook::{self, shop};

/// An endpoint with messages in every state.
pub(super) fn messages(made: &Made, me: &Member, now: Timestamp) -> Result<()> {
    let site = &made.site;
    let (app, network) = (site.app.clone(), site.network.clone());
    let Some(seller) = made.shops.first() else { return Ok(()) };
    let Some((sku, yen)) = seller.goods.first().cloned() else { return Ok(()) };
    let draft = EndpointDraft {
        name: "Shopify 公式ストア".into(),
        source: "shopify_store".into(),
        profile: "shopify".into(),
        secret: "0123456789abcdef0123456789abcdef".into(),
        shop: "hashi-official.myshopify.com".into(),
    };
    let owner = me.clone();
    let endpoint = site.write(move |tx| {
        let made = webhook::create(tx, &owner, &app.keys, &draft, now.plus_days(-3))?;
        store::orders::webhook::get(tx, made.id)
    })?;
    let order = |id: u64, sku: &str, paid: bool| -> Value {
        json!({
            "id": id, "name": format!("#S{id}"), "currency": "JPY", "taxes_included": true,
            "created_at": now.plus_days(-2), "updated_at": now.plus_days(-2),
            "financial_status": if paid { "paid" } else { "pending" },
            "discount_codes": [{ "code": seller.coupon }],
            "line_items": [{ "id": id * 10, "sku": sku, "quantity": 1, "price": yen.to_string() }],
        })
    };
    let money = json!({ "amount": "1000", "currency_code": "JPY" });
    let refund = json!({
        "id": 77_001, "order_id": 5_999, "created_at": now.plus_days(-1),
        "refund_line_items": [{ "line_item_id": 59_990, "subtotal_set": { "shop_money": money } }],
    });
    let told = [
        ("orders/create", "e-1", order(5_001, &sku, false)),
        ("orders/paid", "e-2", order(5_001, &sku, true)),
        ("orders/paid", "e-2", order(5_001, &sku, true)),
        ("orders/create", "e-3", order(5_002, "OLD-CODE-9", true)),
        ("refunds/create", "e-4", refund),
    ];
    for (topic, event, body) in told {
        let bytes = body.to_string().into_bytes();
        let kind = if topic == "refunds/create" { Topic::ShopRefund } else { Topic::ShopOrder };
        let told = shop::read(&site.app, network.id, kind, Profile::Shopify, &bytes)?;
        let new = NewDelivery {
            endpoint: endpoint.id,
            event_id: Some(format!("{event}:{topic}")),
            topic: topic.into(),
            digest: Sha256::digest(&bytes).into(),
        };
        let (of, place) = (network.clone(), endpoint.clone());
        let (first, message) = (new.clone(), told.clone());
        let taken = site.write(move |tx| shop::receive(tx, &of, &place, (&first, &message), now));
        if let Err(error) = taken {
            site.write(move |tx| shop::keep(tx, (&new, &told), &error, now))?;
        }
    }
    Ok(())
}

/// A day of a shop told again: one order is new to us, one stands otherwise, one is missing there.
pub(super) fn compared(made: &Made, me: &Member, now: Timestamp) -> Result<()> {
    let (network, me) = (made.site.network.clone(), me.clone());
    let goods = made.shops.first().map(|shop| shop.goods.clone()).unwrap_or_default();
    let Some((sku, yen)) = goods.first().cloned() else { return Ok(()) };
    made.site.write(move |tx| {
        let span = (now.plus_days(-12), now.plus_days(-11));
        let filter =
            Filter { span: Some(span), source: Some("shopify".into()), ..Filter::default() };
        let ours = order::page(tx, &filter, None, 200)?;
        let body = |number: &str,
                    (placed_at, there): (Timestamp, Option<Timestamp>),
                    price: i64| NewOrder {
            external_id: number.into(),
            source: Some("shopify".into()),
            currency: "JPY".into(),
            placed_at: placed_at.to_string(),
            paid_at: Some(placed_at.to_string()),
            delivered_at: there.map(|at| at.to_string()),
            click: None,
            link_code: None,
            coupon: None,
            buyer: None,
            reserve: false,
            lines: vec![NewLine {
                sku: sku.clone(),
                quantity: 1,
                unit_price: price.to_string(),
                discount: None,
                discounts: Vec::new(),
                tax: None,
                freight: None,
            }],
        };
        let mut bodies = vec![body("#199001", (span.0.plus_seconds(3_600), None), yen)];
        // The first of ours is not told again; the others are, with what the shop has now.
        for one in ours.iter().skip(1) {
            bodies.push(body(&one.external_id, (one.placed_at, one.delivered_at), one.total_minor));
        }
        let told = bodies
            .into_iter()
            .enumerate()
            .map(|(place, body)| ToldAgain::read(&network, place, body, now))
            .collect::<Result<Vec<_>>>()?;
        compare::run(tx, &me, ("shopify", span), &told, now).map(|_| ())
    })
}

/// Two brands count their pieces; one is nearly sold out.
pub(super) fn stock(made: &Made, now: Timestamp) -> Result<()> {
    let mut products: Vec<_> = made.products.values().cloned().collect();
    products.sort_by(|one, other| one.sku.cmp(&other.sku));
    for (product, pieces) in products.into_iter().zip(["240", "36", "3", "0"]) {
        let brand = made.members.values().find(|one| one.organization == product.brand_id).cloned();
        let Some(brand) = brand else { continue };
        let told = StockDraft { act: "count".into(), pieces: pieces.into(), note: String::new() };
        made.site.write(move |tx| {
            let mut own = tx.party(brand.organization);
            crate::catalogue::stock::change(&mut own, &brand, product.id, &told, now).map(|_| ())
        })?;
    }
    Ok(())
}
