ALTER TABLE commissions DROP COLUMN belongs_to;
DROP INDEX order_buyers_placed;
DROP TABLE privacy_terms;
DROP TABLE stock_shortages;
DROP TABLE stock_movements;
ALTER TABLE products DROP COLUMN counted_at;
ALTER TABLE products DROP COLUMN on_hand;
DROP TABLE shop_orders;

CREATE TABLE webhook_deliveries_after AS
    SELECT * FROM webhook_deliveries WHERE status IN ('accepted', 'repeated', 'refused');
DROP TABLE webhook_deliveries;
CREATE TABLE webhook_deliveries (
    network_id  UUID      NOT NULL,
    id          UUID      NOT NULL,
    endpoint_id UUID      NOT NULL,
    event_id    TEXT,
    topic       TEXT      NOT NULL,
    body_digest BYTEA     NOT NULL,
    status      TEXT      NOT NULL CHECK (status IN ('accepted', 'repeated', 'waiting', 'refused')),
    reason      TEXT,
    order_id    UUID,
    answer      TEXT,
    received_at TIMESTAMP NOT NULL,
    CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT webhook_deliveries_event_key UNIQUE (network_id, endpoint_id, event_id),
    CONSTRAINT webhook_deliveries_endpoint_fkey
        FOREIGN KEY (network_id, endpoint_id) REFERENCES webhook_endpoints (network_id, id)
);
INSERT INTO webhook_deliveries (network_id, id, endpoint_id, event_id, topic, body_digest, status, reason, order_id, answer,
        received_at)
    SELECT network_id, id, endpoint_id, event_id, topic, body_digest, status, reason, order_id, answer, received_at
    FROM webhook_deliveries_after;
DROP TABLE webhook_deliveries_after;
ALTER TABLE webhook_endpoints DROP COLUMN shop;
