"""The folder that is written to, and what is written there beside the pages."""
