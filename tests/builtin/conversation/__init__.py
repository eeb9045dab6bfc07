"""What is said of pages elsewhere."""
