-- Messages of shop systems that are kept until they can be taken, their orders' own ids; stock of products;
-- how long anything of a buyer is kept.

ALTER TABLE webhook_endpoints ADD COLUMN shop TEXT;

-- The words of a message's state grow; neither engine changes a CHECK in words that the other knows.
CREATE TABLE webhook_deliveries_before AS SELECT * FROM webhook_deliveries;
DROP TABLE webhook_deliveries;
CREATE TABLE webhook_deliveries (
    network_id  UUID      NOT NULL,
    id          UUID      NOT NULL,
    endpoint_id UUID      NOT NULL,
    event_id    TEXT,
    topic       TEXT      NOT NULL,
    body_digest BYTEA     NOT NULL,
    status      TEXT      NOT NULL CHECK (status IN ('accepted', 'repeated', 'waiting', 'held', 'ignored', 'refused')),
    reason      TEXT,
    detail      TEXT,
    shop_order  TEXT,
    notice      TEXT,
    buyer       BYTEA,
    tries       BIGINT    NOT NULL,
    order_id    UUID,
    answer      TEXT,
    received_at TIMESTAMP NOT NULL,
    CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT webhook_deliveries_event_key UNIQUE (network_id, endpoint_id, event_id),
    CONSTRAINT webhook_deliveries_endpoint_fkey
        FOREIGN KEY (network_id, endpoint_id) REFERENCES webhook_endpoints (network_id, id)
);
INSERT INTO webhook_deliveries (network_id, id, endpoint_id, event_id, topic, body_digest, status, reason, tries, order_id,
        answer, received_at)
    SELECT network_id, id, endpoint_id, event_id, topic, body_digest, status, reason, 1, order_id, answer, received_at
    FROM webhook_deliveries_before;
DROP TABLE webhook_deliveries_before;
CREATE INDEX webhook_deliveries_kept ON webhook_deliveries (network_id, status, endpoint_id, shop_order)
    WHERE status IN ('waiting', 'held');

-- A shop's own id of an order is not the number that people see; refunds name the former alone.
CREATE TABLE shop_orders (
    network_id  UUID NOT NULL,
    id          UUID NOT NULL,
    endpoint_id UUID NOT NULL,
    shop_order  TEXT NOT NULL,
    line_ids    TEXT NOT NULL,
    CONSTRAINT shop_orders_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT shop_orders_shop_key UNIQUE (network_id, endpoint_id, shop_order),
    CONSTRAINT shop_orders_order_fkey FOREIGN KEY (network_id, id) REFERENCES orders (network_id, id),
    CONSTRAINT shop_orders_endpoint_fkey
        FOREIGN KEY (network_id, endpoint_id) REFERENCES webhook_endpoints (network_id, id)
);

-- Pieces that may be sold; without a number as many as are ordered.
ALTER TABLE products ADD COLUMN on_hand BIGINT CHECK (on_hand >= 0);
-- What was ordered before the pieces were counted is in the count already.
ALTER TABLE products ADD COLUMN counted_at TIMESTAMP;

CREATE TABLE stock_movements (
    network_id    UUID      NOT NULL,
    id            UUID      NOT NULL,
    product_id    UUID      NOT NULL,
    brand_id      UUID      NOT NULL,
    kind          TEXT      NOT NULL CHECK (kind IN ('opened', 'counted', 'adjusted', 'sold', 'canceled', 'settled', 'ended')),
    pieces        BIGINT    NOT NULL,
    note          TEXT      NOT NULL,
    order_line_id UUID,
    membership_id UUID,
    at            TIMESTAMP NOT NULL,
    CONSTRAINT stock_movements_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT stock_movements_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id),
    CONSTRAINT stock_movements_line_fkey FOREIGN KEY (network_id, order_line_id) REFERENCES order_lines (network_id, id)
);
CREATE INDEX stock_movements_product ON stock_movements (network_id, product_id, id);
CREATE INDEX stock_movements_line ON stock_movements (network_id, order_line_id);

CREATE TABLE stock_shortages (
    network_id    UUID      NOT NULL,
    id            UUID      NOT NULL,
    product_id    UUID      NOT NULL,
    brand_id      UUID      NOT NULL,
    order_id      UUID      NOT NULL,
    order_line_id UUID      NOT NULL,
    pieces        BIGINT    NOT NULL CHECK (pieces > 0),
    status        TEXT      NOT NULL CHECK (status IN ('open', 'settled', 'dropped')),
    at            TIMESTAMP NOT NULL,
    told_at       TIMESTAMP,
    closed_at     TIMESTAMP,
    CONSTRAINT stock_shortages_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT stock_shortages_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id),
    CONSTRAINT stock_shortages_line_fkey FOREIGN KEY (network_id, order_line_id) REFERENCES order_lines (network_id, id)
);
CREATE INDEX stock_shortages_brand ON stock_shortages (network_id, brand_id, status, id);
CREATE INDEX stock_shortages_order ON stock_shortages (network_id, order_id);
CREATE INDEX stock_shortages_untold ON stock_shortages (network_id, told_at) WHERE told_at IS NULL;

-- How many days the digest of a buyer is kept, and the address of a sample after its end.
CREATE TABLE privacy_terms (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    buyer_days   BIGINT    NOT NULL CHECK (buyer_days > 0),
    address_days BIGINT    NOT NULL CHECK (address_days > 0),
    changed_at   TIMESTAMP NOT NULL,
    CONSTRAINT privacy_terms_pkey PRIMARY KEY (network_id)
);
CREATE INDEX order_buyers_placed ON order_buyers (network_id, placed_at);

-- A commission of a month that was closed already counts from a later one on, and says so.
ALTER TABLE commissions ADD COLUMN belongs_to TEXT;
