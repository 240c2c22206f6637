DROP TABLE tax_statuses;
ALTER TABLE commissions DROP COLUMN tax_minor;
ALTER TABLE commissions DROP COLUMN credit_ppm;
ALTER TABLE commissions DROP COLUMN tax_ppm;
ALTER TABLE commissions DROP COLUMN tax_class;
ALTER TABLE commissions DROP COLUMN partner_minor;
DROP TABLE commission_parts;
DROP TABLE commission_partners;
