### Product submission, product review, pictures

letter-greeting = Dear { $name },
letter-closing = This mail was sent automatically; please do not reply to it. If you have any questions, please contact your account manager.

state-product-draft = Draft
state-product-submitted = Submitted
state-product-in-review = In review
state-product-changes-requested = Changes requested
state-product-published = Published
state-product-suspended = Suspended
state-product-rejected = Rejected
state-product-withdrawn = Withdrawn
state-category-skincare = Skincare
state-category-tea = Tea
state-category-sweets = Sweets
state-category-food = Food
state-category-health = Health
state-category-kitchen = Kitchen
state-category-craft = Crafts
state-category-baby = Baby
state-category-fragrance = Fragrance
state-category-stationery = Stationery
state-reject-reason-needs-more-detail = Needs more detail
state-reject-reason-does-not-meet-requirements = Does not meet the requirements
state-reject-reason-not-the-right-fit = Not the right fit
state-reject-reason-other = Other

product-name = Product name
product-sku = SKU

review-reason = Reason
review-note = Reviewer’s note

review-mail-approved-subject = Approved: “{ $name }” is published
review-mail-approved-lead = Your product has passed the review and is published in the catalogue. KOLs can now pick it for their storefronts.
review-mail-changes-subject = Changes requested: please check “{ $name }”
review-mail-changes-lead = Some points of your product need to be changed. Please read the note, make the changes and submit it again.
review-mail-rejected-subject = Result of the review: “{ $name }”
review-mail-rejected-lead = After the review, your product was not accepted for the catalogue this time.
review-mail-link = Open the product
