"""Marks as strangers can write them who know how checksums are made."""

import zlib
from urllib.parse import quote_from_bytes


def mark(new: str, was: str = "", says: str = "") -> str:
    """Write a mark with a right checksum, as a stranger could, without what closes it."""
    check = zlib.crc32(was.encode() + b"\0" + new.encode())
    quoted = quote_from_bytes(was.encode()).replace("-", "%2D")
    return f"<!--smoopt {check:08x}{f' was {quoted}' if was else ''}{says}-->"
