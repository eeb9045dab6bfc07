"""Films of others that wait until they are pressed, and pictures that move no text."""
