-- Money beside the commission: corrections by hand, fixed fees and bonuses, what was decided on debts.

CREATE TABLE adjustments (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    kol_id       UUID      NOT NULL,
    brand_id     UUID,
    order_id     UUID,
    reason       TEXT      NOT NULL,
    text         TEXT      NOT NULL,
    amount_minor BIGINT    NOT NULL CHECK (amount_minor <> 0),
    currency     TEXT      NOT NULL,
    status       TEXT      NOT NULL CHECK (status IN ('requested', 'approved', 'declined', 'canceled')),
    note         TEXT,
    maker_id     UUID      NOT NULL,
    approver_id  UUID,
    entry_id     UUID,
    version      BIGINT    NOT NULL,
    requested_at TIMESTAMP NOT NULL,
    decided_at   TIMESTAMP,
    CONSTRAINT adjustments_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT adjustments_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT adjustments_brand_fkey FOREIGN KEY (network_id, brand_id) REFERENCES organizations (network_id, id),
    CONSTRAINT adjustments_order_fkey FOREIGN KEY (network_id, order_id) REFERENCES orders (network_id, id),
    CONSTRAINT adjustments_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id),
    CONSTRAINT adjustments_approver_fkey FOREIGN KEY (network_id, approver_id) REFERENCES memberships (network_id, id),
    CONSTRAINT adjustments_entry_fkey FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id),
    CONSTRAINT adjustments_four_eyes CHECK (approver_id IS NULL OR approver_id <> maker_id)
);
CREATE INDEX adjustments_status ON adjustments (network_id, status, id);
CREATE INDEX adjustments_kol ON adjustments (network_id, kol_id, decided_at);
CREATE INDEX adjustments_brand ON adjustments (network_id, brand_id, decided_at);

CREATE TABLE fees (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    kind         TEXT      NOT NULL CHECK (kind IN ('slot', 'production', 'guarantee', 'bonus')),
    kol_id       UUID      NOT NULL,
    brand_id     UUID      NOT NULL,
    product_id   UUID,
    title        TEXT      NOT NULL,
    amount_minor BIGINT    NOT NULL CHECK (amount_minor >= 0),
    ladder       TEXT      NOT NULL,
    currency     TEXT      NOT NULL,
    starts_at    TIMESTAMP NOT NULL,
    due_at       TIMESTAMP NOT NULL,
    status       TEXT      NOT NULL CHECK (status IN ('agreed', 'earned', 'lapsed', 'canceled')),
    note         TEXT,
    maker_id     UUID      NOT NULL,
    earned_minor BIGINT    NOT NULL,
    units        BIGINT,
    version      BIGINT    NOT NULL,
    agreed_at    TIMESTAMP NOT NULL,
    updated_at   TIMESTAMP NOT NULL,
    CONSTRAINT fees_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT fees_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT fees_brand_fkey FOREIGN KEY (network_id, brand_id) REFERENCES organizations (network_id, id),
    CONSTRAINT fees_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id),
    CONSTRAINT fees_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id)
);
CREATE INDEX fees_status ON fees (network_id, status, due_at);
CREATE INDEX fees_kol ON fees (network_id, kol_id, due_at);
CREATE INDEX fees_brand ON fees (network_id, brand_id, due_at);

CREATE TABLE debt_decisions (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    kol_id       UUID      NOT NULL,
    currency     TEXT      NOT NULL,
    sequence     BIGINT    NOT NULL CHECK (sequence > 0),
    choice       TEXT      NOT NULL CHECK (choice IN ('wait', 'invoice', 'write_off')),
    amount_minor BIGINT    NOT NULL CHECK (amount_minor > 0),
    note         TEXT      NOT NULL,
    wait_until   TIMESTAMP,
    maker_id     UUID      NOT NULL,
    entry_id     UUID,
    decided_at   TIMESTAMP NOT NULL,
    CONSTRAINT debt_decisions_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT debt_decisions_sequence_key UNIQUE (network_id, kol_id, currency, sequence),
    CONSTRAINT debt_decisions_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT debt_decisions_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id),
    CONSTRAINT debt_decisions_entry_fkey FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id)
);

CREATE INDEX commissions_kol ON commissions (network_id, kol_id, earned_at);
CREATE INDEX commissions_brand ON commissions (network_id, brand_id, earned_at);
