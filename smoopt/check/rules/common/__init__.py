"""What several rules ask of a page or of an address, and what a page says to the others."""
