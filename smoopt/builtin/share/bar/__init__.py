"""The bars of links that `share` and `bookmarks` put into a page, and what they have in common.

`links` writes a network's address for a page, `words` and `icons` hold what a bar shows,
`nav` writes its markup, `place` finds where it goes, `assets` writes the style sheet and the
script, and `options` is the part of the configuration that both plugins share.
"""
