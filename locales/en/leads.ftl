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

## Working with leads

leads-places = Views of leads
leads-board-title = Board
leads-board-lead = Leads by how far they have come, the warmest first.
leads-board-none = No leads at this stage.
leads-board-rest = See as a list
# $count (Number)
leads-board-age = { $count ->
    [one] { $count } day since the first request
   *[other] { $count } days since the first request
}
leads-list-score = Score
leads-list-owner = Owner
leads-list-mine = Mine
leads-list-reply = Reply
leads-list-overdue = Reply overdue
leads-list-reply-due = Reply due
leads-owner-nobody = Nobody
leads-owner-give = Choose the owner
leads-owner-save = Save
leads-show-first-touch = First touch
leads-show-last-touch = Last touch before the form
leads-show-qr = QR code
leads-show-replied = First reply
leads-show-next = Next automatic email
leads-show-lost = Why it was lost
leads-show-asked = Request through the form
leads-show-mailed = Email:
leads-show-to = {" "}→ { $name }
leads-answer = Record that they answered
leads-act-note = Note
leads-act-win-ask = Mark as won and invite { $email }? A new organization will be created in the network.
leads-note = Note
leads-note-keep = Add the note
leads-tasks = Tasks
leads-tasks-title = My tasks
leads-tasks-lead = Your open tasks, the overdue ones first.
leads-tasks-none = No open tasks
leads-tasks-none-help = Add a task on a lead’s page and it will appear here.
leads-tasks-of-lead-none = No tasks yet.
leads-task-title = What
leads-task-due = Due
leads-task-lead = Lead
leads-task-act = Action
leads-task-owner = Who
leads-task-me = Me
leads-task-make = Add a task
leads-task-late = Overdue
leads-task-done = Done
leads-task-finish = Done
leads-task-finish-one = Mark “{ $title }” as done
leads-task-reopen = Reopen
leads-task-reopen-one = Reopen “{ $title }”
# $count (Number)
leads-score-of = { $count } points
leads-score-none = Nothing to give points for yet.
leads-score-category = Category sold in the network
# $count (Number)
leads-score-opened = Materials opened: { $count }
# $count (Number)
leads-score-revisit = Further requests: { $count }
# $count (Number)
leads-score-complete = Optional fields filled: { $count }
leads-score-domain = Company email address
leads-score-free-mail = Free email service
leads-score-answered = Answered us
# $count (Number)
leads-score-faded = Faded without a sign (halvings: { $count })
leads-score-help = Halves every 30 days after the last sign.
leads-won-title = Organization
leads-won-invite = Send the invitation again
leads-assignment-title = Assignment
leads-assignment-lead = Who is given new leads, and how soon they are answered.
leads-rules = Rules
leads-rules-help = The first rule that fits decides, from the top. If that person is away, the lead is given in turn.
leads-rules-none = No rules: all leads are given in turn.
leads-rule-add = Add the rule
leads-rule-raise = Move up
leads-rule-drop = Remove
leads-turns = Turns
leads-turns-help = The larger the number, the more leads. 0 means none. From 0 to 100.
leads-turns-who = Member
leads-turns-role = Role
leads-turns-weight = Weight
leads-turns-weight-of = Weight of { $name }
leads-away = Absences
leads-away-help = No new leads are given during these days.
leads-away-none = No absences planned.
leads-away-from = First day
leads-away-until = Last day
leads-away-add = Add the absence
leads-terms = Time to reply
leads-terms-help = Counted in days on which both the network and the reader’s country work. Applies to new leads.
leads-terms-days = Business days until the first reply
leads-late-subject = Action needed: reply to { $name } is overdue
leads-late-lead = The lead below was not answered in time. Please look at it and get in touch.
leads-late-link = Open the lead
leads-step-case-maker-subject = { $network }: how other manufacturers use the network
leads-step-case-maker =
    Thank you for requesting the materials of { $network }.

    Here is how manufacturers in the network usually begin: with two or three products, adding more as they see what KOLs respond to. Our account managers help with labels and specifications.

    You can see the open storefronts on the page below.
leads-step-call-maker-subject = { $network }: shall we talk?
leads-step-call-maker =
    Have you had a chance to look at the materials of { $network }?

    If you have questions, we would be glad to explain terms and next steps in an online call of about 30 minutes.

    Please reply with two or three times that suit you.
leads-step-case-kol-subject = { $network }: how KOLs work with us
leads-step-case-kol =
    Thank you for requesting the materials of { $network }.

    Here is how KOLs in the network usually begin: they try samples, then put a few products into their own storefront. Commissions can be seen for each order.

    You can see the open storefronts on the page below.
leads-step-call-kol-subject = { $network }: shall we talk?
leads-step-call-kol =
    Have you had a chance to look at the materials of { $network }?

    We would be glad to explain storefronts and commissions in an online call of about 30 minutes.

    Please reply with two or three times that suit you.
leads-alike-title = Likely duplicates
leads-alike-lead = Leads with the same phone number, or the same company domain and a similar name. Merging moves all requests, emails, notes and tasks to this lead.
leads-alike-none = No likely duplicates
leads-alike-none-help = Leads with the same number or company will appear here.
leads-alike-back = Back to the lead
leads-alike-sure = I understand that this cannot be undone
leads-alike-warning = The merged lead’s address will lead to this one.
leads-alike-merge = Merge into this lead
error-merge-unsure = Please confirm that this cannot be undone.
error-lead-owner-same = The lead is already theirs.
error-lead-not-won = This lead has not been won yet.
error-lead-merge = These leads cannot be merged: one has been merged already, or they are of different kinds.
error-lead-rules-full = There can be 50 rules at most. Remove one first.
error-task-state = This task has been changed already.
error-invitation-used = This invitation has been used. Please sign in.
error-invitation-expired = This invitation has expired. Please ask your account manager to send it again.
error-password-wrong = The password is not right.
error-password-differs = The two passwords differ.
notice-lead-merged = The leads have been merged.
notice-lead-noted = The note has been added.
notice-lead-task-made = The task has been added.
notice-lead-task-changed = The task has been updated.
notice-lead-assigned = The owner has been changed.
notice-lead-answered = The answer has been recorded.
notice-lead-invited = The invitation is waiting to be sent.
notice-lead-assignment-changed = The assignment has been updated.
notice-invitation-accepted = You have joined. Please sign in with your password.

## Invitations

invitation-title = Join the network
invitation-lead = You are invited to { $network } to act for { $organization }.
invitation-email = Email address
invitation-name = Name
invitation-until = Good until
invitation-password = Password
invitation-password-hint = 10 to 200 characters, and not one character over and over.
invitation-repeat = Password again
invitation-password-known = Your present password
invitation-password-known-hint = This address has an account. Enter its password to act for this organization as well.
invitation-accept = Join
invitation-over-title = This invitation cannot be used
invitation-over-used = It has been used already. Please sign in.
invitation-over-expired = It has expired, or the address is not right. Please ask your account manager to send it again.
invitation-mail-subject = { $network }: your invitation
invitation-mail-lead = Welcome to { $network }. Please set a password behind the link below to act for { $organization }.
invitation-mail-link = Set a password

## States and choices (work)

state-lead-step-case = Case study
state-lead-step-call = Offer of a call
state-lost-reason-terms = Terms
state-lost-reason-timing = Timing
state-lost-reason-fit = Not a fit
state-lost-reason-competitor = Went elsewhere
state-lost-reason-silence = No answer
state-lost-reason-other = Other
state-invitation-open = Invited
state-invitation-used = Joined
state-invitation-expired = Expired
state-lead-event-assign = Owner changed
state-lead-event-answer = Answered us
state-lead-event-task = Task added
state-lead-event-task-finish = Task done
state-lead-event-task-reopen = Task reopened
state-lead-event-escalate = Owner told that the reply is overdue
state-lead-event-step-case = Case study queued
state-lead-event-step-call = Offer of a call queued
state-lead-event-step-end = Automatic emails ended
state-lead-event-merge = Merged into another lead
state-lead-event-take-in = Took in a duplicate
state-lead-event-invite = Invitation sent again
state-likeness-phone = Same phone number
state-likeness-company = Same domain, similar company

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
