"""Sources: plugins that determine the facts of a page."""
