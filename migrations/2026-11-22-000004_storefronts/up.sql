-- KOLs' storefronts, what they picked, and the links and codes that lead there.

CREATE TABLE storefronts (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    kol_id     UUID      NOT NULL,
    slug       TEXT      NOT NULL,
    theme      TEXT      NOT NULL,
    platform   TEXT      NOT NULL,
    followers  BIGINT    NOT NULL CHECK (followers >= 0),
    city       TEXT      NOT NULL,
    status     TEXT      NOT NULL CHECK (status IN ('open', 'closed')),
    version    BIGINT    NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT storefronts_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT storefronts_slug_key UNIQUE (network_id, slug),
    CONSTRAINT storefronts_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id)
);
CREATE INDEX storefronts_kol ON storefronts (network_id, kol_id);

CREATE TABLE listings (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    storefront_id UUID      NOT NULL,
    kol_id        UUID      NOT NULL,
    brand_id      UUID      NOT NULL,
    product_id    UUID      NOT NULL,
    plan_id       UUID      NOT NULL,
    rate_ppm      BIGINT    NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    status        TEXT      NOT NULL CHECK (status IN ('listed', 'paused', 'delisted')),
    position      BIGINT    NOT NULL,
    version       BIGINT    NOT NULL,
    listed_at     TIMESTAMP NOT NULL,
    CONSTRAINT listings_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT listings_product_key UNIQUE (network_id, storefront_id, product_id),
    CONSTRAINT listings_storefront_fkey
        FOREIGN KEY (network_id, storefront_id) REFERENCES storefronts (network_id, id),
    CONSTRAINT listings_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id),
    CONSTRAINT listings_plan_fkey FOREIGN KEY (network_id, plan_id) REFERENCES plans (network_id, id)
);
CREATE INDEX listings_shelf ON listings (network_id, storefront_id, status, position);
CREATE INDEX listings_of_product ON listings (network_id, product_id, kol_id);

CREATE TABLE links (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    code          TEXT      NOT NULL,
    kol_id        UUID      NOT NULL,
    storefront_id UUID      NOT NULL,
    listing_id    UUID,
    channel       TEXT      NOT NULL,
    path          TEXT      NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    CONSTRAINT links_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT links_code_key UNIQUE (network_id, code),
    CONSTRAINT links_storefront_fkey
        FOREIGN KEY (network_id, storefront_id) REFERENCES storefronts (network_id, id),
    CONSTRAINT links_listing_fkey FOREIGN KEY (network_id, listing_id) REFERENCES listings (network_id, id)
);
CREATE INDEX links_kol ON links (network_id, kol_id, id);

CREATE TABLE clicks (
    network_id  UUID      NOT NULL,
    id          UUID      NOT NULL,
    link_id     UUID      NOT NULL,
    kol_id      UUID      NOT NULL,
    at          TIMESTAMP NOT NULL,
    visitor     BYTEA     NOT NULL,
    agent_class TEXT      NOT NULL,
    referrer    TEXT,
    CONSTRAINT clicks_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT clicks_link_fkey FOREIGN KEY (network_id, link_id) REFERENCES links (network_id, id)
);
CREATE INDEX clicks_link ON clicks (network_id, link_id, at);

CREATE TABLE coupons (
    network_id UUID      NOT NULL REFERENCES networks (id),
    code       TEXT      NOT NULL,
    kol_id     UUID      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT coupons_pkey PRIMARY KEY (network_id, code),
    CONSTRAINT coupons_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id)
);
