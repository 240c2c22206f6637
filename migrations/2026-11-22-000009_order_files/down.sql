-- Files that the older table has no state for are forgotten; of the others the first piece is kept, for what was
-- carried out or refused is never read again.
DROP TABLE order_profiles;
CREATE TABLE order_imports_before AS
    SELECT i.*, c.bytes AS file_bytes
    FROM order_imports i
    INNER JOIN order_file_chunks c ON c.network_id = i.network_id AND c.import_id = i.id AND c.position = 0
    WHERE i.status IN ('queued', 'applying', 'done', 'refused');
DROP TABLE order_file_chunks;
DROP TABLE order_imports;

CREATE TABLE order_imports (
    network_id    UUID      NOT NULL REFERENCES networks (id),
    id            UUID      NOT NULL,
    membership_id UUID      NOT NULL,
    source        TEXT      NOT NULL,
    file_name     TEXT      NOT NULL,
    file_digest   BYTEA     NOT NULL,
    file_bytes    BYTEA     NOT NULL,
    encoding      TEXT,
    status        TEXT      NOT NULL CHECK (status IN ('queued', 'applying', 'done', 'refused')),
    row_count     BIGINT    NOT NULL,
    order_count   BIGINT    NOT NULL,
    done_count    BIGINT    NOT NULL,
    new_count     BIGINT    NOT NULL,
    changed_count BIGINT    NOT NULL,
    error_count   BIGINT    NOT NULL,
    errors        TEXT      NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    finished_at   TIMESTAMP,
    CONSTRAINT order_imports_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT order_imports_file_key UNIQUE (network_id, file_digest),
    CONSTRAINT order_imports_membership_fkey
        FOREIGN KEY (network_id, membership_id) REFERENCES memberships (network_id, id)
);
INSERT INTO order_imports
    SELECT network_id, id, membership_id, source, file_name, file_digest, file_bytes, encoding, status, row_count,
           order_count, done_count, new_count, changed_count, error_count, errors, created_at, finished_at
    FROM order_imports_before;
DROP TABLE order_imports_before;
