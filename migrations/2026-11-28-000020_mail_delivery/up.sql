-- What becomes of a mail after it has left: bounces, complaints, addresses that are written to no more; who has asked for
-- news and confirmed it.

-- The words of a mail's state grow; neither engine changes a CHECK in words that the other knows.
CREATE TABLE mails_before AS SELECT * FROM mails;
DROP TABLE mails;
CREATE TABLE mails (
    network_id   UUID      NOT NULL REFERENCES networks (id),
    id           UUID      NOT NULL,
    kind         TEXT      NOT NULL,
    class        TEXT      NOT NULL CHECK (class IN ('transactional', 'marketing')),
    subject_id   UUID,
    recipient    TEXT      NOT NULL,
    sender       TEXT      NOT NULL,
    locale       TEXT      NOT NULL,
    subject      TEXT      NOT NULL,
    body_text    TEXT      NOT NULL,
    body_html    TEXT      NOT NULL,
    status       TEXT      NOT NULL CHECK (status IN ('queued', 'sent', 'bounced', 'suppressed', 'dead')),
    attempts     BIGINT    NOT NULL,
    next_at      TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    last_error   TEXT,
    sent_at      TIMESTAMP,
    -- From written to taken by the mail server, the first time.
    wait_ms      BIGINT,
    created_at   TIMESTAMP NOT NULL,
    CONSTRAINT mails_pkey PRIMARY KEY (network_id, id)
);
INSERT INTO mails (network_id, id, kind, class, subject_id, recipient, sender, locale, subject, body_text, body_html, status,
        attempts, next_at, leased_until, last_error, sent_at, created_at)
    SELECT network_id, id, kind, 'transactional', subject_id, recipient, sender, locale, subject, body_text, body_html, status,
        attempts, next_at, leased_until, last_error, sent_at, created_at
    FROM mails_before;
DROP TABLE mails_before;
CREATE INDEX mails_due ON mails (status, next_at);
CREATE INDEX mails_subject ON mails (network_id, subject_id);
CREATE INDEX mails_status ON mails (network_id, status, id);
CREATE INDEX mails_created ON mails (network_id, created_at);

CREATE TABLE mail_events (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    mail_id    UUID,
    address    TEXT      NOT NULL,
    kind       TEXT      NOT NULL CHECK (kind IN ('sent', 'soft_bounced', 'hard_bounced', 'complained', 'suppressed', 'resent')),
    source     TEXT      NOT NULL CHECK (source IN ('worker', 'webhook', 'mailbox', 'staff')),
    detail     TEXT,
    -- The same bounce, told by several sources, is one.
    key        TEXT,
    at         TIMESTAMP NOT NULL,
    CONSTRAINT mail_events_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT mail_events_key_key UNIQUE (network_id, key),
    CONSTRAINT mail_events_mail_fkey FOREIGN KEY (network_id, mail_id) REFERENCES mails (network_id, id)
);
CREATE INDEX mail_events_mail ON mail_events (network_id, mail_id, id);
CREATE INDEX mail_events_address ON mail_events (network_id, address, kind, at);

CREATE TABLE suppressions (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    address    TEXT      NOT NULL,
    reach      TEXT      NOT NULL CHECK (reach IN ('marketing', 'everything')),
    cause      TEXT      NOT NULL CHECK (cause IN ('soft_bounces', 'hard_bounce', 'complaint')),
    detail     TEXT,
    mail_id    UUID,
    version    BIGINT    NOT NULL,
    since_at   TIMESTAMP NOT NULL,
    lifted_at  TIMESTAMP,
    CONSTRAINT suppressions_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT suppressions_address_key UNIQUE (network_id, address)
);

CREATE TABLE marketing_consents (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    address         TEXT      NOT NULL,
    locale          TEXT      NOT NULL,
    status          TEXT      NOT NULL CHECK (status IN ('asked', 'confirmed', 'withdrawn')),
    form            TEXT      NOT NULL,
    text_version    TEXT      NOT NULL,
    -- The SHA-256 of the sentence beside the box, as it was shown.
    text_digest     BYTEA     NOT NULL,
    -- Keyed digests of the addresses from which the box was ticked and the link was followed.
    visitor         BYTEA     NOT NULL,
    confirm_visitor BYTEA,
    token_hash      BYTEA,
    expires_at      TIMESTAMP NOT NULL,
    asked_at        TIMESTAMP NOT NULL,
    confirmed_at    TIMESTAMP,
    withdrawn_at    TIMESTAMP,
    version         BIGINT    NOT NULL,
    CONSTRAINT marketing_consents_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT marketing_consents_address_key UNIQUE (network_id, address),
    CONSTRAINT marketing_consents_token_key UNIQUE (network_id, token_hash)
);

-- The words that a network wrote for its mails; where there are none the product's own stand.
CREATE TABLE mail_templates (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    kind       TEXT      NOT NULL,
    locale     TEXT      NOT NULL,
    subject    TEXT      NOT NULL,
    body       TEXT      NOT NULL,
    version    BIGINT    NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT mail_templates_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT mail_templates_kind_key UNIQUE (network_id, kind, locale)
);
