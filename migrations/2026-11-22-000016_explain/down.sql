DROP TABLE ledger_proofs;
DROP TABLE commission_confirmations;
