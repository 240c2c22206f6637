-- The front door's own contents: what is handed out, who holds which version of it, and what the public pages tell.

CREATE TABLE materials (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    name       TEXT      NOT NULL,
    kind       TEXT      NOT NULL CHECK (kind IN ('guide', 'price_list', 'terms', 'casebook')),
    audience   TEXT      NOT NULL CHECK (audience IN ('manufacturer', 'kol')),
    maker_id   UUID      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT materials_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT materials_name_key UNIQUE (network_id, name),
    CONSTRAINT materials_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id)
);

CREATE TABLE material_versions (
    network_id  UUID      NOT NULL REFERENCES networks (id),
    id          UUID      NOT NULL,
    material_id UUID      NOT NULL,
    locale      TEXT      NOT NULL,
    number      BIGINT    NOT NULL CHECK (number > 0),
    file_name   TEXT      NOT NULL,
    sha256      BYTEA     NOT NULL,
    byte_count  BIGINT    NOT NULL CHECK (byte_count > 0),
    note        TEXT      NOT NULL,
    valid_from  TIMESTAMP NOT NULL,
    valid_until TIMESTAMP,
    status      TEXT      NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'superseded', 'withdrawn')),
    maker_id    UUID      NOT NULL,
    approver_id UUID,
    version     BIGINT    NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    updated_at  TIMESTAMP NOT NULL,
    bytes       BYTEA     NOT NULL,
    CONSTRAINT material_versions_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT material_versions_number_key UNIQUE (network_id, material_id, locale, number),
    CONSTRAINT material_versions_material_fkey FOREIGN KEY (network_id, material_id) REFERENCES materials (network_id, id),
    CONSTRAINT material_versions_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id),
    CONSTRAINT material_versions_approver_fkey
        FOREIGN KEY (network_id, approver_id) REFERENCES memberships (network_id, id),
    CONSTRAINT material_versions_four_eyes CHECK (approver_id IS NULL OR approver_id <> maker_id),
    CONSTRAINT material_versions_span CHECK (valid_until IS NULL OR valid_until > valid_from)
);
CREATE INDEX material_versions_status ON material_versions (network_id, status, material_id);

-- What a mail with a link offered when it was written.
CREATE TABLE material_offers (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    grant_id   UUID      NOT NULL,
    version_id UUID      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT material_offers_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT material_offers_grant_fkey FOREIGN KEY (network_id, grant_id) REFERENCES material_grants (network_id, id),
    CONSTRAINT material_offers_version_fkey
        FOREIGN KEY (network_id, version_id) REFERENCES material_versions (network_id, id)
);
CREATE INDEX material_offers_grant ON material_offers (network_id, grant_id);

-- Each download; without a version it was the deck that is made anew each time.
CREATE TABLE material_downloads (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    lead_id    UUID      NOT NULL,
    grant_id   UUID      NOT NULL,
    version_id UUID,
    locale     TEXT      NOT NULL,
    sha256     BYTEA     NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT material_downloads_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT material_downloads_lead_fkey FOREIGN KEY (network_id, lead_id) REFERENCES leads (network_id, id),
    CONSTRAINT material_downloads_grant_fkey FOREIGN KEY (network_id, grant_id) REFERENCES material_grants (network_id, id),
    CONSTRAINT material_downloads_version_fkey
        FOREIGN KEY (network_id, version_id) REFERENCES material_versions (network_id, id)
);
CREATE INDEX material_downloads_lead ON material_downloads (network_id, lead_id, id);

-- The version of a material that a lead took last.
CREATE TABLE material_holdings (
    network_id  UUID      NOT NULL REFERENCES networks (id),
    id          UUID      NOT NULL,
    lead_id     UUID      NOT NULL,
    material_id UUID      NOT NULL,
    version_id  UUID      NOT NULL,
    taken_at    TIMESTAMP NOT NULL,
    CONSTRAINT material_holdings_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT material_holdings_lead_key UNIQUE (network_id, lead_id, material_id),
    CONSTRAINT material_holdings_lead_fkey FOREIGN KEY (network_id, lead_id) REFERENCES leads (network_id, id),
    CONSTRAINT material_holdings_material_fkey FOREIGN KEY (network_id, material_id) REFERENCES materials (network_id, id),
    CONSTRAINT material_holdings_version_fkey
        FOREIGN KEY (network_id, version_id) REFERENCES material_versions (network_id, id)
);
CREATE INDEX material_holdings_material ON material_holdings (network_id, material_id, lead_id);

-- Who was told of which new version: once.
CREATE TABLE material_notices (
    network_id UUID      NOT NULL REFERENCES networks (id),
    id         UUID      NOT NULL,
    lead_id    UUID      NOT NULL,
    version_id UUID      NOT NULL,
    grant_id   UUID      NOT NULL,
    mail_id    UUID      NOT NULL,
    maker_id   UUID      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT material_notices_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT material_notices_lead_key UNIQUE (network_id, lead_id, version_id),
    CONSTRAINT material_notices_lead_fkey FOREIGN KEY (network_id, lead_id) REFERENCES leads (network_id, id),
    CONSTRAINT material_notices_version_fkey
        FOREIGN KEY (network_id, version_id) REFERENCES material_versions (network_id, id),
    CONSTRAINT material_notices_grant_fkey FOREIGN KEY (network_id, grant_id) REFERENCES material_grants (network_id, id),
    CONSTRAINT material_notices_mail_fkey FOREIGN KEY (network_id, mail_id) REFERENCES mails (network_id, id),
    CONSTRAINT material_notices_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id)
);

-- What the public pages tell; the words of each language are in texts.
CREATE TABLE front_items (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    kind          TEXT      NOT NULL CHECK (kind IN ('case', 'faq', 'column')),
    slug          TEXT,
    place         BIGINT    NOT NULL,
    status        TEXT      NOT NULL CHECK (status IN ('draft', 'published', 'hidden')),
    units         BIGINT    CHECK (units > 0),
    first_month   TEXT,
    last_month    TEXT,
    evidence_note TEXT      NOT NULL,
    evidence_url  TEXT      NOT NULL,
    maker_id      UUID      NOT NULL,
    version       BIGINT    NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    updated_at    TIMESTAMP NOT NULL,
    published_at  TIMESTAMP,
    CONSTRAINT front_items_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT front_items_slug_key UNIQUE (network_id, slug),
    CONSTRAINT front_items_maker_fkey FOREIGN KEY (network_id, maker_id) REFERENCES memberships (network_id, id),
    CONSTRAINT front_items_address CHECK (kind <> 'column' OR slug IS NOT NULL),
    CONSTRAINT front_items_evidence
        CHECK (kind <> 'case' OR status <> 'published' OR evidence_note <> '' OR evidence_url <> '')
);
CREATE INDEX front_items_place ON front_items (network_id, kind, status, place, id);
