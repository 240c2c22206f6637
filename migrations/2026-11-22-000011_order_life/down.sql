DROP TABLE order_compare_rows;
DROP TABLE order_compares;
DROP TABLE webhook_deliveries;
DROP TABLE webhook_endpoints;
DROP INDEX order_lines_placed;
DROP TABLE return_rates;
DROP TABLE return_terms;
DROP TABLE order_buyers;
DROP TABLE order_line_funds;
DROP TABLE order_case_lines;
DROP TABLE order_cases;
DROP TABLE order_event_waiting;

CREATE TABLE order_events_kept AS SELECT * FROM order_events WHERE kind IN ('delivered', 'refund', 'canceled');
DROP TABLE order_events;
CREATE TABLE order_events (
    network_id   UUID      NOT NULL,
    id           UUID      NOT NULL,
    order_id     UUID      NOT NULL,
    kind         TEXT      NOT NULL CHECK (kind IN ('delivered', 'refund', 'cancel')),
    external_id  TEXT      NOT NULL,
    amount_minor BIGINT    NOT NULL,
    currency     TEXT      NOT NULL,
    at           TIMESTAMP NOT NULL,
    recorded_at  TIMESTAMP NOT NULL,
    CONSTRAINT order_events_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_events_external_key UNIQUE (network_id, order_id, kind, external_id),
    CONSTRAINT order_events_order_fkey FOREIGN KEY (network_id, order_id) REFERENCES orders (network_id, id)
);
INSERT INTO order_events (network_id, id, order_id, kind, external_id, amount_minor, currency, at, recorded_at)
    SELECT network_id, id, order_id, CASE kind WHEN 'canceled' THEN 'cancel' ELSE kind END, external_id,
        amount_minor, currency, at, recorded_at
    FROM order_events_kept;
DROP TABLE order_events_kept;

ALTER TABLE order_lines ADD COLUMN former TEXT NOT NULL DEFAULT 'placed' CHECK (former IN (
    'placed', 'paid', 'shipped', 'delivered', 'completed', 'canceled', 'refunded_partial', 'refunded_full'));
UPDATE order_lines SET former = CASE WHEN status IN (
    'placed', 'paid', 'shipped', 'delivered', 'completed', 'canceled', 'refunded_partial', 'refunded_full')
    THEN status ELSE begun END;
ALTER TABLE order_lines DROP COLUMN status;
ALTER TABLE order_lines DROP COLUMN begun;
ALTER TABLE order_lines DROP COLUMN held;
ALTER TABLE order_lines RENAME COLUMN former TO status;
