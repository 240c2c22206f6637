# How payees are taxed

tax-title = Tax status
tax-lead = How what you earn is taxed. It is frozen with each commission from its first day on.
tax-none = No tax status yet
tax-none-next = Until you declare it, your commissions are recorded as “not declared”.
tax-declare = Declare the tax status
tax-class = Tax status
tax-number = Registration number
tax-number-hint = “T” and 13 digits. Needed if you issue qualified invoices.
tax-from = First day
tax-from-hint = Today when empty.
tax-send = Declare
tax-by-class = By tax status
tax-by-class-help = The tax is reckoned once from each sum. Taxes of single lines are rounded down and may add up to less.
tax-amount = Amount, tax included
tax-inside = Tax inside
tax-deducted = Deductible
tax-rate = Tax rate
tax-deducted-rate = Deductible part
tax-at = { $rate }, { $credit } deductible
state-tax-qualified = Qualified invoice issuer
state-tax-unregistered = Not registered
state-tax-abroad = From abroad, no Japanese tax
state-tax-undeclared = Not declared
notice-tax-declared = The tax status is declared.
