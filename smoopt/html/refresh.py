"""Where a page's `<meta http-equiv=refresh>` leads, also where that is not an address.

https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh (2026-11-30)
"""

import re

import msgspec
from turbohtml import Document

from smoopt.model.late_pattern import late

# Seconds, a separator, and perhaps `url=` and a quote before the address.
_AFTER_SECONDS = late(r"""[\s\d.]*[;,\s]\s*(?:url\s*=\s*)?["']?""", re.IGNORECASE)


class Refresh(msgspec.Struct, frozen=True):
    """The address that readers are sent to, "" for the page itself; it may be none."""

    url: str
    is_address: bool = True


def refresh_of(document: Document) -> Refresh | None:
    """Read the page's refresh, if it has one."""
    try:
        found = document.meta_refresh()
    except ValueError:  # what it names is not an address
        return Refresh(_written(document), is_address=False)
    return None if found is None else Refresh((found[1] or "").strip())


def address_in(content: str) -> str:
    """Return the address in a refresh, with `url=` or, as in Javadoc's, without."""
    written = content.strip()
    seconds = _AFTER_SECONDS.match(written)
    return "" if seconds is None else written[seconds.end() :]


def _written(document: Document) -> str:
    """Return what is written in place of an address."""
    for meta in document.select('meta[http-equiv="refresh" i]'):
        if address := address_in(meta.attr("content") or ""):
            return address
    return ""
