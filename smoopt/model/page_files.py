"""Which files may be pages, and how a page that smoopt itself added is told from the author's.

An added page begins with a comment, `<!--smoopt 1f0c9a2e added-->`, whose digits are a checksum of
all that follows. So it is known again wherever it lies, and no list can make smoopt take a page of
the author's for one of its own. The comment counts as the first bytes of a file only, where no
guest's words ever stand.
"""

import re
import zlib

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_SIGNATURE = re.compile(rb"<!--smoopt [0-9a-f]{8} added-->")


def has_page_suffix(path: str) -> bool:
    """Tell by its ending whether a file may be a page."""
    return path.lower().endswith(PAGE_SUFFIXES)


def signed(content: bytes) -> bytes:
    """Give a page that smoopt adds the comment by which it is known again."""
    return f"<!--smoopt {zlib.crc32(content):08x} added-->".encode() + content


def is_signed(data: bytes) -> bool:
    """Tell whether a page is one that smoopt added, and unchanged since."""
    found = _SIGNATURE.match(data)
    return found is not None and signed(data[found.end() :]) == data
