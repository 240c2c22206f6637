-- Side effects as rows, the audit log, texts in several languages, stored files.

CREATE TABLE texts (
    network_id      UUID    NOT NULL REFERENCES networks (id),
    owner_id        UUID    NOT NULL,
    field           TEXT    NOT NULL,
    locale          TEXT    NOT NULL,
    organization_id UUID    NOT NULL,
    value           TEXT    NOT NULL,
    source_digest   BYTEA,
    published       BOOLEAN NOT NULL,
    CONSTRAINT texts_pkey PRIMARY KEY (network_id, owner_id, field, locale),
    CONSTRAINT texts_organization_fkey
        FOREIGN KEY (network_id, organization_id) REFERENCES organizations (network_id, id)
);

CREATE TABLE assets (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    organization_id UUID      NOT NULL,
    media_type      TEXT      NOT NULL,
    width           BIGINT    NOT NULL,
    height          BIGINT    NOT NULL,
    bytes           BYTEA     NOT NULL,
    published       BOOLEAN   NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    CONSTRAINT assets_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT assets_organization_fkey
        FOREIGN KEY (network_id, organization_id) REFERENCES organizations (network_id, id)
);

CREATE TABLE mails (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    kind         TEXT      NOT NULL,
    subject_id   UUID,
    recipient    TEXT      NOT NULL,
    sender       TEXT      NOT NULL,
    locale       TEXT      NOT NULL,
    subject      TEXT      NOT NULL,
    body_text    TEXT      NOT NULL,
    body_html    TEXT      NOT NULL,
    status       TEXT      NOT NULL CHECK (status IN ('queued', 'sent', 'dead')),
    attempts     BIGINT    NOT NULL,
    next_at      TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    last_error   TEXT,
    sent_at      TIMESTAMP,
    created_at   TIMESTAMP NOT NULL,
    CONSTRAINT mails_pkey PRIMARY KEY (network_id, id)
);
CREATE INDEX mails_due ON mails (status, next_at);
CREATE INDEX mails_subject ON mails (network_id, subject_id);

CREATE TABLE jobs (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    kind         TEXT      NOT NULL,
    subject_id   UUID      NOT NULL,
    status       TEXT      NOT NULL CHECK (status IN ('queued', 'done', 'dead')),
    attempts     BIGINT    NOT NULL,
    next_at      TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    last_error   TEXT,
    created_at   TIMESTAMP NOT NULL,
    CONSTRAINT jobs_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT jobs_subject_key UNIQUE (network_id, kind, subject_id)
);
CREATE INDEX jobs_due ON jobs (status, next_at);

CREATE TABLE audit_events (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    at              TIMESTAMP NOT NULL,
    membership_id   UUID,
    organization_id UUID,
    kind            TEXT      NOT NULL,
    subject_id      UUID      NOT NULL,
    before          TEXT,
    after           TEXT,
    reason          TEXT,
    CONSTRAINT audit_events_pkey PRIMARY KEY (network_id, id)
);
CREATE INDEX audit_events_subject ON audit_events (network_id, subject_id, id);

CREATE TABLE idempotency_keys (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    organization_id UUID      NOT NULL,
    key             TEXT      NOT NULL,
    request_digest  BYTEA     NOT NULL,
    response        TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (network_id, organization_id, key)
);
