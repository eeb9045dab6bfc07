"""The report for people: one HTML page with scores, trends, and every rule in words."""
