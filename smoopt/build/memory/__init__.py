"""What one run remembers for the next."""
