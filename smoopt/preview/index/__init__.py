"""The index: what the preview knows about all pages of a site, and the search in it."""
