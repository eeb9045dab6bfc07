"""Webmentions: links to other sites, the endpoints that accept them, and what was sent."""
