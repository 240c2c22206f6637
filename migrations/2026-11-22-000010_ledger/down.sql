DROP TABLE ledger_holds;
DROP TABLE fx_conversions;
DROP TABLE fx_rates;
DROP TABLE late_entries;
DROP TABLE ledger_closings;
DROP TABLE ledger_periods;
DROP TABLE entry_seals;
DROP TABLE unsealed_entries;
DROP INDEX ledger_accounts_organization;
DROP INDEX journal_entries_reverses;

CREATE TABLE transfers_kept (
    network_id   UUID   NOT NULL,
    id           UUID   NOT NULL,
    entry_id     UUID   NOT NULL,
    debit_id     UUID   NOT NULL,
    credit_id    UUID   NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency     TEXT   NOT NULL
);
INSERT INTO transfers_kept (network_id, id, entry_id, debit_id, credit_id, amount_minor, currency)
    SELECT network_id, id, entry_id, debit_id, credit_id, amount_minor, currency FROM transfers;
DROP TABLE transfers;
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
INSERT INTO transfers (network_id, id, entry_id, debit_id, credit_id, amount_minor, currency)
    SELECT network_id, id, entry_id, debit_id, credit_id, amount_minor, currency FROM transfers_kept;
DROP TABLE transfers_kept;
CREATE INDEX transfers_entry ON transfers (network_id, entry_id);
CREATE INDEX transfers_debit ON transfers (network_id, debit_id);
CREATE INDEX transfers_credit ON transfers (network_id, credit_id);
