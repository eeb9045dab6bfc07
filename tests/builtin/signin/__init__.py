"""Signing in: the author elsewhere, readers here."""
