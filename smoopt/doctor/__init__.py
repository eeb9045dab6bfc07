"""Checks whether what smoopt needs is there: what is installed, the disk, the site."""
