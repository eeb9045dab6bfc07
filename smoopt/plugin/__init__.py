"""The plugin API: hooks, how they are called, and what plugins share."""
