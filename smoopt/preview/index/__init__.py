"""The index: what the preview knows of all pages of a site, and how pages are found in it."""
