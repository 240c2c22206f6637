//! What is sent to routes that are only walked.

use serde_json::{Value, json};

/// A body that is well-formed where a route reads it before it looks the thing up.
pub(super) fn body(path: &str) -> Value {
    let act = |act: &str| json!({ "act": act, "version": 1 });
    match path.split('/').nth(3).filter(|_| path.ends_with("/acts")) {
        Some("leads") => act("contact"),
        Some("lead-tasks") => act("finish"),
        Some("lead-assignment") => json!({ "act": "fly" }),
        Some("materials") => act("submit"),
        Some("front-items") => act("hide"),
        Some("ledger") => act("void"),
        Some("products") => act("take"),
        Some("samples") => act("approve"),
        Some("adjustments") => act("cancel"),
        Some("fees") => act("cancel"),
        Some("listings") => json!({ "act": "pause" }),
        Some("kol-groups") => act("archive"),
        Some("live-sessions") => act("plan"),
        _ if path.ends_with("/notes") => json!({ "note": "walk" }),
        _ if path.ends_with("/tasks") => json!({ "title": "walk", "due_on": "2026-11-30" }),
        _ if path.contains("/invitations/") => json!({ "password": "walk" }),
        _ if path.ends_with("/sample-terms") => json!({ "version": 1, "offered": true }),
        _ if path.ends_with("/stock") => json!({ "act": "count", "pieces": 1 }),
        _ if path.ends_with("/decisions") && path.contains("/debts/") => json!({
            "currency": "JPY", "choice": "wait", "note": "walk", "sequence": 0,
        }),
        _ if path.ends_with("/decisions") => json!({ "act": "approve", "items": [] }),
        _ if path.contains("/live-sessions") && !path.ends_with("/acts") => json!({
            "platform": "douyin", "title": "walk", "version": 1, "starts_at": "2026-11-02T20:00",
            "ends_at": "2026-11-02T22:00",
        }),
        Some("cases") => json!({ "act": "receive", "version": 1, "lines": [] }),
        _ if path.ends_with("/cases") => json!({ "kind": "claim", "reason": "other", "lines": [] }),
        Some("imports") => json!({ "act": "check" }),
        _ if path.ends_with("/order-profiles") => json!({
            "name": "", "source": "walk", "dates": "year", "zone": "UTC", "columns": {},
        }),
        _ if path.ends_with("/versions") => json!({
            "name": "All", "terms": { "pay": { "percent": 1 }, "rounding": "down", "reduced_by": [] },
        }),
        _ if path.ends_with("/events") => json!({
            "kind": "cancel", "external_id": "walk", "at": "2026-11-01T12:00:00Z",
        }),
        _ => json!({}),
    }
}
