"""The sharing kit: ready posts for each network, within its limits; nothing is ever posted."""
