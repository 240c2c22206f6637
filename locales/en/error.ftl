## Accounts and permissions

error-unauthenticated = You need to be signed in to open this page. Please sign in.
error-sign-in-wrong = The email address or password is not correct. Please check both and try again.
error-sign-in-locked =
    { $minutes ->
        [0] Sign-in is paused after several failed attempts. Please wait a while and try again.
        [one] Sign-in is paused after several failed attempts. Please try again in one minute.
       *[other] Sign-in is paused after several failed attempts. Please try again in { $minutes } minutes.
    }
error-session-expired = Your session has expired. Please sign in again.
error-session-reused = For your security, you have been signed out. Please sign in again. If this was not you, we recommend changing your password.
error-forbidden = You do not have permission to do this. If you need it, please ask an administrator of your organization.
error-email-taken = This email address is already registered. Please sign in or use another address.
error-link-expired = This link has expired or has already been used. Please request a new one.
error-csrf = We could not confirm that this request is safe, so it was not accepted. Please reload the page and submit it again.

## General

error-missing = We could not find this page or record. It may have been deleted, or its address may have changed.
error-invalid = Some entries need your attention. Please follow the note beside each field and submit again.
error-refused = This is not possible in the current state. Please reload the page and check the latest state.
error-taken = The same entry already exists. Please change it and try again.
error-stale = Someone else updated this first. Please reload the page, check the latest version and try again.
error-too-large = The data is too large. Please make it smaller or send it in parts.
error-too-often =
    { $seconds ->
        [one] Too many requests in a short time. Please try again in one second.
       *[other] Too many requests in a short time. Please try again in { $seconds } seconds.
    }
error-busy = The service is busy right now. Please wait a moment and try again.
error-broken = Sorry, something went wrong on our side. Please try again later. If it keeps happening, please contact the network operator.
error-method-not-allowed = This address does not accept that operation. Please check the method and the address.

## Fields

error-field-required = This field is required. Please fill it in or choose an option.
error-field-too-long =
    { $limit ->
        [one] Please use one character at most.
       *[other] Please use { $limit } characters or fewer.
    }
error-field-too-short =
    { $limit ->
        [one] Please enter at least one character.
       *[other] Please use { $limit } characters or more.
    }
error-field-wrong = This entry cannot be accepted. Please check it.
error-text-damaged = Some characters could not be read. Please type this again.
error-choice-unknown = Please choose one of the options listed.
error-email-malformed = This is not a valid email address. Example: name@example.com
error-amount-malformed = Please enter the amount in digits. Example: 1,980
error-amount-negative = Please enter an amount of 0 or more.
error-amount-too-large = This amount is too large. Please check the number of digits.
error-currency-unknown = This currency is not supported. Please choose one that is.
error-currency-mismatch = The currencies differ. Please use the same currency throughout.
error-rate-out-of-range = Please enter a rate between 0% and 100%, with up to four decimal places.
error-date-malformed = This is not a valid date. Example: 2026-11-22
error-number-malformed = Please enter a number.
error-number-out-of-range = Please enter a number between { $min } and { $max }.
error-consent-required = Please read this and give your consent to continue.
error-slug-malformed = Please use lowercase letters, digits and hyphens. Example: aoi-select
error-slug-taken = This URL name is already in use. Please choose another.

## Products, listings, images

error-picture-unreadable = We could not read this image. Please upload it as JPEG, PNG or WebP.
error-picture-too-large = This image is too large. Please make it smaller and upload it again.
error-picture-too-many = There are too many images. Please remove some.
error-jan-malformed = A JAN code has 8 or 13 digits. Please check the number.
error-jan-check-digit = The check digit of this JAN code does not match. Please check the number.
error-sku-taken = This SKU is already in use. Please choose another.
error-product-state = This is not possible in the product’s current state. Please reload the page and check its state.
error-product-incomplete = Some product information is missing. Please complete it and try again.
error-listing-state = This is not possible in the listing’s current state. Please reload the page and check its state.
error-listing-exists = This product is already in the storefront. Please check the storefront’s product list.

## Samples, leads, orders

error-sample-state = This is not possible in the sample request’s current state. Please reload the page and check its state.
error-sample-not-offered = No samples are offered for this product. Please choose a product that offers them.
error-sample-duplicate = A sample of this product has already been requested. Please check the status of that request.
error-lead-state = This is not possible in the lead’s current state. Please reload the page and check its state.
error-order-currency = The network takes no orders in this currency. Check which currencies it takes.
error-order-duplicate-line = A line number appears more than once. Please check the line numbers.
error-order-line-unknown = This order has no such line. Please check the line number.
error-order-exists = This order number is already registered. Please check the list of orders.
error-order-event-exists = This notification has already been received. There is no need to send it again.
error-order-conflict = This differs from line { $line } of the same order. Please correct one of the two lines.
error-order-repeated = This is the same as line { $line }. Please delete the repeated line.
error-lead-exists = A lead with this email address is already registered. Please check the list of leads.
error-entry-exists = This transaction has already been posted. There is no need to post it again.

## Imports, mail, API

error-encoding-unknown = We could not tell the file’s character encoding. Please save it as UTF-8 and upload it again.
error-import-empty = The file has no data rows. Please check it and upload it again.
error-import-headings = The file’s headings do not match the expected format. Please use the headings of the template.
error-row-cells = This row’s number of cells ({ $found }) does not match the headings ({ $expected }). Please check the delimiters and quotation marks.
error-import-duplicate-file = This file has already been imported. Please check the import history.
error-import-state = This is not possible in the import’s current state. Please reload the page and check its state.
error-mail-state = This is not possible in the mail’s current state. Please reload the page and check its delivery status.
error-json-malformed = The JSON could not be read. Please check its syntax and the types of its fields.
error-idempotency-key-required = An Idempotency-Key header is required. Please send a different value with each operation.
error-idempotency-key-reused = This Idempotency-Key was used for a different request. Please send a new value.
error-idempotency-key-malformed = The Idempotency-Key is not valid. Please send a value such as a UUID.
error-order-line-state = The order line does not allow this in its present state.
error-date-order = Please check the order of the dates.
error-order-lines = An order has 1 to { $most } lines.
error-adjustment-same-person = You cannot decide on your own request. Ask somebody else.
error-adjustment-state = The adjustment is not in a state for this. Reload the page.
error-commission-not-open = The commission is not one that waits to be owed, so it cannot be rejected. Correct what is owed with an adjustment.
error-fee-state = The fee is not in a state for this. Reload the page.
error-debt-too-young = It is too early to invoice or write off. Choose to wait.
error-debt-decided = Somebody else decided on this balance first. Reload the page.
error-amount-zero = Enter an amount other than zero.
error-period-wrong = The last day must not be before the first, nor more than 400 days later.
error-ladder-malformed = Check line { $line }: one step a line like “100 = 50000”, rising, ten at most.
error-rule-values = At most 200 values.
error-rule-limits = The most must not be below the least.
error-rule-in-past = It cannot begin in the past: earlier orders stay as they were frozen.
error-rule-ended = This rule has ended already.
error-rule-no-plan = The product had no plan at that time.

## Ledger

error-entry-sealed = Another process is sealing entries. Please try again in a moment.
error-period-closed = This month is already closed.
error-period-order = Months are closed in order. Please close the oldest open month first.
error-period-not-over = This month is not over yet. It can be closed a day after its end.
error-period-unsound = The check of the ledger found something. Please open the check and clear it up before closing.
error-entry-of-order = This entry belongs to an order. Please record a cancellation or refund on the order.
error-entry-of-hold = This entry belongs to a held amount. Please post or void the hold.
error-entry-reversed = This entry is already reversed.
error-entry-reversed-partly = A part of this entry is already reversed, so the whole cannot be.
error-balance-short = The available balance is too low for this amount.
error-hold-state = This held amount has already ended. Please reload it and check its state.
error-hold-expired = This held amount has expired and cannot be posted.
error-fx-no-rate = There is no rate for these currencies on or before this date. Please record one first.
error-fx-same-currency = Please choose two different currencies.
error-fx-rate-malformed = Please enter a rate above 0 with up to eight decimal places. Example: 4.5678
error-fx-too-small = This amount is too small to be exchanged.
error-amount-not-positive = Please enter an amount greater than 0.
error-entry-of-beside = This entry belongs to a correction, a fee or a debt. Ask for an adjustment that takes it back.
error-partner-exists = The KOL has an agreement of this kind in that period already. End it first.
error-partner-in-past = The day has passed. Please choose today or a later day.
error-partner-self = A KOL cannot have a part of its own commissions.
error-partner-kind = This party cannot be paid as such. An agency must be an MCN, a referrer an MCN or a KOL.
error-partner-ended = This agreement has ended already.
error-invoice-number-malformed = This is not a registration number. Please enter “T” and 13 digits.
error-invoice-number-check = The check digit does not fit. Please compare the number with your notice of registration.

error-sample-extended = The day can be put off only once.
error-sample-fixes-used = You may ask twice at most. Please confirm the post or talk to the account manager.
error-sample-sponsored = A sponsored sample can never be charged to the KOL.
error-sample-no-deposit = There is no deposit for this sample.
error-sample-deposit-short = The KOL’s available balance does not cover the deposit, so the request cannot be approved yet.
error-terms-not-accepted = Please tick the box to agree to the terms. Without it a sample cannot be requested.
error-terms-changed = The terms have changed. Please read the new ones and agree again.
error-url-malformed = Enter an address that begins with http:// or https://.
error-entry-of-sample = This entry belongs to a sample. It is settled on the sample’s page.
