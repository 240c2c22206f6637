### The KOL's catalogue, storefront, listings and coupons; the public shop

## Errors

error-storefront-none = You have no storefront yet. Please open one first.
error-storefront-exists = Your storefront is open already. Please reload the page.
error-plan-ended = This product cannot be picked at the moment. Please choose another one.
error-coupon-malformed = Use 3 to 20 letters, digits and hyphens, for example LINXI8.
error-coupon-taken = This coupon code is in use already. Please choose another one.
error-coupon-too-many = You can have up to 10 coupon codes.

## Notices

notice-storefront-first = Please open your storefront before you pick products.
notice-storefront-opened = Your storefront is open.
notice-storefront-revised = Your storefront has been saved.
notice-listing-picked = The product is in your storefront.
notice-listing-pause = The listing is paused.
notice-listing-resume = The listing is shown again.
notice-listing-delist = The listing has been taken down.
notice-listing-comment = Your comment has been saved.
notice-coupon-made = The coupon code is yours.

## States and choices

state-listing-listed = Listed
state-listing-paused = Paused
state-listing-delisted = Delisted
state-sort-newest = Newest
state-sort-rate = Highest commission
state-sort-price = Lowest price
state-theme-indigo = Indigo
state-theme-matcha = Matcha
state-theme-sakura = Cherry blossom
state-theme-sumi = Ink
state-theme-yuzu = Yuzu
state-platform-photo-notes = Photo posts
state-platform-short-video = Short videos
state-platform-livestream = Livestreams
state-platform-blog = Blog
state-platform-group-chat = Group chats

## Catalogue

pick-title = Catalogue
pick-lead = Choose what you want to present in your own storefront.
pick-search = Search by name or SKU
pick-category = Category
pick-category-all = All
pick-sort = Sort by
pick-sample-only = With samples only
pick-apply = Apply
pick-clear = Clear the filter
pick-empty-filtered-title = Nothing fits
pick-empty-filtered = Try a shorter search, or choose all categories.
pick-empty-title = No products are published yet
pick-empty = Products appear here once they have passed review.
pick-untranslated = Not in English
pick-untranslated-note = This product has no English texts yet. You see the original.
pick-before-tax = before tax
pick-terms = { $rate } commission, { $amount } a piece
pick-picked = In your storefront
pick-sample = Samples offered
pick-sample-none = Not offered
pick-sample-label = Samples
pick-pages = Pages
pick-next = Next page
pick-breadcrumbs = You are here
pick-refused = The product was not added
pick-price = Price
pick-rate = Commission rate
pick-per-unit = Your commission a piece
pick-per-unit-hint = What you get for one piece at the full price, after the operator’s share ({ $share } of the commission).
pick-sku = SKU
pick-to-storefront = See my storefront
pick-comment = Your comment
pick-optional = optional
pick-comment-hint = Shown on the product page as your words, up to 500 characters. Please avoid claims of effect and superlatives such as “best” or “No. 1”.
pick-submit = Add to my storefront
pick-no-plan = This product cannot be picked at the moment.
pick-sample-title = Try it first
pick-sample-text = Before you present it you can ask the brand for a sample.
pick-sample-request = Request a sample
pick-points = Selling points
pick-description = Description

## My storefront

storefront-title = My storefront
storefront-edit = Edit storefront
storefront-visit = See the public page
storefront-refused = That could not be done
storefront-address = Public address
storefront-copy = Copy
storefront-links = Make a tracked link
storefront-profile = Settings
storefront-theme = Colours
storefront-platform = Where you are known
storefront-followers = Followers
storefront-city = City
storefront-open-title = Open your storefront
storefront-open-lead = Choose an address and colours and introduce yourself; the storefront is public at once. You can change everything later.
storefront-wrong = Please check your entries
storefront-colon = {": "}
storefront-slug = Address
storefront-required = required
storefront-optional = optional
storefront-slug-hint = 3 to 40 lower-case letters, digits and hyphens. After a change the old public address stops working (tracked links keep working).
storefront-name = Name of the storefront
storefront-bio = About you
storefront-open = Open the storefront
storefront-save = Save
storefront-back = Back

## Listings

listing-title = On the shelf
listing-empty-title = Nothing on the shelf yet
listing-empty = Choose products from the catalogue.
listing-to-catalogue = To the catalogue
listing-gone = A product that is no longer published
listing-not-published = Not shown: the product is not published
listing-per-unit = a piece, { $rate } commission
listing-up = Up
listing-down = Down
listing-pause = Pause
listing-resume = Resume
listing-delist = Take down
listing-delist-question = Take this product out of your storefront? If you pick it again, the commission rate of that day applies.
listing-comment = Edit the comment
listing-comment-label = Your comment
listing-comment-save = Save the comment
listing-delisted = Taken down
listing-again = Pick again

## Coupons

coupon-title = Coupon codes
coupon-empty = With a code of your own, orders count for you even when the buyer did not use your link.
coupon-text = Read it aloud in your posts and streams. Orders that carry it count for you.
coupon-new = New code
coupon-hint = 3 to 20 letters, digits and hyphens
coupon-make = Make it mine

## Public shop

shop-disclosure-label = Ad
shop-disclosure-text = The person who presents these products earns a commission when you buy them.
shop-empty-title = Coming soon
shop-empty = No products are presented here at the moment.
shop-first = To the first page
shop-home = To the home page
shop-shelf = Presented here
shop-before-tax = before tax
shop-pages = Pages
shop-next = More
shop-breadcrumbs = You are here
shop-buy = How to buy
shop-description = Description
shop-order-title = How to buy
shop-order-lead = The seller’s own shop sells this product. There is no checkout on this page.
shop-order-seller = Find the product in the shop of the seller, { $brand }.
shop-order-coupon = Enter the coupon code when you order.
shop-order-note = Paste this text into the order’s note as it is.
shop-copy = Copy
shop-seller = Sold and shipped by
shop-ships = Ships from
shop-ships-text = Japan
shop-import-title = Delivery abroad
shop-import-standards = The product meets Japanese standards, which may differ from those of your country.
shop-import-label = It is sent directly from Japan and may have no Chinese label; please read the description on this page.
shop-import-personal = It is for personal use only and must not be resold.
