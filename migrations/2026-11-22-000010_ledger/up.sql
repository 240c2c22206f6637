-- The ledger's depth: seals over entries, periods that are closed, rates of exchange, amounts held.

-- A transfer knows since when it counts, so that a balance of any day is one range of an index.
CREATE TABLE transfers_kept (
    network_id   UUID      NOT NULL,
    id           UUID      NOT NULL,
    entry_id     UUID      NOT NULL,
    debit_id     UUID      NOT NULL,
    credit_id    UUID      NOT NULL,
    amount_minor BIGINT    NOT NULL,
    currency     TEXT      NOT NULL,
    effective_at TIMESTAMP NOT NULL
);
INSERT INTO transfers_kept (network_id, id, entry_id, debit_id, credit_id, amount_minor, currency, effective_at)
    SELECT m.network_id, m.id, m.entry_id, m.debit_id, m.credit_id, m.amount_minor, m.currency, e.effective_at
    FROM transfers m INNER JOIN journal_entries e ON e.network_id = m.network_id AND e.id = m.entry_id;
DROP TABLE transfers;
CREATE TABLE transfers (
    network_id   UUID      NOT NULL,
    id           UUID      NOT NULL,
    entry_id     UUID      NOT NULL,
    debit_id     UUID      NOT NULL,
    credit_id    UUID      NOT NULL,
    amount_minor BIGINT    NOT NULL CHECK (amount_minor > 0),
    currency     TEXT      NOT NULL,
    effective_at TIMESTAMP NOT NULL,
    CONSTRAINT transfers_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT transfers_entry_fkey FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id),
    CONSTRAINT transfers_debit_fkey FOREIGN KEY (network_id, debit_id) REFERENCES ledger_accounts (network_id, id),
    CONSTRAINT transfers_credit_fkey FOREIGN KEY (network_id, credit_id) REFERENCES ledger_accounts (network_id, id)
);
INSERT INTO transfers (network_id, id, entry_id, debit_id, credit_id, amount_minor, currency, effective_at)
    SELECT network_id, id, entry_id, debit_id, credit_id, amount_minor, currency, effective_at FROM transfers_kept;
DROP TABLE transfers_kept;
CREATE INDEX transfers_entry ON transfers (network_id, entry_id);
-- A sum over an account never leaves its index.
CREATE INDEX transfers_debit ON transfers (network_id, debit_id, effective_at, amount_minor);
CREATE INDEX transfers_credit ON transfers (network_id, credit_id, effective_at, amount_minor);

CREATE INDEX journal_entries_reverses ON journal_entries (network_id, reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX ledger_accounts_organization ON ledger_accounts (network_id, organization_id);

-- A seal outlives the entry that it proves, hence no foreign key.
CREATE TABLE entry_seals (
    network_id UUID   NOT NULL REFERENCES networks (id),
    number     BIGINT NOT NULL CHECK (number > 0),
    entry_id   UUID   NOT NULL,
    hash       BYTEA  NOT NULL,
    CONSTRAINT entry_seals_pkey PRIMARY KEY (network_id, number),
    CONSTRAINT entry_seals_entry_key UNIQUE (network_id, entry_id)
);

-- Filled by a trigger on journal_entries, emptied by sealing.
CREATE TABLE unsealed_entries (
    network_id UUID NOT NULL,
    entry_id   UUID NOT NULL,
    CONSTRAINT unsealed_entries_pkey PRIMARY KEY (network_id, entry_id)
);
INSERT INTO unsealed_entries (network_id, entry_id) SELECT network_id, id FROM journal_entries;

CREATE TABLE ledger_periods (
    network_id  UUID      NOT NULL REFERENCES networks (id),
    month       TEXT      NOT NULL,
    ends_at     TIMESTAMP NOT NULL,
    seal_number BIGINT    NOT NULL,
    closed_at   TIMESTAMP NOT NULL,
    closed_by   UUID      NOT NULL,
    CONSTRAINT ledger_periods_pkey PRIMARY KEY (network_id, month),
    CONSTRAINT ledger_periods_end_key UNIQUE (network_id, ends_at)
);

CREATE TABLE ledger_closings (
    network_id   UUID   NOT NULL,
    month        TEXT   NOT NULL,
    account_id   UUID   NOT NULL,
    debit_minor  BIGINT NOT NULL,
    credit_minor BIGINT NOT NULL,
    currency     TEXT   NOT NULL,
    CONSTRAINT ledger_closings_pkey PRIMARY KEY (network_id, month, account_id),
    CONSTRAINT ledger_closings_period_fkey
        FOREIGN KEY (network_id, month) REFERENCES ledger_periods (network_id, month),
    CONSTRAINT ledger_closings_account_fkey
        FOREIGN KEY (network_id, account_id) REFERENCES ledger_accounts (network_id, id)
);

-- Entries of a closed month that were recorded afterwards: they count from the first open month on.
CREATE TABLE late_entries (
    network_id  UUID      NOT NULL,
    entry_id    UUID      NOT NULL,
    belongs_to  TEXT      NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    CONSTRAINT late_entries_pkey PRIMARY KEY (network_id, entry_id),
    CONSTRAINT late_entries_entry_fkey
        FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id)
);
CREATE INDEX late_entries_happened ON late_entries (network_id, happened_at);

-- `units` of the base are worth `rate_e8` hundred-millionths of a quote's unit.
CREATE TABLE fx_rates (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    base         TEXT      NOT NULL,
    quote        TEXT      NOT NULL,
    units        BIGINT    NOT NULL CHECK (units > 0),
    rate_e8      BIGINT    NOT NULL CHECK (rate_e8 > 0),
    source       TEXT      NOT NULL,
    effective_on TEXT      NOT NULL,
    recorded_at  TIMESTAMP NOT NULL,
    recorded_by  UUID      NOT NULL,
    CONSTRAINT fx_rates_pkey PRIMARY KEY (network_id, id)
);
CREATE INDEX fx_rates_pair ON fx_rates (network_id, base, quote, effective_on, id);

CREATE TABLE fx_conversions (
    network_id      UUID      NOT NULL,
    id              UUID      NOT NULL,
    key             TEXT      NOT NULL,
    organization_id UUID      NOT NULL,
    rate_id         UUID      NOT NULL,
    sold_minor      BIGINT    NOT NULL CHECK (sold_minor > 0),
    sold_currency   TEXT      NOT NULL,
    sold_entry_id   UUID      NOT NULL,
    bought_minor    BIGINT    NOT NULL CHECK (bought_minor > 0),
    bought_currency TEXT      NOT NULL,
    bought_entry_id UUID      NOT NULL,
    converted_at    TIMESTAMP NOT NULL,
    CONSTRAINT fx_conversions_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT fx_conversions_key_key UNIQUE (network_id, key),
    CONSTRAINT fx_conversions_rate_fkey FOREIGN KEY (network_id, rate_id) REFERENCES fx_rates (network_id, id),
    CONSTRAINT fx_conversions_sold_fkey
        FOREIGN KEY (network_id, sold_entry_id) REFERENCES journal_entries (network_id, id),
    CONSTRAINT fx_conversions_bought_fkey
        FOREIGN KEY (network_id, bought_entry_id) REFERENCES journal_entries (network_id, id),
    CONSTRAINT fx_conversions_organization_fkey
        FOREIGN KEY (network_id, organization_id) REFERENCES organizations (network_id, id)
);

CREATE TABLE ledger_holds (
    network_id      UUID      NOT NULL,
    id              UUID      NOT NULL,
    key             TEXT      NOT NULL,
    organization_id UUID      NOT NULL,
    amount_minor    BIGINT    NOT NULL CHECK (amount_minor > 0),
    currency        TEXT      NOT NULL,
    status          TEXT      NOT NULL CHECK (status IN ('pending', 'posted', 'voided', 'expired')),
    entry_id        UUID      NOT NULL,
    end_entry_id    UUID,
    expires_at      TIMESTAMP NOT NULL,
    version         BIGINT    NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    CONSTRAINT ledger_holds_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT ledger_holds_key_key UNIQUE (network_id, key),
    CONSTRAINT ledger_holds_entry_fkey
        FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id),
    CONSTRAINT ledger_holds_organization_fkey
        FOREIGN KEY (network_id, organization_id) REFERENCES organizations (network_id, id)
);
CREATE INDEX ledger_holds_due ON ledger_holds (network_id, status, expires_at);
