DROP TABLE idempotency_keys;
DROP TABLE audit_events;
DROP TABLE jobs;
DROP TABLE mails;
DROP TABLE assets;
DROP TABLE texts;
