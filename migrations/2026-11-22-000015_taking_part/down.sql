CREATE TABLE return_rates_kept AS SELECT * FROM return_rates WHERE session_id IS NULL;
DROP TABLE return_rates;
CREATE TABLE return_rates (
    network_id     UUID      NOT NULL,
    id             UUID      NOT NULL,
    kol_id         UUID      NOT NULL,
    product_id     UUID      NOT NULL,
    line_count     BIGINT    NOT NULL,
    returned_count BIGINT    NOT NULL,
    is_long        BOOLEAN   NOT NULL,
    counted_at     TIMESTAMP NOT NULL,
    CONSTRAINT return_rates_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT return_rates_pair_key UNIQUE (network_id, kol_id, product_id),
    CONSTRAINT return_rates_kol_fkey FOREIGN KEY (network_id, kol_id) REFERENCES organizations (network_id, id),
    CONSTRAINT return_rates_product_fkey FOREIGN KEY (network_id, product_id) REFERENCES products (network_id, id)
);
INSERT INTO return_rates (network_id, id, kol_id, product_id, line_count, returned_count, is_long, counted_at)
    SELECT network_id, id, kol_id, product_id, line_count, returned_count, is_long, counted_at
    FROM return_rates_kept;
DROP TABLE return_rates_kept;
DROP INDEX order_lines_session;
ALTER TABLE order_lines DROP COLUMN no_commission;
ALTER TABLE order_lines DROP COLUMN session_id;
DROP INDEX links_session;
ALTER TABLE links DROP COLUMN session_id;
DROP TABLE live_sessions;
DROP TABLE kol_group_members;
DROP TABLE kol_groups;
ALTER TABLE organizations DROP COLUMN ended_at;
