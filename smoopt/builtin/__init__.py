"""The plugins that come with smoopt, which use the same interface as all others."""
