"""Verifies a served site: requests its pages as preview crawlers do, and judges the answers."""
