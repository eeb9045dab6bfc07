"""The licence of the pages."""
