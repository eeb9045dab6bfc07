"""A whole site built: which pages, by whom, where to, and what is remembered of it."""
