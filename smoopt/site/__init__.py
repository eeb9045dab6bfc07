"""A site as a whole: its settings, address, name, titles and feeds."""
