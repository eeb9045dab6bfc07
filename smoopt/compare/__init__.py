"""Two built sites side by side: what cards, tags, findings and scores differ."""
