"""Focus phrases."""
