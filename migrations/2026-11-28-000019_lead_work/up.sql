-- What becomes of a lead: who looks after it, what is noted and to be done, how warm it is, which
-- mails follow by themselves, what it became.

ALTER TABLE leads ADD COLUMN owner_id UUID;
ALTER TABLE leads ADD COLUMN reply_due_at TIMESTAMP;
ALTER TABLE leads ADD COLUMN replied_at TIMESTAMP;
ALTER TABLE leads ADD COLUMN answered_at TIMESTAMP;
ALTER TABLE leads ADD COLUMN escalated_at TIMESTAMP;
ALTER TABLE leads ADD COLUMN next_step TEXT CHECK (next_step IN ('case', 'call'));
ALTER TABLE leads ADD COLUMN step_due_at TIMESTAMP;
ALTER TABLE leads ADD COLUMN lost_reason TEXT
    CHECK (lost_reason IN ('terms', 'timing', 'fit', 'competitor', 'silence', 'other'));
ALTER TABLE leads ADD COLUMN merged_into_id UUID;
ALTER TABLE leads ADD COLUMN organization_id UUID;
ALTER TABLE leads ADD COLUMN score BIGINT NOT NULL DEFAULT 0;
ALTER TABLE leads ADD COLUMN signed_at TIMESTAMP;
ALTER TABLE leads ADD COLUMN score_due_at TIMESTAMP;
ALTER TABLE leads ADD COLUMN mail_domain TEXT NOT NULL DEFAULT '';
ALTER TABLE leads ADD COLUMN phone_key TEXT NOT NULL DEFAULT '';
-- Those who asked before have no score yet: the clock reckons it.
UPDATE leads SET score_due_at = created_at;

CREATE INDEX leads_newest ON leads (network_id, id) WHERE merged_into_id IS NULL;
CREATE INDEX leads_score ON leads (network_id, score, id) WHERE merged_into_id IS NULL;
CREATE INDEX leads_status_score ON leads (network_id, status, score, id) WHERE merged_into_id IS NULL;
CREATE INDEX leads_owner ON leads (network_id, owner_id, score, id) WHERE merged_into_id IS NULL;
CREATE INDEX leads_reply_due ON leads (network_id, reply_due_at) WHERE reply_due_at IS NOT NULL;
CREATE INDEX leads_score_due ON leads (network_id, score_due_at) WHERE score_due_at IS NOT NULL;
CREATE INDEX leads_step_due ON leads (network_id, step_due_at) WHERE step_due_at IS NOT NULL;
CREATE INDEX leads_mail_domain ON leads (network_id, mail_domain) WHERE mail_domain <> '';
CREATE INDEX leads_phone_key ON leads (network_id, phone_key) WHERE phone_key <> '';
CREATE INDEX leads_merged ON leads (network_id, merged_into_id) WHERE merged_into_id IS NOT NULL;

-- The campaigns of the pages that a visitor saw before the form, and the QR code that was scanned.
ALTER TABLE inquiries ADD COLUMN first_touch TEXT;
ALTER TABLE inquiries ADD COLUMN last_touch TEXT;
ALTER TABLE inquiries ADD COLUMN qr TEXT;

CREATE TABLE lead_notes (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    lead_id    UUID      NOT NULL,
    author_id  UUID      NOT NULL,
    body       TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT lead_notes_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT lead_notes_lead_fkey FOREIGN KEY (network_id, lead_id) REFERENCES leads (network_id, id),
    CONSTRAINT lead_notes_author_fkey FOREIGN KEY (network_id, author_id) REFERENCES memberships (network_id, id)
);
CREATE INDEX lead_notes_lead ON lead_notes (network_id, lead_id, id);

CREATE TABLE lead_tasks (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    lead_id    UUID      NOT NULL,
    owner_id   UUID      NOT NULL,
    maker_id   UUID      NOT NULL,
    title      TEXT      NOT NULL,
    due_on     TEXT      NOT NULL,
    status     TEXT      NOT NULL CHECK (status IN ('open', 'done')),
    done_at    TIMESTAMP,
    version    BIGINT    NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT lead_tasks_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT lead_tasks_lead_fkey FOREIGN KEY (network_id, lead_id) REFERENCES leads (network_id, id),
    CONSTRAINT lead_tasks_owner_fkey FOREIGN KEY (network_id, owner_id) REFERENCES memberships (network_id, id),
    CONSTRAINT lead_tasks_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id)
);
CREATE INDEX lead_tasks_lead ON lead_tasks (network_id, lead_id, id);
CREATE INDEX lead_tasks_open ON lead_tasks (network_id, owner_id, due_on, id) WHERE status = 'open';

-- Who is given new leads: by the first rule that fits, else in turn.
CREATE TABLE lead_terms (
    network_id UUID   NOT NULL REFERENCES networks (id),
    reply_days BIGINT NOT NULL CHECK (reply_days BETWEEN 1 AND 30),
    version    BIGINT NOT NULL,
    CONSTRAINT lead_terms_pkey PRIMARY KEY (network_id)
);

CREATE TABLE lead_rules (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    position   BIGINT    NOT NULL,
    kind       TEXT,
    category   TEXT      NOT NULL,
    locale     TEXT,
    owner_id   UUID      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT lead_rules_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT lead_rules_owner_fkey FOREIGN KEY (network_id, owner_id) REFERENCES memberships (network_id, id)
);

CREATE TABLE lead_turns (
    network_id    UUID   NOT NULL REFERENCES networks (id),
    membership_id UUID   NOT NULL,
    weight        BIGINT NOT NULL CHECK (weight BETWEEN 0 AND 100),
    credit        BIGINT NOT NULL,
    CONSTRAINT lead_turns_pkey PRIMARY KEY (network_id, membership_id),
    CONSTRAINT lead_turns_membership_fkey FOREIGN KEY (network_id, membership_id)
        REFERENCES memberships (network_id, id)
);

CREATE TABLE lead_absences (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    membership_id UUID      NOT NULL,
    from_on       TEXT      NOT NULL,
    until_on      TEXT      NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    CONSTRAINT lead_absences_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT lead_absences_membership_fkey FOREIGN KEY (network_id, membership_id)
        REFERENCES memberships (network_id, id),
    CONSTRAINT lead_absences_span CHECK (until_on >= from_on)
);
CREATE INDEX lead_absences_until ON lead_absences (network_id, until_on);

-- A party that was a lead keeps which one; whoever is invited sets a password behind a link.
ALTER TABLE organizations ADD COLUMN lead_id UUID;
CREATE INDEX organizations_lead ON organizations (network_id, lead_id) WHERE lead_id IS NOT NULL;

CREATE TABLE invitations (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    organization_id UUID      NOT NULL,
    role            TEXT      NOT NULL,
    email           TEXT      NOT NULL,
    name            TEXT      NOT NULL,
    locale          TEXT      NOT NULL,
    token_hash      BYTEA     NOT NULL,
    expires_at      TIMESTAMP NOT NULL,
    used_at         TIMESTAMP,
    maker_id        UUID,
    created_at      TIMESTAMP NOT NULL,
    CONSTRAINT invitations_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT invitations_token_key UNIQUE (network_id, token_hash),
    CONSTRAINT invitations_organization_fkey FOREIGN KEY (network_id, organization_id)
        REFERENCES organizations (network_id, id)
);
CREATE INDEX invitations_organization ON invitations (network_id, organization_id, id);
