-- Commissions frozen at order time, and the double-entry ledger behind every amount.

CREATE TABLE ledger_accounts (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    code            TEXT      NOT NULL,
    currency        TEXT      NOT NULL,
    organization_id UUID,
    CONSTRAINT ledger_accounts_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT ledger_accounts_code_key UNIQUE (network_id, code, currency),
    CONSTRAINT ledger_accounts_organization_fkey
        FOREIGN KEY (network_id, organization_id) REFERENCES organizations (network_id, id)
);

CREATE TABLE journal_entries (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    key          TEXT      NOT NULL,
    kind         TEXT      NOT NULL,
    subject_id   UUID      NOT NULL,
    reverses_id  UUID,
    effective_at TIMESTAMP NOT NULL,
    recorded_at  TIMESTAMP NOT NULL,
    CONSTRAINT journal_entries_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT journal_entries_key_key UNIQUE (network_id, key)
);
CREATE INDEX journal_entries_effective ON journal_entries (network_id, effective_at);
CREATE INDEX journal_entries_subject ON journal_entries (network_id, subject_id, id);

CREATE TABLE transfers (
    network_id   UUID   NOT NULL,
    id           UUID   NOT NULL,
    entry_id     UUID   NOT NULL,
    debit_id     UUID   NOT NULL,
    credit_id    UUID   NOT NULL,
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    currency     TEXT   NOT NULL,
    CONSTRAINT transfers_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT transfers_entry_fkey FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id),
    CONSTRAINT transfers_debit_fkey FOREIGN KEY (network_id, debit_id) REFERENCES ledger_accounts (network_id, id),
    CONSTRAINT transfers_credit_fkey FOREIGN KEY (network_id, credit_id) REFERENCES ledger_accounts (network_id, id)
);
CREATE INDEX transfers_entry ON transfers (network_id, entry_id);
CREATE INDEX transfers_debit ON transfers (network_id, debit_id);
CREATE INDEX transfers_credit ON transfers (network_id, credit_id);

CREATE TABLE commissions (
    network_id    UUID      NOT NULL,
    id            UUID      NOT NULL,
    order_id      UUID      NOT NULL,
    order_line_id UUID      NOT NULL,
    product_id    UUID      NOT NULL,
    brand_id      UUID      NOT NULL,
    kol_id        UUID      NOT NULL,
    plan_id       UUID      NOT NULL,
    reverses_id   UUID,
    entry_id      UUID      NOT NULL,
    rate_ppm      BIGINT    NOT NULL,
    share_ppm     BIGINT    NOT NULL,
    base_minor    BIGINT    NOT NULL,
    kol_minor     BIGINT    NOT NULL,
    network_minor BIGINT    NOT NULL,
    currency      TEXT      NOT NULL,
    status        TEXT      NOT NULL CHECK (status IN ('estimated', 'confirmed')),
    earned_at     TIMESTAMP NOT NULL,
    payable_at    TIMESTAMP,
    recorded_at   TIMESTAMP NOT NULL,
    CONSTRAINT commissions_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT commissions_line_fkey FOREIGN KEY (network_id, order_line_id) REFERENCES order_lines (network_id, id),
    CONSTRAINT commissions_plan_fkey FOREIGN KEY (network_id, plan_id) REFERENCES plans (network_id, id),
    CONSTRAINT commissions_entry_fkey FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id)
);
CREATE INDEX commissions_order ON commissions (network_id, order_id);
CREATE INDEX commissions_month ON commissions (network_id, earned_at);
CREATE INDEX commissions_due ON commissions (network_id, status, payable_at);
