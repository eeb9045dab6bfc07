"""The server of the preview: two ports, what answers on them, and what keeps it up to date."""
