DROP TABLE sample_movements;

CREATE TABLE sample_requests_kept AS SELECT * FROM sample_requests;
DROP TABLE sample_requests;
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
INSERT INTO sample_requests (network_id, id, brand_id, kol_id, product_id, quantity, message, ship_to, status, reason,
        carrier, tracking_number, decide_by, version, requested_at, updated_at)
    SELECT network_id, id, brand_id, kol_id, product_id, quantity, message, ship_to,
        CASE WHEN status IN ('requested', 'approved', 'rejected', 'expired', 'preparing', 'shipped', 'received', 'canceled')
            THEN status ELSE 'received' END,
        reason, carrier, tracking_number, decide_by, version, requested_at, updated_at
    FROM sample_requests_kept;
DROP TABLE sample_requests_kept;
CREATE INDEX sample_requests_brand ON sample_requests (network_id, brand_id, id);
CREATE INDEX sample_requests_kol ON sample_requests (network_id, kol_id, id);
CREATE INDEX sample_requests_clock ON sample_requests (network_id, status, decide_by);
CREATE UNIQUE INDEX sample_requests_open ON sample_requests (network_id, kol_id, product_id)
    WHERE status IN ('requested', 'approved', 'preparing', 'shipped');

ALTER TABLE products DROP COLUMN sample_terms_version;
ALTER TABLE products DROP COLUMN sample_value_minor;
ALTER TABLE products DROP COLUMN sample_treatment;
