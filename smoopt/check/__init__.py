"""The audit: finds faults in finished pages, whoever made them, and changes nothing."""
