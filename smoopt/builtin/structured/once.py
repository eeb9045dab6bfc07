"""Leaves out of a new node what the page's own tags state."""

from collections.abc import Iterator

from msgspec.structs import replace

from smoopt.builtin.structured.described import Described
from smoopt.html.page import Page

# Its address and name are required: https://developers.google.com/search/docs/appearance/site-names
# (2026-12-01).
_WHOLE = "WebSite"
# Tags that readers of JSON-LD use if a member is missing:
# https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb (2026-12-01)
_DESCRIPTIONS = ("description", "og:description")
_URLS = ("canonical", "og:url")


def said_once(found: Described, page: Page) -> Described:
    """Remove from the node about a page what the page's own tags state."""
    spared = {*_spared(found, page)}
    return replace(
        found,
        node={name: value for name, value in found.node.items() if name not in spared},
        origins={name: why for name, why in found.origins.items() if name not in spared},
    )


def _spared(found: Described, page: Page) -> Iterator[str]:
    html = page.document.find("html")
    if html is not None and html.attr("lang") == found.node.get("inLanguage"):
        yield "inLanguage"
    if any(page.first_tag(key) for key in _DESCRIPTIONS):
        yield "description"
    if found.type == _WHOLE:
        return
    # Nothing in the page refers to it.
    yield "@id"
    tags = map(page.first_tag, _URLS)
    if any(tag is not None and tag.value == found.node["url"] for tag in tags):
        yield "url"
