-- What the end of a month asks for: debts of agencies, the tax in fees, commissions that staff reject.

ALTER TABLE debt_decisions ADD COLUMN payee_kind TEXT NOT NULL DEFAULT 'kol' CHECK (payee_kind IN ('kol', 'mcn'));

-- Frozen when the fee is earned, as a commission's are when it is sold.
ALTER TABLE fees ADD COLUMN tax_class TEXT NOT NULL DEFAULT 'undeclared'
    CHECK (tax_class IN ('qualified', 'unregistered', 'abroad', 'undeclared'));
ALTER TABLE fees ADD COLUMN tax_ppm BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fees ADD COLUMN credit_ppm BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fees ADD COLUMN tax_minor BIGINT NOT NULL DEFAULT 0;

-- Why staff reject the commission of a line, and what its KOL reads.
ALTER TABLE order_lines ADD COLUMN rejected_for TEXT
    CHECK (rejected_for IN ('own_purchase', 'false_order', 'duplicate', 'attribution', 'terms', 'other'));
ALTER TABLE order_lines ADD COLUMN rejected_text TEXT;
