-- Files of orders in pieces, so that none is held in memory as a whole; what checking them found; the
-- profiles by which a network reads files of its own. The table of files is made anew: neither engine
-- changes a CHECK in words that the other knows.

CREATE TABLE order_imports_before AS SELECT * FROM order_imports;
DROP TABLE order_imports;

CREATE TABLE order_imports (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    membership_id UUID      NOT NULL,
    source        TEXT      NOT NULL,
    profile       TEXT,
    file_name     TEXT      NOT NULL,
    file_digest   BYTEA,
    format        TEXT      NOT NULL CHECK (format IN ('csv', 'xlsx')),
    byte_count    BIGINT    NOT NULL,
    chunk_count   BIGINT    NOT NULL,
    encoding      TEXT,
    status        TEXT      NOT NULL CHECK (status IN ('receiving', 'queued', 'unmapped', 'checked', 'applying', 'done',
                                                       'refused')),
    row_count     BIGINT    NOT NULL,
    order_count   BIGINT    NOT NULL,
    done_count    BIGINT    NOT NULL,
    new_count     BIGINT    NOT NULL,
    changed_count BIGINT    NOT NULL,
    error_count   BIGINT    NOT NULL,
    errors        TEXT      NOT NULL,
    totals        TEXT      NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    finished_at   TIMESTAMP,
    CONSTRAINT order_imports_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_imports_file_key UNIQUE (network_id, file_digest),
    CONSTRAINT order_imports_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id)
);

INSERT INTO order_imports
    SELECT network_id, id, membership_id, source, source, file_name, file_digest, 'csv', LENGTH(file_bytes), 1, encoding,
           status, row_count, order_count, done_count, new_count, changed_count, error_count, errors, '[]', created_at,
           finished_at
    FROM order_imports_before;

CREATE TABLE order_file_chunks (
    network_id UUID   NOT NULL,
    import_id  UUID   NOT NULL,
    position   BIGINT NOT NULL,
    bytes      BYTEA  NOT NULL,
    CONSTRAINT order_file_chunks_pkey PRIMARY KEY (network_id, import_id, position),
    CONSTRAINT order_file_chunks_import_fkey
        FOREIGN KEY (network_id, import_id) REFERENCES order_imports (network_id, id)
);

INSERT INTO order_file_chunks SELECT network_id, id, 0, file_bytes FROM order_imports_before;
DROP TABLE order_imports_before;

CREATE TABLE order_profiles (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    membership_id UUID      NOT NULL,
    name          TEXT      NOT NULL,
    mapping       TEXT      NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    CONSTRAINT order_profiles_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_profiles_name_key UNIQUE (network_id, name),
    CONSTRAINT order_profiles_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id)
);
