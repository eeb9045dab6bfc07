"""Cards drawn for pages."""
