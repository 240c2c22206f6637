ALTER TABLE order_lines DROP COLUMN rejected_text;
ALTER TABLE order_lines DROP COLUMN rejected_for;
ALTER TABLE fees DROP COLUMN tax_minor;
ALTER TABLE fees DROP COLUMN credit_ppm;
ALTER TABLE fees DROP COLUMN tax_ppm;
ALTER TABLE fees DROP COLUMN tax_class;
ALTER TABLE debt_decisions DROP COLUMN payee_kind;
