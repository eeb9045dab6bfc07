"""QR codes of addresses."""
