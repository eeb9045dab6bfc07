"""oEmbed answers."""
