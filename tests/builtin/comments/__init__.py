"""Comments that load nothing before they are asked for."""
