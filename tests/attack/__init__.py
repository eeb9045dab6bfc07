"""Long attacks on what smoopt promises: `make attack` runs them, `make test` a short one of each.

What they do is in tests/support/, so that both do the same.
"""
