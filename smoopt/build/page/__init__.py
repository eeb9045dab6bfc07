"""One page, from disk to disk."""
