-- What happens to orders after they were placed: every kind of event, cases, disputes, signed messages.

-- The word of a line's state gets more values; a check cannot be changed on one of the engines, so
-- that the column is made anew.
ALTER TABLE order_lines ADD COLUMN life TEXT NOT NULL DEFAULT 'placed' CHECK (life IN (
    'placed', 'paid', 'shipped', 'delivered', 'completed', 'chargeback_won', 'return_requested', 'returned',
    'refunded_partial', 'refunded_full', 'canceled', 'chargeback', 'chargeback_lost'));
ALTER TABLE order_lines ADD COLUMN begun TEXT NOT NULL DEFAULT 'placed' CHECK (begun IN (
    'placed', 'paid', 'shipped', 'delivered', 'completed'));
ALTER TABLE order_lines ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE order_lines SET life = status,
    begun = CASE WHEN status IN ('placed', 'paid', 'shipped', 'delivered', 'completed') THEN status ELSE 'paid' END;
ALTER TABLE order_lines DROP COLUMN status;
ALTER TABLE order_lines RENAME COLUMN life TO status;

CREATE TABLE order_events_kept AS SELECT * FROM order_events;
DROP TABLE order_events;
CREATE TABLE order_events (
    network_id   UUID      NOT NULL,
    id           UUID      NOT NULL,
    order_id     UUID      NOT NULL,
    kind         TEXT      NOT NULL CHECK (kind IN (
        'paid', 'shipped', 'delivered', 'completed', 'canceled', 'return_requested', 'returned', 'refund',
        'chargeback', 'chargeback_won', 'chargeback_lost')),
    external_id  TEXT      NOT NULL,
    line         BIGINT,
    whole        BOOLEAN   NOT NULL,
    amount_minor BIGINT    NOT NULL,
    currency     TEXT      NOT NULL,
    at           TIMESTAMP NOT NULL,
    recorded_at  TIMESTAMP NOT NULL,
    CONSTRAINT order_events_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_events_external_key UNIQUE (network_id, order_id, kind, external_id),
    CONSTRAINT order_events_order_fkey FOREIGN KEY (network_id, order_id) REFERENCES orders (network_id, id)
);
-- An amount that was all that was left is not told apart from the same amount: it is kept as told.
INSERT INTO order_events (network_id, id, order_id, kind, external_id, line, whole, amount_minor, currency, at, recorded_at)
    SELECT network_id, id, order_id, CASE kind WHEN 'cancel' THEN 'canceled' ELSE kind END, external_id, NULL,
        CASE kind WHEN 'refund' THEN FALSE ELSE TRUE END, amount_minor, currency, at, recorded_at
    FROM order_events_kept;
DROP TABLE order_events_kept;

CREATE TABLE order_event_waiting (
    network_id     UUID      NOT NULL REFERENCES networks (id),
    id             UUID      NOT NULL,
    source         TEXT      NOT NULL,
    order_number   TEXT      NOT NULL,
    kind           TEXT      NOT NULL,
    external_id    TEXT      NOT NULL,
    body           TEXT      NOT NULL,
    status         TEXT      NOT NULL CHECK (status IN ('waiting', 'applied', 'refused', 'expired')),
    reason         TEXT,
    at             TIMESTAMP NOT NULL,
    recorded_at    TIMESTAMP NOT NULL,
    expires_at     TIMESTAMP NOT NULL,
    order_id       UUID,
    CONSTRAINT order_event_waiting_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_event_waiting_external_key UNIQUE (network_id, source, order_number, kind, external_id)
);
CREATE INDEX order_event_waiting_status ON order_event_waiting (network_id, status, expires_at);

CREATE TABLE order_cases (
    network_id    UUID      NOT NULL,
    id            UUID      NOT NULL,
    order_id      UUID      NOT NULL,
    kind          TEXT      NOT NULL CHECK (kind IN ('return', 'exchange', 'claim')),
    reason        TEXT      NOT NULL,
    note          TEXT      NOT NULL,
    status        TEXT      NOT NULL CHECK (status IN ('open', 'received', 'closed')),
    outcome       TEXT,
    version       BIGINT    NOT NULL,
    membership_id UUID,
    opened_at     TIMESTAMP NOT NULL,
    received_at   TIMESTAMP,
    closed_at     TIMESTAMP,
    CONSTRAINT order_cases_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_cases_order_fkey FOREIGN KEY (network_id, order_id) REFERENCES orders (network_id, id)
);
CREATE INDEX order_cases_order ON order_cases (network_id, order_id);
CREATE INDEX order_cases_kind ON order_cases (network_id, kind, status);

CREATE TABLE order_case_lines (
    network_id     UUID   NOT NULL,
    id             UUID   NOT NULL,
    case_id        UUID   NOT NULL,
    position       BIGINT NOT NULL,
    quantity       BIGINT NOT NULL CHECK (quantity > 0),
    received_count BIGINT NOT NULL CHECK (received_count >= 0),
    CONSTRAINT order_case_lines_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_case_lines_case_fkey FOREIGN KEY (network_id, case_id) REFERENCES order_cases (network_id, id)
);
CREATE INDEX order_case_lines_case ON order_case_lines (network_id, case_id, position);

CREATE TABLE order_line_funds (
    network_id    UUID   NOT NULL,
    id            UUID   NOT NULL,
    order_id      UUID   NOT NULL,
    order_line_id UUID   NOT NULL,
    fund          TEXT   NOT NULL CHECK (fund IN ('brand', 'network', 'kol', 'platform', 'tax', 'freight')),
    amount_minor  BIGINT NOT NULL CHECK (amount_minor >= 0),
    currency      TEXT   NOT NULL,
    CONSTRAINT order_line_funds_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_line_funds_line_fkey
        FOREIGN KEY (network_id, order_line_id) REFERENCES order_lines (network_id, id)
);
CREATE INDEX order_line_funds_order ON order_line_funds (network_id, order_id);

-- Who bought is a keyed digest: nothing leads back from it to a person, and no address is stored.
CREATE TABLE order_buyers (
    network_id     UUID      NOT NULL,
    id             UUID      NOT NULL,
    buyer          BYTEA     NOT NULL,
    kol_id         UUID,
    new_to_network BOOLEAN   NOT NULL,
    new_to_kol     BOOLEAN   NOT NULL,
    placed_at      TIMESTAMP NOT NULL,
    CONSTRAINT order_buyers_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_buyers_order_fkey FOREIGN KEY (network_id, id) REFERENCES orders (network_id, id)
);
CREATE INDEX order_buyers_buyer ON order_buyers (network_id, buyer, placed_at);

CREATE TABLE return_terms (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    threshold_ppm BIGINT    NOT NULL,
    least_lines   BIGINT    NOT NULL,
    window_days   BIGINT    NOT NULL,
    long_days     BIGINT    NOT NULL,
    changed_at    TIMESTAMP NOT NULL,
    CONSTRAINT return_terms_pkey PRIMARY KEY (network_id)
);

CREATE TABLE return_rates (
    network_id     UUID      NOT NULL,
    id             UUID      NOT NULL,
    kol_id         UUID      NOT NULL,
    product_id     UUID      NOT NULL,
    line_count     BIGINT    NOT NULL,
    returned_count BIGINT    NOT NULL,
    is_long        BOOLEAN   NOT NULL,
    counted_at     TIMESTAMP NOT NULL,
    CONSTRAINT return_rates_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT return_rates_pair_key UNIQUE (network_id, kol_id, product_id),
    CONSTRAINT return_rates_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT return_rates_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id)
);
CREATE INDEX order_lines_placed ON order_lines (network_id, placed_at);

CREATE TABLE webhook_endpoints (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    name       TEXT      NOT NULL,
    source     TEXT      NOT NULL,
    profile    TEXT      NOT NULL CHECK (profile IN ('kakehashi', 'shopify', 'woocommerce')),
    secret     BYTEA     NOT NULL,
    is_open    BOOLEAN   NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (network_id, id)
);

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

CREATE TABLE order_compares (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    source        TEXT      NOT NULL,
    from_at       TIMESTAMP NOT NULL,
    until_at      TIMESTAMP NOT NULL,
    told_count    BIGINT    NOT NULL,
    stored_count  BIGINT    NOT NULL,
    row_count     BIGINT    NOT NULL,
    membership_id UUID      NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    CONSTRAINT order_compares_pkey PRIMARY KEY (network_id, id)
);

CREATE TABLE order_compare_rows (
    network_id  UUID   NOT NULL,
    id          UUID   NOT NULL,
    compare_id  UUID   NOT NULL,
    kind        TEXT   NOT NULL CHECK (kind IN ('appeared', 'vanished', 'status', 'amount')),
    external_id TEXT   NOT NULL,
    order_id    UUID,
    told        TEXT   NOT NULL,
    stored      TEXT   NOT NULL,
    follow      TEXT   NOT NULL CHECK (follow IN ('nothing', 'insert', 'cancel', 'paid', 'delivered', 'refund')),
    body        TEXT,
    at          TIMESTAMP NOT NULL,
    applied_at  TIMESTAMP,
    CONSTRAINT order_compare_rows_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_compare_rows_compare_fkey
        FOREIGN KEY (network_id, compare_id) REFERENCES order_compares (network_id, id)
);
CREATE INDEX order_compare_rows_compare ON order_compare_rows (network_id, compare_id, id);
