"""Pages that link to a page."""
