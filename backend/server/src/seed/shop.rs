//! What a shop system sent to the demo: taken, sent again, waiting for its order, held for staff.

use domain::access::Member;
use domain::orders::webhook::{EndpointDraft, Profile, Topic};
use domain::{Result, Timestamp};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::orders::delivery::NewDelivery;

use super::demo::Made;
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
