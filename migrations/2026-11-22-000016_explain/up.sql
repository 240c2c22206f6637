-- What an explanation needs beside the books: which entry confirmed a commission, and the proofs that
-- were made of the ledger.

-- One entry confirms many commissions of a brand and a KOL; each is confirmed once. A commission's
-- table may be made anew by a later migration, hence no foreign key to it.
CREATE TABLE commission_confirmations (
    network_id    UUID NOT NULL REFERENCES networks (id),
    commission_id UUID NOT NULL,
    entry_id      UUID NOT NULL,
    CONSTRAINT commission_confirmations_pkey PRIMARY KEY (network_id, commission_id),
    CONSTRAINT commission_confirmations_entry_fkey
        FOREIGN KEY (network_id, entry_id) REFERENCES journal_entries (network_id, id)
);
CREATE INDEX commission_confirmations_entry ON commission_confirmations (network_id, entry_id, commission_id);

-- A walk along the seals, piece by piece, and what was added up at its end.
CREATE TABLE ledger_proofs (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    status        TEXT      NOT NULL CHECK (status IN ('running', 'sound', 'unsound')),
    walked_count  BIGINT    NOT NULL CHECK (walked_count >= 0),
    sealed_count  BIGINT    NOT NULL CHECK (sealed_count >= 0),
    waiting_count BIGINT    NOT NULL CHECK (waiting_count >= 0),
    head          BYTEA     NOT NULL,
    broken_number BIGINT,
    broken_entry  UUID,
    damage        TEXT,
    findings      TEXT      NOT NULL,
    membership_id UUID      NOT NULL,
    version       BIGINT    NOT NULL,
    started_at    TIMESTAMP NOT NULL,
    finished_at   TIMESTAMP,
    CONSTRAINT ledger_proofs_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT ledger_proofs_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id)
);
