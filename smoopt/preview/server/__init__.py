"""The server of the preview: its two ports, the applications on them, and what follows changes."""
