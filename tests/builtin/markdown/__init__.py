"""The pages as Markdown."""
