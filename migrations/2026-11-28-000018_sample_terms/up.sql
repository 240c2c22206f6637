-- On which terms samples are given, the duty that comes with them, and what they move in the ledger.

ALTER TABLE products ADD COLUMN sample_treatment TEXT NOT NULL DEFAULT 'sponsored'
    CHECK (sample_treatment IN ('sponsored', 'deduct', 'deposit'));
ALTER TABLE products ADD COLUMN sample_value_minor BIGINT NOT NULL DEFAULT 0 CHECK (sample_value_minor >= 0);
ALTER TABLE products ADD COLUMN sample_terms_version BIGINT NOT NULL DEFAULT 1;

-- The words of a request's state get more, and terms are frozen with it: a check cannot be changed on one of
-- the engines, so that the table is made anew. Requests from before there were terms cost nothing and owe nothing.
CREATE TABLE sample_requests_kept AS
    SELECT r.*, p.currency AS product_currency FROM sample_requests r
    JOIN products p ON p.network_id = r.network_id AND p.id = r.product_id;
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
    status          TEXT      NOT NULL CHECK (status IN (
        'requested', 'approved', 'rejected', 'expired', 'preparing', 'shipped', 'received', 'content_due',
        'content_submitted', 'needs_fix', 'overdue', 'fulfilled', 'waived', 'breached', 'canceled')),
    reason          TEXT,
    carrier         TEXT,
    tracking_number TEXT,
    decide_by       TIMESTAMP NOT NULL,
    treatment       TEXT      NOT NULL CHECK (treatment IN ('sponsored', 'deduct', 'deposit')),
    cost_minor      BIGINT    NOT NULL CHECK (cost_minor >= 0),
    currency        TEXT      NOT NULL,
    terms_version   BIGINT    NOT NULL,
    accepted_by     UUID,
    accepted_at     TIMESTAMP,
    due_at          TIMESTAMP,
    is_extended     BOOLEAN   NOT NULL,
    fix_count       BIGINT    NOT NULL,
    post_url        TEXT,
    version         BIGINT    NOT NULL,
    requested_at    TIMESTAMP NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    -- Nobody can be charged who has not agreed to it.
    CONSTRAINT sample_requests_accepted CHECK (treatment = 'sponsored' OR (accepted_at IS NOT NULL AND cost_minor > 0)),
    CONSTRAINT sample_requests_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT sample_requests_brand_fkey FOREIGN KEY (network_id, brand_id) REFERENCES organizations (network_id, id),
    CONSTRAINT sample_requests_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT sample_requests_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id),
    CONSTRAINT sample_requests_accepted_fkey FOREIGN KEY (network_id, accepted_by) REFERENCES memberships (network_id, id)
);
INSERT INTO sample_requests (network_id, id, brand_id, kol_id, product_id, quantity, message, ship_to, status, reason,
        carrier, tracking_number, decide_by, treatment, cost_minor, currency, terms_version, is_extended, fix_count,
        version, requested_at, updated_at)
    SELECT network_id, id, brand_id, kol_id, product_id, quantity, message, ship_to, status, reason,
        carrier, tracking_number, decide_by, 'sponsored', 0, product_currency, 0, FALSE, 0,
        version, requested_at, updated_at
    FROM sample_requests_kept;
DROP TABLE sample_requests_kept;
CREATE INDEX sample_requests_brand ON sample_requests (network_id, brand_id, id);
CREATE INDEX sample_requests_kol ON sample_requests (network_id, kol_id, id);
CREATE INDEX sample_requests_clock ON sample_requests (network_id, status, decide_by);
CREATE INDEX sample_requests_due ON sample_requests (network_id, status, due_at);
-- At most one request of a KOL for a product is under way.
CREATE UNIQUE INDEX sample_requests_open ON sample_requests (network_id, kol_id, product_id)
    WHERE status IN ('requested', 'approved', 'preparing', 'shipped', 'content_due', 'content_submitted', 'needs_fix',
                     'overdue');

CREATE TABLE sample_movements (
    network_id    UUID      NOT NULL,
    id            UUID      NOT NULL,
    request_id    UUID      NOT NULL,
    brand_id      UUID      NOT NULL,
    kol_id        UUID      NOT NULL,
    product_id    UUID      NOT NULL,
    kind          TEXT      NOT NULL CHECK (kind IN ('given', 'deposited', 'returned', 'charged')),
    amount_minor  BIGINT    NOT NULL CHECK (amount_minor > 0),
    kol_minor     BIGINT    NOT NULL,
    deposit_minor BIGINT    NOT NULL,
    brand_minor   BIGINT    NOT NULL,
    currency      TEXT      NOT NULL,
    entry_id      UUID      NOT NULL,
    moved_at      TIMESTAMP NOT NULL,
    CONSTRAINT sample_movements_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT sample_movements_once_key UNIQUE (network_id, request_id, kind),
    CONSTRAINT sample_movements_request_fkey FOREIGN KEY (network_id, request_id)
        REFERENCES sample_requests (network_id, id),
    CONSTRAINT sample_movements_entry_fkey FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id)
);
CREATE INDEX sample_movements_brand ON sample_movements (network_id, brand_id, moved_at);
CREATE INDEX sample_movements_kol ON sample_movements (network_id, kol_id, moved_at);
