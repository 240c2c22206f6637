# How an amount came about

explain-title = How this amount came about
explain-door = { $amount }: see how it came about
explain-groups = What it is the sum of
explain-lines = Lines
explain-count = { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
explain-base = base { $amount }
explain-no-lines = There are no lines in this group.
explain-all = Back to the whole sum
explain-frozen-note = Terms and amounts were fixed when they came about. Later changes of rates or rules do not change them.
state-explain-stage-source = Where it comes from
state-explain-stage-winner = Whose result it is
state-explain-stage-terms = The terms that apply
state-explain-stage-reckoning = The arithmetic
state-explain-stage-corrections = Corrections
state-explain-stage-sum = The sum
state-explain-stage-waiting = Until it is settled
state-explain-stage-entries = In the ledger
state-explain-stage-statement = In the statement
state-explain-part-estimated-sales = Sales, not yet settled
state-explain-part-confirmed-sales = Sales, settled
state-explain-part-estimated-reversals = Taken back by refunds, not yet settled
state-explain-part-confirmed-reversals = Taken back by refunds, settled
state-explain-part-commissions = Commissions
state-explain-part-fees = Fees and bonuses
state-explain-part-adjustments = Adjustments
state-explain-part-network = The network’s part
state-explain-part-partners = Agencies and referrers
state-explain-part-referred = Parts of other KOLs’ commissions
state-hold-pending = Held
state-hold-posted = Paid
state-hold-voided = Given back
state-hold-expired = Expired
state-explain-about-commission = Commission on { $product }
state-explain-about-reversal = Taken back after a refund of { $product }
state-explain-about-restored = Given again for { $product }
state-explain-about-adjustment = Adjustment ({ $reason })
state-explain-about-fee = { $kind }: { $title }
state-explain-about-debt = Balance below zero
state-explain-about-decision = Decision on a debt ({ $choice })
state-explain-about-hold = Amount held for a payout
state-explain-about-conversion = { $sold } exchanged for { $bought }
state-explain-about-entry = Entry “{ $kind }” ({ $at })
state-explain-booked-for = What it was posted for ({ $kind })
state-explain-about-account = Balance of { $account } ({ $currency })
state-explain-about-month = { $party }: total of { $period }
state-explain-about-commissions = { $party }: commissions of { $period }
state-explain-about-network = Commissions of the whole network in { $period }
state-explain-ordered = Order { $number } from { $source }, placed { $at }
state-explain-ordered-own = Order placed { $at } (order ID { $order })
state-explain-sold = Sold: { $pieces } × { $product } by { $brand }
state-explain-asked = Requested by { $who } on { $at }
state-explain-decided = Decided by { $who } on { $at } ({ $status })
state-explain-waits = It waits for the approval of another person.
state-explain-reads = “{ $text }”
state-explain-borne-by-brand = { $brand } bears it.
state-explain-borne-by-network = The network bears it.
state-explain-agreed = Agreed between { $brand } and { $kol } on { $at }
state-explain-owes = The frozen and available balances of { $kol } together are below zero.
state-explain-since = Below zero since { $at } ({ $days } days).
state-explain-held-for = { $amount } of the available balance of { $payee } held on { $at }
state-explain-held-until = If it is not paid by { $at }, it goes back to the available balance.
state-explain-exchanged = Money of { $payee } exchanged on { $at }
state-explain-won-by-click = Tracked link { $code } was clicked at { $at } and the order came within { $days } days: it is the result of { $kol }.
state-explain-won-by-link = The order carried the link code “{ $code }”: it is the result of { $kol }.
state-explain-won-by-coupon = The coupon code “{ $code }” was used: it is the result of { $kol }.
state-explain-won-by = It is the result of { $kol } (by { $kind }).
state-explain-passed-over = Passed over: { $kind } “{ $code }” ({ $why })
state-explain-passed-over-own = Another claim was passed over: { $kind } ({ $why })
state-explain-by-rule = Rule “{ $name }”, version { $version }
state-explain-by-rule-own = The commission rule that applies to this sale (version { $version })
state-explain-rule-asks = Of the rules that fit it is the most specific one (it asks for: { $kinds }).
state-explain-rule-for-all = It applies to every sale; no more specific rule fits.
state-explain-by-plan = No rule fits, so the terms of the plan apply, revision { $revision }.
state-explain-by-plan-any = No rule fits, so the terms of the plan apply.
state-explain-fixed-at = The terms as they stood at { $at }.
state-explain-by-quote = Rate { $quote } ({ $source }, in force from { $on }: the most recent one on or before the day)
state-explain-chosen = Decided on { $at }: { $choice }
state-explain-price = { $each } × { $pieces } = { $whole }
state-explain-taken-off = − { $amount } ({ $fund }) = { $left }
state-explain-left-in = { $fund } { $amount } is not taken out of the base.
state-explain-tax-out = − { $amount } (tax) = { $left }
state-explain-base = The commission base is { $base }.
state-explain-times-even = { $base } × { $rate } = { $rounded }
state-explain-times-half-up = { $base } × { $rate } = { $exact } → rounded half up to { $rounded }
state-explain-times-down = { $base } × { $rate } = { $exact } → rounded down to { $rounded }
state-explain-per-piece = { $each } for each piece × { $pieces } = { $told }
state-explain-raised = Raised to the least amount: { $from } → { $to }
state-explain-lowered = Lowered to the most: { $from } → { $to }
state-explain-within-base = Never more than the base: { $from } → { $to }
state-explain-frozen = The commission on a base of { $base } was fixed as { $total }.
state-explain-parts = { $total } is split: KOL { $kol }, network { $network } (the parts always add up)
state-explain-parts-of-partners = { $total } is split: KOL { $kol }, agencies and referrers { $partners }, network { $network } (the parts always add up)
state-explain-part-of-kol-after = Of { $total }, what is the KOL’s after agencies and referrers: { $amount }
state-explain-part-of-kol = { $rate } of { $total } is the KOL’s: { $amount }
state-explain-whole-of-brand = The brand owes { $total }.
state-explain-fixed = The amount is { $amount }.
state-explain-guaranteed = Guaranteed { $amount } − commissions of the period { $commission } = { $earned }
state-explain-guarantee-met = Commissions reached the guaranteed { $amount }, so nothing is added.
state-explain-sold-pieces = { $units } pieces were sold in the period.
state-explain-step-reached = { $units } pieces or more: reached, + { $amount }
state-explain-step-missed = { $units } pieces or more: not reached ({ $amount })
state-explain-together = Together { $total }
state-explain-not-yet = It will be reckoned on { $on }.
state-explain-canceled = It was canceled, so there is no amount.
state-explain-converted = { $sold } at { $quote }, rounded half up to { $bought }
state-explain-converted-even = { $sold } at { $quote } is { $bought }
state-explain-corrects = It corrects a commission of { $amount }.
state-explain-given-back = Of the base of { $whole }, what was given back went from { $before } to { $after }.
state-explain-taken-back = { $total } × { $after } ÷ { $whole } = { $exact } → rounded down to { $sum } in all. { $earlier } was taken back before, so this is { $amount }.
state-explain-taken-back-even = { $total } × { $after } ÷ { $whole } = { $exact }, { $sum } in all. { $earlier } was taken back before, so this is { $amount }.
state-explain-taken-back-rest = All of it was given back: after { $earlier } taken back before, the last one takes the remainder: { $amount }
state-explain-taken-back-plain = { $sum } taken back in all, { $earlier } before, so this is { $amount }.
state-explain-given-again = { $amount } counts again, because what had been given back was not.
state-explain-own-back = The KOL’s part of it is { $amount }.
state-explain-corrected-by = Corrected on { $at }: { $amount }
state-explain-left = { $left } is left after that.
state-explain-rejected = Rejected: { $why } ({ $text })
state-explain-sum = { $amounts } = { $sum }
state-explain-sum-equal = The groups add up to the figure shown: { $figure }.
state-explain-sum-differs = The groups add up to { $sum }, but the figure shown is { $figure }: a difference of { $difference }. Please tell the operator.
state-explain-sum-none = There is nothing to add up yet.
state-explain-ledger-equal = The ledger says the same: { $ledger }.
state-explain-ledger-differs = The ledger says { $ledger }: a difference of { $difference }.
state-explain-not-delivered = The delivery is not known yet. It is settled { $days } days after the delivery.
state-explain-holding = Delivered on { $delivered }, held for { $days } days: it is settled on { $on }.
state-explain-holding-over = Delivered on { $delivered }, the { $days } holding days ended on { $on }.
state-explain-held = It waits until an open return or dispute is closed.
state-explain-is-estimated = It is not settled yet; a refund may still change it.
state-explain-is-confirmed = It is settled.
state-explain-status = Status: { $status }
state-explain-posted = Posted as “{ $kind }”, effective { $at }
state-explain-posted-own = Posted as “{ $kind }”, effective { $at }
state-explain-moved = { $account }: { $amount }
state-explain-not-posted = It is not in the ledger yet.
state-explain-in-month = It belongs to { $month }.

## Holds and exchanges

holds-title = Holds
holds-one = Amount held for a payout
holds-lead = Amounts set aside for payouts. Until they are paid, given back or expired they are not available.
holds-status = Status
holds-none = There are no such holds
holds-none-help = When a payout is being prepared, what the API holds for it is shown here.
holds-made = Held at
holds-payee = Payee
holds-expires = Expires
holds-entry = Entry of the hold
holds-end-entry = Entry of its end
holds-end = End this hold
holds-end-help = Giving back returns the amount to the available balance. Paying moves it to the bank’s clearing account. Neither can be undone.
holds-release = Give back
holds-pay = Mark as paid
holds-pay-ask = This marks the amount as paid and cannot be undone. Go on?
holds-pending = Held for payouts now
conversions-title = Exchanges
conversions-lead = Balances of payees that were exchanged: one entry in each currency, joined by the rate.
conversions-none = Nothing was exchanged yet
conversions-none-help = Once a rate is kept, what is exchanged over the API is shown here.
conversions-at = Exchanged at
conversions-sold = Given
conversions-bought = Got
notice-hold-posted = The amount is marked as paid.
notice-hold-voided = The amount was given back.
explain-file = Explanation

## The proof

proof-none = No proof was made yet
proof-none-help = Press the button: seals and sums are checked from the beginning, and the result is kept here.
proof-last = The last proof
proof-again = See how far it is
proof-walked = Seals walked: { $done } of { $total }
notice-proof-started = The proof has begun.
error-proof-state = This proof has ended already.

state-explain-part-samples = Samples charged
state-explain-about-sample = Sample of { $product }
state-explain-sample-asked = { $kol } asked { $brand } for { $pieces } on { $at }
state-explain-terms-accepted = On { $at } the KOL agreed to the terms ({ $treatment }, version { $version }).
state-explain-terms-none = There were no terms for this request, so that the KOL is never charged.
state-explain-post-due = A post is due by { $until }.
state-explain-post-handed = Handed in: { $url }
