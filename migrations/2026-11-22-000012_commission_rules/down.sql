ALTER TABLE commissions DROP COLUMN terms_at;
ALTER TABLE commissions DROP COLUMN holding_days;
ALTER TABLE commissions DROP COLUMN rule_id;
DROP TABLE commission_rule_books;
DROP TABLE commission_rules;
