"""The bars of links that `share` and `bookmarks` put into a page, and what they share.

`share_address` makes a network's address for a page, `bar_markup` passes the values to the template
of a bar, among them `icons`, `place` finds the position, `assets` makes the style sheet and the
script, `compose` combines all that, and `bar_options` is the part of the configuration that both
plugins share. The templates are in `share/templates/`.
"""
