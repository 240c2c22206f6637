-- Rules of commission, one row for each version; a version is never edited. `revision` of the book
-- changes with every change to any of them, so that a reader knows whether what it holds is current.

CREATE TABLE commission_rules (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    family_id     UUID      NOT NULL,
    version       BIGINT    NOT NULL CHECK (version > 0),
    name          TEXT      NOT NULL,
    conditions    TEXT      NOT NULL,
    terms         TEXT      NOT NULL,
    membership_id UUID      NOT NULL,
    valid_from    TIMESTAMP NOT NULL,
    valid_to      TIMESTAMP,
    since         TIMESTAMP NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    CONSTRAINT commission_rules_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT commission_rules_version_key UNIQUE (network_id, family_id, version),
    CONSTRAINT commission_rules_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id)
);

CREATE TABLE commission_rule_books (
    network_id UUID NOT NULL REFERENCES networks (id),
    revision   UUID NOT NULL,
    CONSTRAINT commission_rule_books_pkey PRIMARY KEY (network_id)
);

-- What is frozen beside the rate: the rule that won, the days that it holds, the moment whose terms
-- held.
ALTER TABLE commissions ADD COLUMN rule_id UUID;
ALTER TABLE commissions ADD COLUMN holding_days BIGINT;
ALTER TABLE commissions ADD COLUMN terms_at TIMESTAMP;
