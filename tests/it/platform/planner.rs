//! SQLite reads by the right index from the first row on, whatever the tables hold.

use crate::app::{Engine, TestApp};

/// A value of an id's column.
const ID: &str = "x'00000000000000000000000000000001'";

/// What the product asks for most, as its queries ask for it, and the index that must answer.
fn hot() -> Vec<(&'static str, &'static str, String)> {
    let mine = format!("network_id = {ID}");
    vec![
        (
            "commissions of orders",
            "commissions_order",
            format!(
                "SELECT * FROM commissions WHERE {mine} AND order_id IN ({ID}, {ID}) ORDER BY id"
            ),
        ),
        (
            "lines of orders",
            "order_lines_order",
            format!(
                "SELECT * FROM order_lines WHERE {mine} AND order_id IN ({ID}, {ID}) \
                 ORDER BY order_id, position"
            ),
        ),
        (
            "events of an order",
            "sqlite_autoindex_order_events",
            format!("SELECT * FROM order_events WHERE {mine} AND order_id IN ({ID}) ORDER BY id"),
        ),
        (
            "a storefront's shelf",
            "listings_shelf",
            format!(
                "SELECT l.id, l.product_id, p.price_minor FROM listings l \
                 JOIN products p ON l.network_id = p.network_id AND l.product_id = p.id \
                 WHERE l.{mine} AND l.status = 'listed' AND l.storefront_id = {ID} \
                 AND p.status = 'published' AND l.position > 0 ORDER BY l.position LIMIT 24"
            ),
        ),
        (
            "orders of a KOL",
            "orders_kol",
            format!(
                "SELECT * FROM orders WHERE {mine} AND kol_id = {ID} \
                 ORDER BY placed_at DESC, id DESC LIMIT 51"
            ),
        ),
        (
            "orders, latest first",
            "orders_placed",
            format!("SELECT * FROM orders WHERE {mine} ORDER BY placed_at DESC, id DESC LIMIT 51"),
        ),
        (
            "an order by its number",
            "sqlite_autoindex_orders",
            format!(
                "SELECT * FROM orders WHERE {mine} AND source = 'api' AND external_id IN ('1', '2')"
            ),
        ),
        (
            "commissions that are due",
            "commissions_due",
            format!(
                "SELECT id FROM commissions WHERE {mine} AND status = 'estimated' \
                 AND payable_at <= '2026-12-01' ORDER BY payable_at, id LIMIT 1000"
            ),
        ),
        (
            "a month's commissions",
            "commissions_month",
            format!(
                "SELECT kol_id, SUM(kol_minor) FROM commissions WHERE {mine} \
                 AND earned_at >= '2026-11-01' AND earned_at < '2026-12-01' GROUP BY kol_id"
            ),
        ),
        (
            "mails that are due",
            "mails_due",
            "SELECT * FROM mails WHERE status = 'queued' AND next_at <= '2026-12-01' \
             AND (leased_until IS NULL OR leased_until <= '2026-12-01') \
             ORDER BY next_at, id LIMIT 20"
                .to_owned(),
        ),
        (
            "a link by its code",
            "sqlite_autoindex_links",
            format!("SELECT id, kol_id, path FROM links WHERE {mine} AND code = 'abcdefg'"),
        ),
        (
            "what was posted about an order",
            "journal_entries_subject",
            format!("SELECT * FROM journal_entries WHERE {mine} AND subject_id = {ID} ORDER BY id"),
        ),
        (
            "leads, the warmest first",
            "leads_score",
            format!(
                "SELECT * FROM leads WHERE {mine} AND merged_into_id IS NULL AND score <= 40 \
                 AND (score < 40 OR id < {ID}) ORDER BY score DESC, id DESC LIMIT 51"
            ),
        ),
        (
            "leads of a state, the warmest first",
            "leads_status_score",
            format!(
                "SELECT * FROM leads WHERE {mine} AND merged_into_id IS NULL AND status = 'new' \
                 ORDER BY score DESC, id DESC LIMIT 20"
            ),
        ),
        (
            "a member's leads, the warmest first",
            "leads_owner",
            format!(
                "SELECT * FROM leads WHERE {mine} AND merged_into_id IS NULL AND owner_id = {ID} \
                 ORDER BY score DESC, id DESC LIMIT 51"
            ),
        ),
        (
            "leads that nobody answered in time",
            "leads_reply_due",
            format!(
                "SELECT * FROM leads WHERE {mine} AND reply_due_at <= '2026-12-01' \
                 AND escalated_at IS NULL ORDER BY reply_due_at, id LIMIT 100"
            ),
        ),
        (
            "leads of a number",
            "leads_phone_key",
            format!(
                "SELECT * FROM leads WHERE {mine} AND phone_key = '0300001021' AND phone_key <> '' \
                 AND merged_into_id IS NULL ORDER BY id DESC LIMIT 50"
            ),
        ),
        (
            "a balance",
            "transfers_debit",
            format!("SELECT SUM(amount_minor) FROM transfers WHERE {mine} AND debit_id = {ID}"),
        ),
    ]
}

#[actix_web::test]
async fn sqlite_reads_by_the_right_index_before_there_is_a_row() {
    let app = TestApp::new(Engine::Sqlite).expect("SQLite");
    let mut raw = app.raw();
    let mut findings = Vec::new();
    for (what, index, sql) in hot() {
        let plan = raw.plan(&sql).expect("a plan");
        // The primary key by its first column alone reads a whole network.
        let whole = |step: &String| {
            let own_key = step.contains("sqlite_autoindex") && step.ends_with("(network_id=?)");
            own_key || step.starts_with("SCAN")
        };
        if plan.iter().any(whole) || !plan.iter().any(|step| step.contains(index)) {
            findings.push(format!("{what}:\n    {}", plan.join("\n    ")));
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    app.leave();
}
