"""Comparing two built sites."""
