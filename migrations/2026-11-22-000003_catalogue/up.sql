-- Products from submission to publication, and the terms under which they may be sold.

CREATE TABLE products (
    network_id     UUID      NOT NULL REFERENCES networks (id),
    id             UUID      NOT NULL,
    brand_id       UUID      NOT NULL,
    sku            TEXT      NOT NULL,
    jan            TEXT,
    category       TEXT      NOT NULL,
    status         TEXT      NOT NULL CHECK (status IN ('draft', 'submitted', 'in_review', 'changes_requested',
                                                        'published', 'suspended', 'rejected', 'withdrawn')),
    price_minor    BIGINT    NOT NULL CHECK (price_minor >= 0),
    currency       TEXT      NOT NULL,
    rate_ppm       BIGINT    NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    sample_offered BOOLEAN   NOT NULL,
    picture_id     UUID,
    submitted_at   TIMESTAMP,
    published_at   TIMESTAMP,
    version        BIGINT    NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    updated_at     TIMESTAMP NOT NULL,
    CONSTRAINT products_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT products_sku_key UNIQUE (network_id, brand_id, sku),
    CONSTRAINT products_brand_fkey FOREIGN KEY (network_id, brand_id) REFERENCES organizations (network_id, id),
    CONSTRAINT products_picture_fkey FOREIGN KEY (network_id, picture_id) REFERENCES assets (network_id, id)
);
CREATE INDEX products_status ON products (network_id, status, id);
CREATE INDEX products_sku ON products (network_id, sku);

CREATE TABLE review_notes (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    product_id    UUID      NOT NULL,
    brand_id      UUID      NOT NULL,
    membership_id UUID      NOT NULL,
    act           TEXT      NOT NULL,
    reason        TEXT,
    note          TEXT      NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    CONSTRAINT review_notes_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT review_notes_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id),
    CONSTRAINT review_notes_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id)
);
CREATE INDEX review_notes_product ON review_notes (network_id, product_id, id);

CREATE TABLE plans (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    brand_id   UUID      NOT NULL,
    product_id UUID      NOT NULL,
    kind       TEXT      NOT NULL CHECK (kind IN ('open', 'targeted', 'exclusive')),
    rate_ppm   BIGINT    NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    revision   BIGINT    NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    valid_to   TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT plans_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT plans_revision_key UNIQUE (network_id, product_id, kind, revision),
    CONSTRAINT plans_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id),
    CONSTRAINT plans_brand_fkey FOREIGN KEY (network_id, brand_id) REFERENCES organizations (network_id, id)
);
