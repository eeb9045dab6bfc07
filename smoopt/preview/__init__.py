"""`smoopt preview`: shows pages as the platforms show them, served on this computer."""
