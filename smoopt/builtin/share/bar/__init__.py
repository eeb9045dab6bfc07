"""The bars of links that `share` and `bookmarks` put into a page, and what they have in common.

`share_address` writes a network's address for a page, `bar_markup` gives the template of a bar what
it shows, `icons` among it, `place` finds where it goes, `assets` writes the style sheet and the
script, `compose` brings all that together, and `bar_options` is the part of the configuration that
both plugins share. The templates are in `share/templates/`.
"""
