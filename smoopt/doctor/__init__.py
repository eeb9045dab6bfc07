"""What smoopt needs, and whether it is there: what is installed, the disk, the site."""
