-- Samples from the KOL's request to its arrival.

CREATE TABLE sample_requests (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    brand_id        UUID      NOT NULL,
    kol_id          UUID      NOT NULL,
    product_id      UUID      NOT NULL,
    quantity        BIGINT    NOT NULL CHECK (quantity > 0),
    message         TEXT      NOT NULL,
    ship_to         TEXT      NOT NULL,
    status          TEXT      NOT NULL CHECK (status IN ('requested', 'approved', 'rejected', 'expired', 'preparing', 'shipped',
                                                         'received', 'canceled')),
    reason          TEXT,
    carrier         TEXT,
    tracking_number TEXT,
    decide_by       TIMESTAMP NOT NULL,
    version         BIGINT    NOT NULL,
    requested_at    TIMESTAMP NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    CONSTRAINT sample_requests_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT sample_requests_brand_fkey FOREIGN KEY (network_id, brand_id) REFERENCES organizations (network_id, id),
    CONSTRAINT sample_requests_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT sample_requests_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id)
);
CREATE INDEX sample_requests_brand ON sample_requests (network_id, brand_id, id);
CREATE INDEX sample_requests_kol ON sample_requests (network_id, kol_id, id);
CREATE INDEX sample_requests_clock ON sample_requests (network_id, status, decide_by);
-- At most one request of a KOL for a product is under way.
CREATE UNIQUE INDEX sample_requests_open ON sample_requests (network_id, kol_id, product_id)
    WHERE status IN ('requested', 'approved', 'preparing', 'shipped');
