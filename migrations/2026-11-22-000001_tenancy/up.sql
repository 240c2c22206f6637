-- The tenant, its parties, the people who act for them.

CREATE TABLE networks (
    id                UUID      NOT NULL PRIMARY KEY,
    slug              TEXT      NOT NULL UNIQUE,
    code              TEXT      NOT NULL UNIQUE,
    base_currency     TEXT      NOT NULL,
    currencies        TEXT      NOT NULL,
    time_zone         TEXT      NOT NULL,
    mail_sender       TEXT      NOT NULL,
    network_share_ppm BIGINT    NOT NULL CHECK (network_share_ppm BETWEEN 0 AND 1000000),
    holding_days      BIGINT    NOT NULL CHECK (holding_days >= 0),
    transit_days      BIGINT    NOT NULL CHECK (transit_days >= 0),
    created_at        TIMESTAMP NOT NULL
);

CREATE TABLE accounts (
    id            UUID      NOT NULL PRIMARY KEY,
    email         TEXT      NOT NULL UNIQUE,
    name          TEXT      NOT NULL,
    locale        TEXT      NOT NULL,
    password_hash TEXT      NOT NULL,
    failed_count  BIGINT    NOT NULL,
    locked_until  TIMESTAMP,
    created_at    TIMESTAMP NOT NULL
);

CREATE TABLE organizations (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    kind       TEXT      NOT NULL CHECK (kind IN ('operator', 'brand', 'kol', 'mcn')),
    status     TEXT      NOT NULL CHECK (status IN ('open', 'suspended', 'terminated')),
    name       TEXT      NOT NULL,
    locale     TEXT      NOT NULL,
    email      TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT organizations_pkey PRIMARY KEY (network_id, id)
);
CREATE INDEX organizations_kind ON organizations (network_id, kind, name);

CREATE TABLE memberships (
    network_id      UUID      NOT NULL REFERENCES networks (id),
    id              UUID      NOT NULL,
    account_id      UUID      NOT NULL REFERENCES accounts (id),
    organization_id UUID      NOT NULL,
    role            TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    CONSTRAINT memberships_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT memberships_account_key UNIQUE (network_id, account_id, organization_id),
    CONSTRAINT memberships_organization_fkey
        FOREIGN KEY (network_id, organization_id) REFERENCES organizations (network_id, id)
);
CREATE INDEX memberships_account ON memberships (account_id);

CREATE TABLE sessions (
    id            UUID      NOT NULL PRIMARY KEY,
    account_id    UUID      NOT NULL REFERENCES accounts (id),
    network_id    UUID      NOT NULL REFERENCES networks (id),
    membership_id UUID      NOT NULL,
    token_hash    BYTEA     NOT NULL,
    previous_hash BYTEA,
    rotated_at    TIMESTAMP NOT NULL,
    expires_at    TIMESTAMP NOT NULL,
    revoked_at    TIMESTAMP,
    created_at    TIMESTAMP NOT NULL,
    CONSTRAINT sessions_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id)
);
CREATE INDEX sessions_account ON sessions (account_id);
