"""What several rules need to know about a page or an address, and the summaries of pages."""
