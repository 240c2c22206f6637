-- Who has a part of commissions beside KOL and network, and how what payees earn is taxed.

-- An agreement is never edited: it is ended, and another one follows.
CREATE TABLE commission_partners (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    kind       TEXT      NOT NULL CHECK (kind IN ('mcn', 'referrer')),
    kol_id     UUID      NOT NULL,
    payee_id   UUID      NOT NULL,
    payee_kind TEXT      NOT NULL CHECK (payee_kind IN ('kol', 'mcn')),
    rate_ppm   BIGINT    NOT NULL CHECK (rate_ppm BETWEEN 1 AND 1000000),
    bearer     TEXT      NOT NULL CHECK (bearer IN ('kol', 'network')),
    note       TEXT      NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    valid_to   TIMESTAMP,
    maker_id   UUID      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT commission_partners_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT commission_partners_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT commission_partners_payee_fkey
        FOREIGN KEY (network_id, payee_id) REFERENCES organizations (network_id, id),
    CONSTRAINT commission_partners_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id),
    CONSTRAINT commission_partners_self CHECK (payee_id <> kol_id)
);
CREATE INDEX commission_partners_kol ON commission_partners (network_id, kol_id, valid_from);
CREATE INDEX commission_partners_payee ON commission_partners (network_id, payee_id, valid_from);

-- A partner's part of a commission, frozen with it; what a refund takes back of it is a row beside the
-- commission's row that takes back.
CREATE TABLE commission_parts (
    network_id    UUID      NOT NULL,
    id            UUID      NOT NULL,
    commission_id UUID      NOT NULL,
    order_id      UUID      NOT NULL,
    partner_id    UUID      NOT NULL,
    kind          TEXT      NOT NULL CHECK (kind IN ('mcn', 'referrer')),
    kol_id        UUID      NOT NULL,
    payee_id      UUID      NOT NULL,
    payee_kind    TEXT      NOT NULL CHECK (payee_kind IN ('kol', 'mcn')),
    rate_ppm      BIGINT    NOT NULL,
    bearer        TEXT      NOT NULL CHECK (bearer IN ('kol', 'network')),
    amount_minor  BIGINT    NOT NULL,
    currency      TEXT      NOT NULL,
    earned_at     TIMESTAMP NOT NULL,
    tax_class     TEXT      NOT NULL CHECK (tax_class IN ('qualified', 'unregistered', 'abroad', 'undeclared')),
    tax_ppm       BIGINT    NOT NULL,
    credit_ppm    BIGINT    NOT NULL,
    tax_minor     BIGINT    NOT NULL,
    CONSTRAINT commission_parts_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT commission_parts_commission_fkey
        FOREIGN KEY (network_id, commission_id) REFERENCES commissions (network_id, id),
    CONSTRAINT commission_parts_partner_fkey
        FOREIGN KEY (network_id, partner_id) REFERENCES commission_partners (network_id, id),
    CONSTRAINT commission_parts_payee_fkey FOREIGN KEY (network_id, payee_id) REFERENCES organizations (network_id, id)
);
CREATE INDEX commission_parts_commission ON commission_parts (network_id, commission_id);
CREATE INDEX commission_parts_order ON commission_parts (network_id, order_id);
CREATE INDEX commission_parts_payee ON commission_parts (network_id, payee_id, earned_at);

-- What all partners have of a commission together: most have none, and are not asked for parts.
ALTER TABLE commissions ADD COLUMN partner_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE commissions ADD COLUMN tax_class TEXT NOT NULL DEFAULT 'undeclared';
ALTER TABLE commissions ADD COLUMN tax_ppm BIGINT NOT NULL DEFAULT 0;
ALTER TABLE commissions ADD COLUMN credit_ppm BIGINT NOT NULL DEFAULT 0;
ALTER TABLE commissions ADD COLUMN tax_minor BIGINT NOT NULL DEFAULT 0;

-- What an organization says of its tax, from a day on; the latest day that has come holds.
CREATE TABLE tax_statuses (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    organization_id UUID      NOT NULL,
    class           TEXT      NOT NULL CHECK (class IN ('qualified', 'unregistered', 'abroad')),
    number          TEXT,
    valid_from      TIMESTAMP NOT NULL,
    membership_id   UUID      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    CONSTRAINT tax_statuses_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT tax_statuses_organization_fkey
        FOREIGN KEY (network_id, organization_id) REFERENCES organizations (network_id, id),
    CONSTRAINT tax_statuses_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id),
    CONSTRAINT tax_statuses_number CHECK ((class = 'qualified') = (number IS NOT NULL))
);
CREATE INDEX tax_statuses_organization ON tax_statuses (network_id, organization_id, valid_from);
