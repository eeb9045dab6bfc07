"""Files that follow from a page's bytes: compressed copies, and checksums in service workers."""
