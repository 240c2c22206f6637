-- The front door: who asked, what they said, what they may download.

CREATE TABLE leads (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    kind       TEXT      NOT NULL CHECK (kind IN ('manufacturer', 'kol')),
    locale     TEXT      NOT NULL,
    company    TEXT      NOT NULL,
    name       TEXT      NOT NULL,
    email      TEXT      NOT NULL,
    phone      TEXT      NOT NULL,
    category   TEXT      NOT NULL,
    status     TEXT      NOT NULL CHECK (status IN ('new', 'material_sent', 'contacted', 'qualified', 'proposal', 'won',
                                                    'lost', 'spam')),
    version    BIGINT    NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT leads_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT leads_email_key UNIQUE (network_id, kind, email)
);
CREATE INDEX leads_status ON leads (network_id, status, id);

CREATE TABLE inquiries (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    lead_id         UUID      NOT NULL,
    locale          TEXT      NOT NULL,
    company         TEXT      NOT NULL,
    name            TEXT      NOT NULL,
    phone           TEXT      NOT NULL,
    category        TEXT      NOT NULL,
    message         TEXT      NOT NULL,
    consent_version TEXT      NOT NULL,
    marketing       BOOLEAN   NOT NULL,
    referrer        TEXT,
    campaign        TEXT,
    visitor         BYTEA     NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    CONSTRAINT inquiries_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT inquiries_lead_fkey FOREIGN KEY (network_id, lead_id) REFERENCES leads (network_id, id)
);
CREATE INDEX inquiries_lead ON inquiries (network_id, lead_id, id);

CREATE TABLE material_grants (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    lead_id      UUID      NOT NULL,
    token_hash   BYTEA     NOT NULL,
    locale       TEXT      NOT NULL,
    expires_at   TIMESTAMP NOT NULL,
    opened_count BIGINT    NOT NULL,
    opened_at    TIMESTAMP,
    created_at   TIMESTAMP NOT NULL,
    CONSTRAINT material_grants_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT material_grants_token_key UNIQUE (network_id, token_hash),
    CONSTRAINT material_grants_lead_fkey FOREIGN KEY (network_id, lead_id) REFERENCES leads (network_id, id)
);
CREATE INDEX material_grants_lead ON material_grants (network_id, lead_id, id);
