"""Asking other hosts, within limits: the one place that does, and what is written down of it."""
