"""The audit: what is wrong with finished pages, whoever made them, changing nothing."""
