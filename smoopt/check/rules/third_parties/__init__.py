"""Whom a page's readers' browsers ask besides the site itself, and what would spare them that."""
