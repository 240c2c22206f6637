### The public site, the inquiry form, the introduction materials, leads

## The public site

leads-front-title = About the network
leads-front-request = Request materials
leads-front-kol = Join as a KOL
leads-front-shops = Open storefronts
leads-front-brands = Brands
leads-front-products = Products
leads-front-steps = How it works
leads-front-terms = Terms
leads-front-storefronts = Storefronts of our KOLs
leads-front-followers = followers
leads-front-empty = The storefronts are being prepared. Request the materials, and we will keep you posted.
leads-front-call = Start with the materials
leads-front-call-text = Send the form and the link to our introduction materials arrives by email at once, free of charge.
leads-count-shops = { $count }
leads-count-brands = { $count }
leads-count-products = { $count }
leads-count-followers = { $count }

## The inquiry form

leads-form-title = Request materials or ask a question
leads-form-lead = Once you send the form, the link to our introduction materials arrives by email at once.
leads-form-errors = Please check your entries
leads-form-must = Required
leads-form-may = Optional
leads-form-kind = You are
leads-form-kind-manufacturer = A manufacturer or brand
leads-form-kind-kol = A KOL or influencer
leads-form-company = Company
leads-form-company-hint = Required for manufacturers. KOLs may leave it empty.
leads-form-name = Your name
leads-form-email = Email address
leads-form-email-hint = The materials will be sent to this address.
leads-form-phone = Telephone
leads-form-category = Category of interest
leads-form-category-none = No selection
leads-form-message = Your message
leads-form-trap = Please leave this field empty
leads-form-notice = { $network } uses the personal data you enter to send you the materials, to answer your question and to contact you about either. It is not passed on to third parties without your consent, except where the law requires it. To see, correct or delete your data, write to { $sender }.
leads-form-consent = I agree to this use of my personal data
leads-form-marketing = Also send me news about products and events
leads-form-marketing-hint = Before the first one, we send a message that asks you to confirm.
leads-form-news = News by email
leads-form-news-yes = Yes
leads-form-news-no = No
leads-form-check = Review your entries
leads-step-fill = Fill in
leads-step-check = Review
leads-step-done = Done
leads-confirm-title = Review your entries
leads-confirm-lead = Nothing has been sent yet. Please check your entries, then send them.
leads-confirm-send = Send
leads-confirm-edit = Change
leads-thanks-title = Thank you
leads-thanks-lead = We have received your inquiry. The link to the introduction materials is on its way to the address you entered.
leads-thanks-held = We have received your inquiry. Three emails with the materials have gone out within 24 hours, so please look for one of those.
leads-thanks-spam = If nothing arrives soon, please check your spam folder and whether the address was typed correctly.
leads-thanks-home = Back to the front page
error-phone-malformed = Please enter the telephone number in digits and hyphens. Example: +81-3-1234-5678
error-form-again = The form was open for too long or was sent too quickly, so it was not accepted. Your entries are still here. Please send it once more.

## The automatic reply

leads-mail-subject = { $network }: your introduction materials
leads-mail-dear = Dear { $name },
leads-mail-hello = Hello,
leads-mail-thanks = Thank you for requesting the introduction materials of { $network }.
leads-mail-again = You also asked for them on { $date }, so here they are again.
leads-mail-link = Your personal link to the materials:
leads-mail-open = Open the materials
leads-mail-until = The link works until { $date }. After that, please request a new one here:
leads-mail-reply = If you have any questions, simply reply to this email.
leads-mail-automatic = This email was sent automatically because your address was entered in the inquiry form of { $network }. If that was not you, please ignore and delete it.

## The introduction materials

leads-deck-title = Introduction materials
leads-deck-about = About the network
leads-deck-categories = Categories
leads-deck-storefronts = Some of the storefronts
leads-deck-storefront = Storefront
leads-deck-city = City
leads-deck-channel = Channel
leads-deck-profile = Known for
leads-deck-contact = Contact
leads-deck-for = Prepared for
leads-deck-on = Date
leads-deck-company = { $company }
leads-deck-person = { $name }
leads-deck-mail = Email
leads-deck-site = Website
leads-materials-lead = How { $network } works, the terms of taking part, and some of its storefronts. The figures are those of the moment you open it.
leads-materials-open = Open the materials (PDF)
leads-materials-until = This link works until { $date }.
leads-materials-next = What comes next
leads-materials-next-text = For questions, or to join, simply reply to the email you received. An account manager will get in touch.
leads-materials-shops = See the open storefronts
leads-gone-title = This link does not work
leads-gone-text = It has expired, or the address is not complete. You can request the materials again at any time.
leads-gone-again = Request the materials again

## Leads

leads-list-title = Leads
leads-list-lead = Everybody who requested materials or asked a question, newest first.
leads-list-csv = Export as CSV
leads-list-all = All
leads-list-search = Company, name or email
leads-list-filter = Filter
leads-list-reset = Clear the filter
leads-list-who = Company and name
leads-list-kind = Kind
leads-list-category = Category
leads-list-status = Status
leads-list-language = Language
leads-list-asked = First asked
leads-list-changed = Last change
leads-list-pages = Pages
leads-list-first = First page
leads-list-next = Next
leads-list-empty-title = No leads
leads-list-empty = Requests from the form of the public site appear here. Share the form’s address at fairs and on business cards.
leads-list-none = No lead matches. Please try other conditions.
leads-csv-id = ID
leads-show-submissions = What was submitted
leads-show-no-message = No message was left.
leads-show-typed = As typed
leads-show-consent = Consent
leads-show-consent-version = Agreed to version { $version }
leads-show-campaign = Campaign
leads-show-referrer = Came from
leads-show-links = Links to the materials
leads-show-links-none = No materials have been sent yet. Use “Send the materials again”.
leads-show-made = Made
leads-show-until = Works until
leads-show-over = Expired
leads-show-opens = Opened
leads-show-opened = Last opened
leads-show-mails = Emails
leads-show-mails-none = No email has been written to this lead yet.
leads-show-history = History
leads-resend = Send the materials again
leads-resend-ask = Send the introduction materials with a new link to { $email }?
leads-act-title = Next step
leads-act-none = Nothing can be done in this state.
leads-act-failed = This could not be carried out
leads-act-reason = Why it was lost
leads-act-spam-ask = Treat this as spam? This address will no longer receive materials. This cannot be undone.
notice-lead-moved = The lead’s status has been updated.
notice-lead-materials-sent = The email with the materials is waiting to be sent.

## States and choices

state-lead-new = New
state-lead-material-sent = Materials sent
state-lead-contacted = Contacted
state-lead-qualified = Qualified
state-lead-proposal = Proposal
state-lead-won = Won
state-lead-lost = Lost
state-lead-spam = Spam
state-lead-act-contact = Mark as contacted
state-lead-act-qualify = Mark as qualified
state-lead-act-propose = Mark as proposal
state-lead-act-win = Mark as won
state-lead-act-lose = Mark as lost
state-lead-act-mark-spam = Treat as spam
state-lead-event-create = Requested materials through the form
state-lead-event-ask-again = Requested materials again
state-lead-event-send-material = Email with the materials queued
state-lead-event-open-materials = Opened the materials for the first time
state-lead-event-contact = Marked as contacted
state-lead-event-qualify = Marked as qualified
state-lead-event-propose = Marked as proposal
state-lead-event-win = Marked as won
state-lead-event-lose = Marked as lost
state-lead-event-mark-spam = Treated as spam
state-lead-kind-manufacturer = Manufacturer or brand
state-lead-kind-kol = KOL or influencer
state-channel-photo-notes = Photo posts
state-channel-short-video = Short videos
state-channel-livestream = Livestreams
state-channel-blog = Blog
state-channel-group-chat = Group chat

## News by email

news-mail-subject = { $network }: please confirm your subscription
news-mail-lead = Thank you for asking for news of { $network }. Before we begin, we need to know that it was you.
news-mail-link = Please open this link and press the button on the page:
news-mail-open = Confirm
news-mail-until = The link works until { $date }.
news-mail-ignore = If it was not you, please ignore this email. Without a confirmation no news will be sent.
news-foot-sender = Sent by
news-foot-why = You receive this email because you confirmed on { $date } that you want our news.
news-foot-stop = Unsubscribe
news-title = News by email
news-confirm-title = Confirm your subscription
news-confirm-lead = News of { $network } will be sent to { $address }. If that is what you want, press the button.
news-confirm-button = Confirm
news-confirmed-title = You are subscribed
news-confirmed-lead = From now on we send news to { $address }. A link at the end of each email ends them at any time.
news-stop-title = Unsubscribe
news-stop-lead = News of { $network } will no longer be sent to { $address }. Emails that answer what you asked for, or that you need, are not affected.
news-stop-button = Unsubscribe
news-stopped-title = You are unsubscribed
news-stopped-lead = No more news will be sent to { $address }.
news-gone-title = This link does not work
news-gone-lead = It has expired, or the address is not complete. If you want our news, please ask for them in the form again.
news-gone-again = Open the form
error-consent-state = This is not possible in the subscription’s current state.
state-consent-asked = To be confirmed
state-consent-confirmed = Subscribed
state-consent-withdrawn = Unsubscribed
