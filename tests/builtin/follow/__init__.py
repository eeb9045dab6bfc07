"""Links to the author's profiles."""
