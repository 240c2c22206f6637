-- Orders as they arrive, and the files they arrive in.

CREATE TABLE order_imports (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    membership_id UUID      NOT NULL,
    source        TEXT      NOT NULL,
    file_name     TEXT      NOT NULL,
    file_digest   BYTEA     NOT NULL,
    file_bytes    BYTEA     NOT NULL,
    encoding      TEXT,
    status        TEXT      NOT NULL CHECK (status IN ('queued', 'applying', 'done', 'refused')),
    row_count     BIGINT    NOT NULL,
    order_count   BIGINT    NOT NULL,
    done_count    BIGINT    NOT NULL,
    new_count     BIGINT    NOT NULL,
    changed_count BIGINT    NOT NULL,
    error_count   BIGINT    NOT NULL,
    errors        TEXT      NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    finished_at   TIMESTAMP,
    CONSTRAINT order_imports_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_imports_file_key UNIQUE (network_id, file_digest),
    CONSTRAINT order_imports_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id)
);

CREATE TABLE orders (
    network_id       UUID      NOT NULL REFERENCES networks (id),
    id               UUID      NOT NULL,
    source           TEXT      NOT NULL,
    external_id      TEXT      NOT NULL,
    currency         TEXT      NOT NULL,
    total_minor      BIGINT    NOT NULL,
    kol_id           UUID,
    attribution      TEXT      NOT NULL CHECK (attribution IN ('click', 'link', 'coupon', 'none')),
    attribution_code TEXT,
    passed_over      TEXT      NOT NULL,
    click_id         UUID,
    link_id          UUID,
    import_id        UUID,
    placed_at        TIMESTAMP NOT NULL,
    delivered_at     TIMESTAMP,
    recorded_at      TIMESTAMP NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT orders_external_key UNIQUE (network_id, source, external_id),
    CONSTRAINT orders_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id)
);
CREATE INDEX orders_placed ON orders (network_id, placed_at);
CREATE INDEX orders_kol ON orders (network_id, kol_id, placed_at);

CREATE TABLE order_lines (
    network_id       UUID      NOT NULL,
    id               UUID      NOT NULL,
    order_id         UUID      NOT NULL,
    position         BIGINT    NOT NULL,
    product_id       UUID      NOT NULL,
    brand_id         UUID      NOT NULL,
    kol_id           UUID,
    status           TEXT      NOT NULL CHECK (status IN ('placed', 'paid', 'shipped', 'delivered', 'completed', 'canceled',
                                                          'refunded_partial', 'refunded_full')),
    quantity         BIGINT    NOT NULL CHECK (quantity > 0),
    unit_price_minor BIGINT    NOT NULL CHECK (unit_price_minor >= 0),
    discount_minor   BIGINT    NOT NULL CHECK (discount_minor >= 0),
    refunded_minor   BIGINT    NOT NULL CHECK (refunded_minor >= 0),
    currency         TEXT      NOT NULL,
    placed_at        TIMESTAMP NOT NULL,
    CONSTRAINT order_lines_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_lines_order_fkey FOREIGN KEY (network_id, order_id) REFERENCES orders (network_id, id),
    CONSTRAINT order_lines_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id)
);
CREATE INDEX order_lines_order ON order_lines (network_id, order_id, position);

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
