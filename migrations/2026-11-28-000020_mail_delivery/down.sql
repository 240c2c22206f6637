DROP TABLE mail_templates;
DROP TABLE marketing_consents;
DROP TABLE suppressions;
DROP TABLE mail_events;
CREATE TABLE mails_before AS SELECT * FROM mails;
DROP TABLE mails;
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
INSERT INTO mails (network_id, id, kind, subject_id, recipient, sender, locale, subject, body_text, body_html, status, attempts,
        next_at, leased_until, last_error, sent_at, created_at)
    SELECT network_id, id, kind, subject_id, recipient, sender, locale, subject, body_text, body_html,
        CASE WHEN status IN ('bounced', 'suppressed') THEN 'dead' ELSE status END, attempts, next_at, leased_until, last_error,
        sent_at, created_at
    FROM mails_before;
DROP TABLE mails_before;
CREATE INDEX mails_due ON mails (status, next_at);
CREATE INDEX mails_subject ON mails (network_id, subject_id);
