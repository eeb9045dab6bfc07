"""Sources: plugins that know facts of a page."""
