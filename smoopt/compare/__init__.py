"""Compares two built sites: differences of cards, tags, findings and scores."""
