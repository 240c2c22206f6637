# Entries of the ledger

ledger-lead = Amounts that moved from a debit account to a credit account. Entries are never changed.
ledger-kind-estimated = Commission expected
ledger-kind-confirmed = Commission confirmed
ledger-kind-reversed = Commission taken back
ledger-effective = Effective
ledger-recorded = Recorded
ledger-order = Order
ledger-grouped = the first of the commissions that were confirmed together
ledger-reverses = Corrects
ledger-key = Key
ledger-id = ID
ledger-moved = What moved
ledger-debit = Debit
ledger-credit = Credit
ledger-amount = Amount
ledger-account-estimated-brand = Expected from brand (memo)
ledger-account-estimated-kol = Expected for KOL (memo)
ledger-account-estimated-network = Expected for the network (memo)
ledger-account-receivable-brand = Receivable from brand
ledger-account-kol-frozen = Payable to KOL, held
ledger-account-kol-available = Payable to KOL, available
ledger-account-network-fee = Network fee
ledger-kind-restored = Commission restored
