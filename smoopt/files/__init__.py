"""The disk: what lies in a folder, what has changed in it, and how a file is written."""
