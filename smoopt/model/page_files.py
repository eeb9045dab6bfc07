"""Which files may be pages, and how smoopt recognises pages that it added itself.

An added page begins with a comment, `<!--smoopt 1f0c9a2e added-->`, whose digits are a checksum of
all that follows. So it is recognised wherever it lies, and no list can make smoopt take one of the
author's pages for its own. The comment counts only as the first bytes of a file, which are never a
guest's.
"""

import codecs
import re
import zlib

# Folders of a project, should smoopt be run on one: nothing in them is a page of the site.
_FOREIGN = frozenset({"node_modules", ".git"})
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_BEGINNINGS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<?xml")
_SIGNATURE = re.compile(rb"<!--smoopt [0-9a-f]{8} added-->")


def has_page_suffix(path: str) -> bool:
    """Tell by its ending whether a file may be a page."""
    return path.lower().endswith(PAGE_SUFFIXES)


def may_be_page(path: str) -> bool:
    """Tell by its path whether a file may be a page; none in `node_modules` and `.git` are."""
    return has_page_suffix(path) and _FOREIGN.isdisjoint(path.split("/"))


def beside(path: str, suffix: str) -> str:
    """Return the path of a file that goes with a page: `a.html` has `a.md` beside it.

    `a.htm` and `a.xhtml`, which may lie in the same folder, have `a.htm.md` and `a.xhtml.md`.
    """
    return f"{path.removesuffix('.html')}{suffix}"


def signed(content: bytes) -> bytes:
    """Put before an added page the comment by which smoopt recognises it.

    Raises ValueError for a page that cannot begin with a comment.
    """
    if content.startswith(_BEGINNINGS):
        raise ValueError(
            "an added page must begin with its doctype, in UTF-8 without a byte order mark or an "
            "XML declaration: smoopt's own comment goes before it"
        )
    return f"<!--smoopt {zlib.crc32(content):08x} added-->".encode() + content


def is_signed(data: bytes) -> bool:
    """Tell whether a page is one that smoopt added, and unchanged since."""
    found = _SIGNATURE.match(data)
    return found is not None and signed(data[found.end() :]) == data
