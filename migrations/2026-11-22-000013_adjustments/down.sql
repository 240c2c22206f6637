DROP INDEX commissions_brand;
DROP INDEX commissions_kol;
DROP TABLE debt_decisions;
DROP TABLE fees;
DROP TABLE adjustments;
