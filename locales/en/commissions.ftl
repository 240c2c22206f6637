# Commissions, months, the own money

statements-title = { $month }
statements-lead = Commissions earned in the month and what refunds took back.
statements-previous = Previous month
statements-following = Next month
statements-kols-csv = CSV by KOL
statements-brands-csv = CSV by brand
statements-none = No commissions in this month
statements-none-help = Orders that belong to a KOL are summed here.
statements-see-orders = See the month’s orders
statements-sales-base = Sales that count
statements-sold = Lines sold
statements-sold-count =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
statements-after-refunds = after refunds
statements-base = Base
statements-sales = Earned
statements-reversals = Taken back by refunds
statements-net = Net
statements-estimated = Estimated
statements-confirmed = Confirmed
statements-check = Checked against the ledger
statements-equal = Equal
statements-unequal = Not equal
statements-both = commissions { $rows }, ledger { $ledger }
statements-unequal-help = Commissions and ledger differ. Stop paying out and tell whoever runs the system.
statements-whose = Whose
statements-network = The network
statements-of-commissions = Commissions
statements-of-ledger = Ledger
statements-kols = By KOL
statements-brands = By brand
statements-pdf = Statement (PDF)
statements-csv = Lines (CSV)
statements-date = Date
statements-rate = Rate
statements-rate-and-share = Rate × share
statements-amount = Amount
statements-status = Status
statements-kind = Kind
statements-sale = Sale
statements-reversal = Taken back
statements-sum = Sum
statements-no-lines = There are no lines in this month.
statements-back = Back to the month
statements-pdf-title = Commission statement
statements-pdf-honorific = { $name }
statements-pdf-payee = Payee
statements-pdf-payer = Payer
statements-pdf-period = Period
statements-pdf-issued = Issued on
statements-pdf-note = Note
statements-pdf-note-text = Estimated amounts may still be taken back if goods are refunded before the holding period after delivery ends. Please write to your account manager with any question.
statements-pdf-reversed = Taken back: { $name }
statements-pdf-count =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
earnings-title = Earnings
earnings-none = No earnings in this month yet
earnings-none-help = When something sells through your links or coupon codes, it appears here.
earnings-links = Make a link
earnings-total = Earned in the month
earnings-reversed = Refunds took back { $amount }.
earnings-help = Estimated earnings become final after delivery and the time for returns.
earnings-products = By product
earnings-base = base { $amount }
earnings-lines = Lines
earnings-reckoned = base { $base } × { $rate }
earnings-brand-title = Sales and cost
earnings-brand-none = No sales in this month yet
earnings-brand-none-help = When KOLs sell your products, the sales and what you owe for them appear here.
earnings-brand-products = See your products
earnings-brand-base = Sales through KOLs
earnings-brand-owed = Commission owed
earnings-brand-kols = By KOL
state-commission-estimated = Estimated
state-commission-confirmed = Confirmed
