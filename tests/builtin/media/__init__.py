"""The box around what stands behind a text."""
