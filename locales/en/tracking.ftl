### Tracked links

error-link-code-taken = No code could be given to the link. Please try again.
error-link-path = A link cannot lead to this address.

notice-link-made = The tracked link is ready.

state-channel-wechat = WeChat
state-channel-xiaohongshu = Xiaohongshu (RED)
state-channel-douyin = Douyin
state-channel-weibo = Weibo
state-channel-instagram = Instagram
state-channel-line = LINE
state-channel-youtube = YouTube
state-channel-mail = Email
state-channel-print = Print
state-channel-other = Other

links-title = Tracked links
links-lead = Make a short link for each post and see where clicks come from and how many.
links-wrong = The link was not made
links-no-storefront-title = You have no storefront yet
links-no-storefront = Tracked links lead to your storefront. Please open it first.
links-open-storefront = Open the storefront
links-target = Leads to
links-whole = The whole storefront
links-gone = A product that is no longer published
links-channel = Channel
links-choose = Please choose
links-make = Make the link
links-empty-title = No links yet
links-empty = Choose where your first link leads and where you will put it.
links-address = Address
links-clicks = Clicks
links-made = Made
links-copy = Copy
links-pages = Pages
links-next = Next page
