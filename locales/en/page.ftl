# The shells around every page: skip link, bar, menus, common words of the script.
page-skip = Skip to content
page-menu = Main menu
page-language = Language
page-account = Account
page-switch = Switch membership
page-sign-out = Sign out
page-cancel = Cancel
page-confirm = Confirm
page-close = Close
page-busy = Sending…
page-copied = Copied
page-keys = Keyboard shortcuts
page-keys-move = Next row, previous row
page-keys-open = Open the selected row
page-keys-search = Go to the search field
page-keys-help = Show this list
page-keys-off = Turn off single-key shortcuts
