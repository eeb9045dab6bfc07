"""Plugins as their authors would write them: with the public names of smoopt alone."""
