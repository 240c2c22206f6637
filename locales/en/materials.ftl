### The library of materials: versions, and who holds which

materials-title = Materials
materials-lead = What you hand out, in versions per language. Once somebody other than the uploader has approved a version, personal links offer it while it is valid.
materials-none = No materials yet
materials-none-next = Add a material, then its PDF versions. Until then only the generated introduction deck is offered.
materials-name = Name
materials-name-hint = Visitors see it too. Example: Price list
materials-kind = Kind
materials-audience = For
materials-waiting = Awaiting approval
materials-holders-count = Holding an old version
materials-version = Version { $number }
materials-new = Add a material
materials-make = Add
materials-versions = Version
materials-versions-none = No versions yet
materials-versions-next = Upload a PDF and submit it for approval.
materials-valid = Valid
materials-maker = Uploaded by
materials-approver = Approved by
materials-note = What changed
materials-note-hint = For staff. Visitors do not see it.
materials-act = Actions
materials-why = Why it is sent back
materials-own = You uploaded this version. Somebody else approves it.
materials-withdraw-ask = Withdraw this version? Personal links will no longer offer it. This cannot be undone.
materials-upload = Upload a version
materials-file = PDF file
materials-file-hint = PDF only, up to { $most } MB.
materials-from = First day
materials-from-hint = From today when left empty.
materials-until = Last day
materials-until-hint = No end when left empty.
materials-send = Upload
materials-kilobytes = { $count } KB
materials-more = Further materials
notice-material-made = The material has been added. Upload its first PDF version next.
notice-material-uploaded = The version has been kept as a draft. Check it, then submit it for approval.
notice-material-moved = The version’s status has been updated.

## Who holds which version

materials-holders = Holders of an old version
materials-holders-lead = Everybody whose last version is no longer the current one of its language. You can email them a personal link to the new one.
materials-holders-none = Nobody holds an old version
materials-holders-next = When a new version comes into force, those who took an earlier one appear here.
materials-held = Version held
materials-hash = File hash
materials-taken = Taken
materials-newest = Current version
materials-newest-none = None in this language
materials-told = Told
materials-renew = Send the new version
materials-renew-all = Send the new version to all
materials-renew-all-ask = Email a personal link to the new version to everybody who has not been told yet? At most 100 emails at a time.
materials-renewed-sent = Emails waiting to be sent: { $count }.
materials-renewed-told = Told before and left out: { $count }.
materials-renewed-held = At the limit of 24 hours and left out: { $count }.
materials-renewed-without = No current version in their language: { $count }.
materials-renewed-more = Send again to reach the rest.
materials-downloads = Downloads
materials-downloads-lead = Which materials and versions this lead took, newest first.
materials-downloads-none = No downloads yet
materials-downloads-next = They appear here once the personal link is used.
materials-lead-page = Lead
materials-deck-now = Made at that moment

## The email about a new version

materials-mail-subject = { $network }: a new version of “{ $material }”
materials-mail-lead = There is a new version (version { $number }) of “{ $material }”, which you received from us earlier.
materials-mail-old = Version { $number }, which you took on { $date }, is out of date. Please use the new one from now on.
materials-mail-open = Open the new version
materials-mail-until = This link works until { $date }.
materials-mail-why = You are receiving this email because you requested this material from { $network } and it has changed.

## States and choices

state-material-kind-guide = Guide
state-material-kind-price-list = Price list
state-material-kind-terms = Terms
state-material-kind-casebook = Casebook
state-material-version-draft = Draft
state-material-version-submitted = Awaiting approval
state-material-version-current = Offered now
state-material-version-upcoming = Approved, not yet valid
state-material-version-expired = Expired
state-material-version-superseded = Superseded
state-material-version-withdrawn = Withdrawn
state-material-act-submit = Submit for approval
state-material-act-approve = Approve
state-material-act-send-back = Send back
state-material-act-withdraw = Withdraw
state-material-event-create = Material added
state-material-event-upload = Version uploaded
state-material-event-submit = Submitted for approval
state-material-event-send-back = Sent back
state-material-event-approve = Approved
state-material-event-supersede = Superseded by a newer version
state-material-event-withdraw = Withdrawn
state-lead-event-renew-material = Told of a new version of a material
error-material-exists = There is a material of this name already. Please choose another name.
error-material-overtaken = Somebody else was faster. Please reload the page and check the latest state.
error-material-state = This cannot be done in the version’s present state.
error-material-same-person = You cannot approve a version that you uploaded. Please ask a colleague.
error-material-span = The last day must not be before the first.
error-material-not-pdf = This cannot be read as a PDF. Please choose a PDF file.
error-material-too-large = The file is larger than 20 MB. Please make it smaller and try again.
