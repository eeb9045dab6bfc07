"""A short checksum of a text, by which pages with the same text are found."""

from functools import lru_cache

import xxhash


@lru_cache(maxsize=256)
def checksum(text: str) -> bytes:
    """Return a text's checksum: eight bytes, b"" for no text."""
    data = text.encode("utf-8", "surrogateescape")
    return xxhash.xxh3_64_digest(data) if text else b""
