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
earnings-no-lines = No lines like this in this month.
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
state-commission-held = Held
state-commission-reversed = Taken back
state-commission-rejected = Rejected
rejects-title = Rejected commissions
rejects-lead = What became of commissions that are not owed yet.
rejects-open = Reject commissions or restore them
rejects-picked = Reject the chosen lines or restore them
rejects-which = Lines
rejects-reason = Reason
rejects-choose = Choose a reason (not needed to restore)
rejects-text = Explanation for the KOL
rejects-text-hint = The KOL reads it as it is, also by mail.
rejects-send = Reject
rejects-restore = Restore
rejects-back = Back
rejects-pick-some = Choose 1 to 100 lines.
rejects-count =
    { $count ->
        [one] { $count } line chosen
       *[other] { $count } lines chosen
    }
rejects-why = Rejected: { $why } ({ $text })
rejects-mail-subject =
    { $count ->
        [one] { $count } commission was rejected
       *[other] { $count } commissions were rejected
    }
rejects-mail-lead = Commissions that were not owed yet were rejected for the reason below. If you disagree, tell your account manager: after a check they can be restored.
rejects-mail-again-subject =
    { $count ->
        [one] { $count } commission counts again
       *[other] { $count } commissions count again
    }
rejects-mail-again-lead = What was rejected before counts again.
state-rejected-for-own-purchase = Own purchase
state-rejected-for-false-order = False order
state-rejected-for-duplicate = Duplicate order
state-rejected-for-attribution = Another KOL's sale
state-rejected-for-terms = Terms not kept
state-rejected-for-other = Other
rules-title = Commission rules
rules-lead = A line that meets the conditions follows the rule, every other line its plan. The more specific rule wins.
rules-new = Add a rule
rules-none = No rules yet
rules-none-lead = Every order follows its plan's rate now. Add a rule to change the terms for some products, KOLs or dates.
rules-for = For
rules-pays = Pays
rules-from = From
rules-until = Until
rules-state = State
rules-number = Version
rules-version = version { $version }
rules-all-lines = All lines
rules-asks = { $kind }: { $values }
rules-per-piece = { $amount } for each piece
rules-least = at least { $amount }
rules-most = at most { $amount }
rule-comma = ,{" "}
rule-lead = Saving makes a new version. What earlier orders were frozen with stays.
rule-wrong = Please check what you typed
rule-conditions = Which lines
rule-conditions-hint = What is left empty is not asked. Within a field one value is enough; all fields must fit.
rule-name = Name
rule-products = Product codes, separated by spaces
rule-kol = KOL
rule-brand = Brand
rule-any = Any
rule-categories = Categories
rule-markets = Sold in
rule-sources = Sales channels, separated by spaces
rule-new-buyer = New buyer
rule-yes = Yes
rule-no = No
rule-order-value = Order worth at least ({ $currency })
rule-terms = Terms
rule-pay = Paid as
rule-pay-percent = A percentage
rule-pay-piece = An amount for each piece
rule-percent = Rate (%)
rule-piece = Each piece ({ $currency })
rule-least = Least for a line ({ $currency })
rule-most = Most for a line ({ $currency })
rule-reduced-by = Discounts taken out of the base
rule-reduced-by-hint = A discount of anybody not ticked stays in the base.
rule-without-tax = Take tax out of the base
rule-rounding = Rounding
rule-holding-field = Days until confirmed (empty: the standard)
rule-holding = Days until confirmed
rule-holding-days = { $days } days after delivery
rule-from = First day (empty: now)
rule-to = Last day
rule-save = Save the rule
rule-save-version = Save as a new version
rule-replay = Replay last month
rule-example = Try an example
rule-example-lead = See which rule would hold and who would get what, without saving.
rule-example-sku = Product code
rule-example-currency = Currency
rule-example-price = Unit price
rule-example-quantity = Quantity
rule-example-discount = Discount
rule-try = Try it
rule-result = Result
rule-holds-rule = “{ $name }” holds.
rule-holds-plan = No rule fits: the plan's own terms hold.
rule-base = Base
rule-kol-part = KOL's part
rule-network-part = Network's part
rule-nothing = Nothing
rule-payable = Confirmed, as expected
rule-month = Statement month
rule-considered = Rules considered
rule-wins = holds
rule-missed = does not fit ({ $kinds })
rule-less-specific = fits, but a more specific or older rule wins
rule-replay-title = { $month } replayed
rule-replay-lines = { $changed } of { $lines } lines would change.
rule-replay-was = Was
rule-replay-would = Would be
rule-replay-more = Difference
rule-versions = Versions
rule-end-lead = Once ended it no longer holds for new orders.
rule-end = End this rule
state-rule-product = Product
state-rule-kol = KOL
state-rule-category = Category
state-rule-brand = Brand
state-rule-source = Sales channel
state-rule-new-buyer = New buyer
state-rule-order-value = Order worth at least
state-rule-market = Sold in
state-rule-time-active = In force
state-rule-time-coming = Not yet
state-rule-time-ended = Ended
state-funder-brand = Brand
state-funder-network = Network
state-funder-kol = KOL
state-funder-platform = Sales platform
state-rounding-half-up = Half up
state-rounding-down = Down
notice-rule-saved = The rule is saved and holds for orders from now on.
notice-rule-ended = The rule has ended.
statements-belongs-to = Belongs to { $month }; that month was closed
