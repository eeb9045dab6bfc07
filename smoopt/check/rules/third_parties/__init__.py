"""Which third parties a page's readers contact besides the site, and what would avoid that."""
