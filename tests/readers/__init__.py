"""Readers of social markup that know nothing of smoopt, and what they should see."""
