//! Orders that come at the same moment: written as one batch, each answered for itself.

use futures_util::future::join_all;
use serde_json::json;

use crate::app::stories;
use crate::makers::orders::{body, findings, market, send};

stories! {
    async fn of_many_at_once_each_is_answered_for_itself(app: &TestApp) {
        market(app);
        let manager = app.hashi.manager.clone();
        // Every fifth names a product that nobody has, every seventh repeats the one before it under
        // the same key, every eleventh takes the number of the first under a key of its own.
        let wishes: Vec<_> = (1..=60)
            .map(|number| {
                let own = match number {
                    _ if number % 11 == 0 => 1,
                    _ if number % 7 == 0 => number - 1,
                    _ => number,
                };
                let sku = if own % 5 == 0 { "NOBODY-1" } else { "MRN-001" };
                let key = if number % 11 == 0 { format!("other-{number}") } else { format!("key-{own}") };
                let mut body = body(&format!("#{own}"), sku, "3980");
                body["coupon"] = json!("RIN10");
                if number % 11 == 0 {
                    body["lines"][0]["quantity"] = json!(2);
                }
                (own, key, body)
            })
            .collect();
        let replies = join_all(wishes.iter().map(|(_, key, body)| send(app, &manager, key, body))).await;
        let mut accepted = 0;
        for ((own, key, _), reply) in wishes.iter().zip(&replies) {
            let told = reply.status.as_u16();
            match told {
                201 => accepted += 1,
                200 => assert_eq!(reply.json()["external_id"], format!("#{own}")),
                409 => assert!(key.starts_with("other-") || *own == 1, "{key}: {}", reply.text()),
                422 => assert_eq!(own % 5, 0, "{key}: {}", reply.text()),
                other => panic!("{key}: {other} {}", reply.text()),
            }
        }
        let numbers: std::collections::HashSet<_> =
            wishes.iter().map(|(own, ..)| own).filter(|own| *own % 5 != 0).collect();
        assert_eq!(accepted, numbers.len(), "each order is new once");
        let list = app.get("/api/v1/orders?limit=200").by(&manager).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(numbers.len()));
        assert_eq!(findings(app), Vec::<String>::new());
    }
}
