-- Who takes part in what: groups of KOLs, the end of a party's part, live sessions. Rules of commission
-- ask for all three, and lines of orders say why they earn nothing.

ALTER TABLE organizations ADD COLUMN ended_at TIMESTAMP;

CREATE TABLE kol_groups (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    name       TEXT      NOT NULL,
    note       TEXT      NOT NULL,
    status     TEXT      NOT NULL CHECK (status IN ('open', 'archived')),
    version    BIGINT    NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT kol_groups_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT kol_groups_name_key UNIQUE (network_id, name)
);

-- A row is a stay: it ends, and the next one is another row, so that what was frozen stays explained.
CREATE TABLE kol_group_members (
    network_id UUID      NOT NULL,
    id         UUID      NOT NULL,
    group_id   UUID      NOT NULL,
    kol_id     UUID      NOT NULL,
    joined_at  TIMESTAMP NOT NULL,
    left_at    TIMESTAMP,
    CONSTRAINT kol_group_members_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT kol_group_members_group_fkey FOREIGN KEY (network_id, group_id) REFERENCES kol_groups (network_id, id),
    CONSTRAINT kol_group_members_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id)
);
CREATE UNIQUE INDEX kol_group_members_open ON kol_group_members (network_id, group_id, kol_id) WHERE left_at IS NULL;

CREATE TABLE live_sessions (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    kol_id     UUID      NOT NULL,
    platform   TEXT      NOT NULL,
    title      TEXT      NOT NULL,
    note       TEXT      NOT NULL,
    status     TEXT      NOT NULL CHECK (status IN ('draft', 'planned', 'scheduled', 'live', 'ended', 'canceled')),
    starts_at  TIMESTAMP NOT NULL,
    ends_at    TIMESTAMP NOT NULL,
    reason     TEXT,
    version    BIGINT    NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT live_sessions_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT live_sessions_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT live_sessions_span CHECK (ends_at > starts_at)
);
CREATE INDEX live_sessions_starts ON live_sessions (network_id, starts_at, id);
CREATE INDEX live_sessions_kol ON live_sessions (network_id, kol_id, starts_at);

ALTER TABLE links ADD COLUMN session_id UUID;
CREATE INDEX links_session ON links (network_id, session_id) WHERE session_id IS NOT NULL;

ALTER TABLE order_lines ADD COLUMN session_id UUID;
ALTER TABLE order_lines ADD COLUMN no_commission TEXT
    CHECK (no_commission IN ('kol_left', 'no_plan', 'nothing'));
CREATE INDEX order_lines_session ON order_lines (network_id, session_id) WHERE session_id IS NOT NULL;

-- Beside the pair of KOL and product there is that of a live session and a product.
CREATE TABLE return_rates_kept AS SELECT * FROM return_rates;
DROP TABLE return_rates;
CREATE TABLE return_rates (
    network_id     UUID      NOT NULL,
    id             UUID      NOT NULL,
    kol_id         UUID      NOT NULL,
    product_id     UUID      NOT NULL,
    session_id     UUID,
    line_count     BIGINT    NOT NULL,
    returned_count BIGINT    NOT NULL,
    is_long        BOOLEAN   NOT NULL,
    counted_at     TIMESTAMP NOT NULL,
    CONSTRAINT return_rates_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT return_rates_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT return_rates_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id),
    CONSTRAINT return_rates_session_fkey FOREIGN KEY (network_id, session_id) REFERENCES live_sessions (network_id, id)
);
CREATE UNIQUE INDEX return_rates_pair ON return_rates (network_id, kol_id, product_id) WHERE session_id IS NULL;
CREATE UNIQUE INDEX return_rates_session ON return_rates (network_id, kol_id, product_id, session_id);
INSERT INTO return_rates (network_id, id, kol_id, product_id, line_count, returned_count, is_long, counted_at)
    SELECT network_id, id, kol_id, product_id, line_count, returned_count, is_long, counted_at
    FROM return_rates_kept;
DROP TABLE return_rates_kept;
