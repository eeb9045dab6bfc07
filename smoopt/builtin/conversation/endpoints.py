"""A page's endpoints for webmentions and pingbacks, as links in its head.

https://www.w3.org/TR/webmention/#sender-discovers-receiver-webmention-endpoint and
https://www.hixie.ch/specs/pingback/pingback#TOC2.2 (2026-12-01)
"""

from collections.abc import Iterator

from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span


def endpoint_edits(page: Page, addresses: dict[str, str]) -> Iterator[Edit]:
    """Yield a link for each endpoint, by `rel`, unless the page has such a link anywhere."""
    for rel, address in addresses.items():
        if not address or (position := slot(page, "head")) is None or _is_named(page, rel):
            continue
        link = markup.link(rel, address, xhtml=page.xhtml)
        yield Edit(Span(position, position), link, rel, f"option {rel}")


def _is_named(page: Page, rel: str) -> bool:
    # A sender looks for it in the whole page.
    selector = f'link[rel~="{rel}" i], a[rel~="{rel}" i]'
    return rel in page.text.lower() and page.document.select_one(selector) is not None
