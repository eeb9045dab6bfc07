"""Webmentions: what a site mentions elsewhere, who takes word of that, and what was sent."""
