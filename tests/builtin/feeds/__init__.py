"""Feeds that smoopt writes."""
