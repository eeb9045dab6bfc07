"""The plugins smoopt comes with; they come in by the same door as all others."""
