"""The plugins smoopt comes with, one a file; they come in by the same door as all others."""
