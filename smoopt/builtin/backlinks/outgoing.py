"""The links in a page's text to other pages of the site, with their sentences."""

import msgspec
from turbohtml import Element

from smoopt.html.after_text import is_of_text
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.plain_text import excerpt, sentence_around
from smoopt.site.site import Site

_BLOCKS = "p, li, dd, td, blockquote, figcaption"


class Outgoing(msgspec.Struct, frozen=True):
    """A page's title, and the pages that it links to, each with the linking sentence, or ""."""

    title: str
    links: dict[str, str]


def outgoing(page: Page, site: Site, *, with_sentences: bool) -> dict[str, str]:
    """Return the pages that the text links to, each with the sentence of its first link."""
    found: dict[str, str] = {}
    content = page.content
    for link in () if content is None else content.find_all("a"):
        reference = link.attr("href") or ""
        place = None if reference.startswith("#") else site.file(page, reference)
        path = None if place is None else site.behind(place)
        if path is None or path == page.path or path in found or _is_tag(link):
            continue
        if content is not None and is_of_text(link, content):
            found[path] = sentence_of(link) if with_sentences else ""
    return found


def _is_tag(link: Element) -> bool:
    return "tag" in (link.attr("rel") or "").lower().split()


def sentence_of(link: Element) -> str:
    """Return the sentence around a link, "" if it says no more than the link."""
    block = link.closest(_BLOCKS)
    words = own_text(link)
    if block is None or not words:
        return ""
    found = sentence_around(own_text(block), words)
    return excerpt(found) if found != words else ""
