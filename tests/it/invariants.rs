//! What must hold of orders, commissions and ledger whatever happened: asked of the whole database at
//! once, past the product.

use domain::Timestamp;
use store::testing::Raw;

use crate::app::stories;
use crate::makers::orders::{market, sold};

/// A rule and the query that answers what breaks it, in words both engines know.
type Rule = (&'static str, &'static str);

/// What holds at every moment.
const ALWAYS: &[Rule] = &[
    (
        "a transfer moves an amount between two accounts of its currency",
        "SELECT e.key AS value FROM transfers t \
         JOIN journal_entries e ON e.network_id = t.network_id AND e.id = t.entry_id \
         JOIN ledger_accounts d ON d.network_id = t.network_id AND d.id = t.debit_id \
         JOIN ledger_accounts c ON c.network_id = t.network_id AND c.id = t.credit_id \
         WHERE t.amount_minor <= 0 OR t.debit_id = t.credit_id \
         OR d.currency <> t.currency OR c.currency <> t.currency",
    ),
    (
        "an entry moves something",
        "SELECT e.key AS value FROM journal_entries e LEFT JOIN transfers t \
         ON t.network_id = e.network_id AND t.entry_id = e.id \
         GROUP BY e.network_id, e.id, e.key HAVING COUNT(t.id) = 0",
    ),
    (
        "balances add up to nothing in each network and currency",
        "SELECT x.currency AS value FROM ( \
           SELECT a.network_id, a.currency, t.amount_minor AS minor FROM transfers t \
           JOIN ledger_accounts a ON a.network_id = t.network_id AND a.id = t.debit_id \
           UNION ALL SELECT a.network_id, a.currency, -t.amount_minor FROM transfers t \
           JOIN ledger_accounts a ON a.network_id = t.network_id AND a.id = t.credit_id) x \
         GROUP BY x.network_id, x.currency HAVING SUM(x.minor) <> 0",
    ),
    (
        "an order is there once",
        "SELECT external_id AS value FROM orders GROUP BY network_id, source, external_id \
         HAVING COUNT(*) > 1",
    ),
    (
        "an event of an order is there once",
        "SELECT external_id AS value FROM order_events \
         GROUP BY network_id, order_id, kind, external_id HAVING COUNT(*) > 1",
    ),
    (
        "a line earns one commission at most",
        "SELECT o.external_id AS value FROM commissions c \
         JOIN orders o ON o.network_id = c.network_id AND o.id = c.order_id \
         WHERE c.reverses_id IS NULL \
         GROUP BY c.network_id, c.order_line_id, o.external_id HAVING COUNT(*) > 1",
    ),
    (
        "an order is what its lines come to",
        "SELECT o.external_id AS value FROM orders o JOIN order_lines l \
         ON l.network_id = o.network_id AND l.order_id = o.id \
         GROUP BY o.network_id, o.id, o.external_id, o.total_minor \
         HAVING SUM(l.quantity * l.unit_price_minor - l.discount_minor) <> o.total_minor",
    ),
    (
        "a commission's base is what was paid for its line",
        "SELECT o.external_id AS value FROM commissions c \
         JOIN orders o ON o.network_id = c.network_id AND o.id = c.order_id \
         JOIN order_lines l ON l.network_id = c.network_id AND l.id = c.order_line_id \
         WHERE c.reverses_id IS NULL AND (c.currency <> l.currency \
         OR c.base_minor <> l.quantity * l.unit_price_minor - l.discount_minor)",
    ),
    (
        "the parts of a commission add up to its rate on its base, rounded half up",
        "SELECT o.external_id AS value FROM commissions c \
         JOIN orders o ON o.network_id = c.network_id AND o.id = c.order_id \
         WHERE c.reverses_id IS NULL \
         AND c.kol_minor + c.network_minor + c.partner_minor <> (c.base_minor * c.rate_ppm + 500000) / 1000000",
    ),
    (
        "a line gives back what was paid for it at most",
        "SELECT o.external_id AS value FROM order_lines l \
         JOIN orders o ON o.network_id = l.network_id AND o.id = l.order_id \
         WHERE l.refunded_minor < 0 \
         OR l.refunded_minor > l.quantity * l.unit_price_minor - l.discount_minor \
         OR (l.status IN ('canceled', 'refunded_full') \
         AND l.refunded_minor <> l.quantity * l.unit_price_minor - l.discount_minor)",
    ),
    (
        "refunds take back their share of a commission, and of each part what there was at most",
        "SELECT o.external_id AS value FROM commissions c \
         JOIN orders o ON o.network_id = c.network_id AND o.id = c.order_id \
         JOIN order_lines l ON l.network_id = c.network_id AND l.id = c.order_line_id \
         LEFT JOIN (SELECT network_id, reverses_id, CAST(SUM(kol_minor) AS BIGINT) AS kol, \
           CAST(SUM(network_minor) AS BIGINT) AS network, \
           CAST(SUM(partner_minor) AS BIGINT) AS partner FROM commissions \
           WHERE reverses_id IS NOT NULL GROUP BY network_id, reverses_id) r \
         ON r.network_id = c.network_id AND r.reverses_id = c.id \
         WHERE c.reverses_id IS NULL AND (c.kol_minor + COALESCE(r.kol, 0) < 0 \
         OR c.network_minor + COALESCE(r.network, 0) < 0 \
         OR c.partner_minor + COALESCE(r.partner, 0) < 0 \
         OR -(COALESCE(r.kol, 0) + COALESCE(r.network, 0) + COALESCE(r.partner, 0)) \
           <> (c.kol_minor + c.network_minor + c.partner_minor) * l.refunded_minor \
             / c.base_minor)",
    ),
    (
        "what takes a commission back stands where it stands, with its parties and terms",
        "SELECT o.external_id AS value FROM commissions r \
         JOIN commissions c ON c.network_id = r.network_id AND c.id = r.reverses_id \
         JOIN orders o ON o.network_id = c.network_id AND o.id = c.order_id \
         WHERE r.status <> c.status OR r.order_line_id <> c.order_line_id \
         OR r.kol_id <> c.kol_id OR r.brand_id <> c.brand_id OR r.plan_id <> c.plan_id \
         OR r.currency <> c.currency OR r.rate_ppm <> c.rate_ppm OR r.share_ppm <> c.share_ppm",
    ),
    (
        "a KOL's, a brand's and the network's commissions are their balances, expected and owed apart",
        "SELECT x.status || ' ' || x.currency || ' ' || CAST(SUM(x.minor) AS TEXT) AS value FROM ( \
           SELECT network_id, kol_id AS party, currency, status, kol_minor AS minor \
           FROM commissions \
           UNION ALL SELECT network_id, brand_id, currency, status, \
             -(kol_minor + network_minor + partner_minor) FROM commissions \
           UNION ALL SELECT p.network_id, p.payee_id, p.currency, c.status, p.amount_minor \
           FROM commission_parts p JOIN commissions c \
             ON c.network_id = p.network_id AND c.id = p.commission_id \
           UNION ALL SELECT network_id, NULL, currency, status, network_minor FROM commissions \
           UNION ALL SELECT a.network_id, a.organization_id, a.currency, \
           CASE WHEN a.code LIKE 'memo:estimated:%' THEN 'estimated' ELSE 'confirmed' END, \
           -t.amount_minor FROM transfers t \
           JOIN ledger_accounts a ON a.network_id = t.network_id AND a.id = t.credit_id \
           UNION ALL SELECT a.network_id, a.organization_id, a.currency, \
           CASE WHEN a.code LIKE 'memo:estimated:%' THEN 'estimated' ELSE 'confirmed' END, \
           t.amount_minor FROM transfers t \
           JOIN ledger_accounts a ON a.network_id = t.network_id AND a.id = t.debit_id) x \
         GROUP BY x.network_id, x.party, x.currency, x.status HAVING SUM(x.minor) <> 0",
    ),
    (
        "the partners of a commission have together what it says",
        "SELECT o.external_id AS value FROM commissions c \
         JOIN orders o ON o.network_id = c.network_id AND o.id = c.order_id \
         LEFT JOIN (SELECT network_id, commission_id, CAST(SUM(amount_minor) AS BIGINT) AS amount \
           FROM commission_parts GROUP BY network_id, commission_id) p \
         ON p.network_id = c.network_id AND p.commission_id = c.id \
         WHERE COALESCE(p.amount, 0) <> c.partner_minor",
    ),
    (
        "a partner loses by refunds what there was at most, and all of it when all is given back",
        "SELECT MIN(o.external_id) AS value FROM commission_parts p \
         JOIN commissions c ON c.network_id = p.network_id AND c.id = p.commission_id \
         JOIN order_lines l ON l.network_id = c.network_id AND l.id = c.order_line_id \
         JOIN orders o ON o.network_id = c.network_id AND o.id = c.order_id \
         GROUP BY p.network_id, c.order_line_id, p.partner_id, p.payee_id, l.refunded_minor, \
           l.quantity, l.unit_price_minor, l.discount_minor \
         HAVING SUM(p.amount_minor) < 0 \
         OR SUM(p.amount_minor) > MAX(p.amount_minor) \
         OR (l.refunded_minor = l.quantity * l.unit_price_minor - l.discount_minor \
           AND SUM(p.amount_minor) <> 0)",
    ),
    (
        "a tax that is told is inside its amount, rounded down, and of what is taken back none stays",
        "SELECT x.class AS value FROM ( \
           SELECT c.network_id, c.order_line_id AS subject, c.tax_class AS class, c.tax_ppm AS ppm, \
             c.kol_minor AS amount, c.tax_minor AS tax FROM commissions c \
           UNION ALL SELECT p.network_id, c.order_line_id, p.tax_class || p.kind, p.tax_ppm, \
             p.amount_minor, p.tax_minor FROM commission_parts p JOIN commissions c \
             ON c.network_id = p.network_id AND c.id = p.commission_id) x \
         GROUP BY x.network_id, x.subject, x.class, x.ppm \
         HAVING SUM(x.tax) <> CAST(SUM(x.amount) AS BIGINT) * x.ppm / (1000000 + x.ppm)",
    ),
];

/// What holds once everything is confirmed.
const SETTLED: &[Rule] = &[
    (
        "nothing is expected any more",
        "SELECT status AS value FROM commissions WHERE status = 'estimated'",
    ),
    (
        "the accounts of what is expected are at nothing",
        "SELECT x.code AS value FROM ( \
           SELECT a.network_id, a.code, a.currency, t.amount_minor AS minor FROM transfers t \
           JOIN ledger_accounts a ON a.network_id = t.network_id AND a.id = t.debit_id \
           UNION ALL SELECT a.network_id, a.code, a.currency, -t.amount_minor FROM transfers t \
           JOIN ledger_accounts a ON a.network_id = t.network_id AND a.id = t.credit_id) x \
         WHERE x.code LIKE 'memo:estimated:%' \
         GROUP BY x.network_id, x.code, x.currency HAVING SUM(x.minor) <> 0",
    ),
];

fn findings(raw: &mut Raw, rules: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    let mut findings = Vec::new();
    for (rule, sql) in rules {
        let found = raw.texts(&sql).unwrap_or_else(|error| panic!("{rule}: {error}"));
        if !found.is_empty() {
            let some: Vec<&str> = found.iter().take(5).map(String::as_str).collect();
            findings.push(format!("{rule}: {} rows, {}", found.len(), some.join(", ")));
        }
    }
    findings
}

fn owned(rules: &[Rule]) -> Vec<(String, String)> {
    rules.iter().map(|(rule, sql)| ((*rule).to_owned(), (*sql).to_owned())).collect()
}

/// Keeps PostgreSQL from plans that take minutes: it takes row-level security for choosier than it is,
/// loops over loops, and joins accounts with accounts before the transfers between them. The rules are
/// written in a good order.
pub fn join_as_written(raw: &mut Raw) {
    raw.batch("SET enable_nestloop = off; SET join_collapse_limit = 1").expect("settings");
}

/// Which rules are broken; `clock` is the latest moment at which the clocks ran.
pub fn broken(raw: &mut Raw, clock: Option<Timestamp>) -> Vec<String> {
    let early = match clock {
        Some(clock) => format!("payable_at IS NULL OR payable_at > '{}'", clock.naive()),
        None => "status = 'confirmed'".to_owned(),
    };
    let early = format!(
        "SELECT COALESCE(CAST(payable_at AS TEXT), 'never') AS value FROM commissions \
         WHERE status = 'confirmed' AND ({early})"
    );
    let mut rules = owned(ALWAYS);
    rules.push(("nothing is confirmed before its time".to_owned(), early));
    findings(raw, rules)
}

/// Which rules are broken once every commission has been confirmed.
pub fn unsettled(raw: &mut Raw) -> Vec<String> {
    findings(raw, owned(SETTLED))
}

stories! {
    async fn the_rules_notice_what_is_wrong(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let refund = serde_json::json!({
            "kind": "refund", "external_id": "r", "at": "2026-11-02T09:00:00+09:00", "amount": "2755",
        });
        let path = format!("/api/v1/orders/{}/events", order["id"].as_str().expect("id"));
        app.post(&path).by(&app.hashi.manager).json(&refund).send().await.expect(201);
        let mut raw = app.raw();
        assert_eq!(broken(&mut raw, None), Vec::<String>::new());
        for (wrong, rule) in [
            ("UPDATE commissions SET kol_minor = kol_minor + 1 WHERE reverses_id IS NULL", "the parts"),
            ("UPDATE commissions SET kol_minor = kol_minor + 1, network_minor = network_minor - 1", "a KOL's"),
            ("UPDATE commissions SET kol_minor = kol_minor + 1 WHERE reverses_id IS NOT NULL", "refunds"),
            ("UPDATE commissions SET base_minor = base_minor + 1 WHERE reverses_id IS NULL", "a commission's base"),
            ("UPDATE commissions SET status = 'confirmed'", "nothing is confirmed"),
            ("UPDATE commissions SET status = 'confirmed' WHERE reverses_id IS NULL", "what takes"),
            ("UPDATE commissions SET partner_minor = partner_minor + 1, network_minor = network_minor - 1", "the partners"),
            ("UPDATE commissions SET tax_minor = tax_minor + 1", "a tax"),
            ("UPDATE order_lines SET refunded_minor = 9000", "a line gives back"),
            ("UPDATE orders SET total_minor = 1", "an order is what"),
        ] {
            raw.batch("BEGIN").expect("begun");
            raw.batch(wrong).expect(wrong);
            let findings = broken(&mut raw, None);
            raw.batch("ROLLBACK").expect("undone");
            let found = findings.iter().any(|finding| finding.starts_with(rule));
            assert!(found, "{wrong}: {findings:#?}");
        }
        assert_eq!(unsettled(&mut raw).len(), 2);
    }
}
