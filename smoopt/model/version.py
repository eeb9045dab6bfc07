"""The version of smoopt: once here, and once in pyproject.toml, which a test holds equal."""

__version__ = "0.1.0"
