"""A feed in Atom: https://www.rfc-editor.org/rfc/rfc4287 (2026-12-01)."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from smoopt.builtin.feeds.article import Article
from smoopt.builtin.feeds.channels import Channel
from smoopt.model.plain_text import valid
from smoopt.site.site import Site

if TYPE_CHECKING:
    from lxml import etree

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_ATTRIBUTES: Mapping[str, str] = {}


def atom(channel: Channel, site: Site, own: str, hub: str) -> bytes:
    """Write a feed; `own` is its address, `hub` that of its WebSub hub, if it has one."""
    from lxml import etree  # noqa: PLC0415 - 12 ms, for who writes a feed

    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "title", channel.title)
    home = site.address(f"{channel.folder or ''}index.html")
    _add(feed, "id", own)
    days = (article.updated for article in channel.articles)
    _add(feed, "updated", max(days, key=datetime.fromisoformat))
    _add(feed, "link", attributes={"rel": "self", "type": "application/atom+xml", "href": own})
    _add(feed, "link", attributes={"rel": "alternate", "type": "text/html", "href": home})
    if hub:  # https://www.w3.org/TR/websub/#discovery (2026-12-01)
        _add(feed, "link", attributes={"rel": "hub", "href": hub})
    # An entry without an author has the feed's.
    _add(_add(feed, "author"), "name", site.name.value if site.name else site.url)
    _add(feed, "generator", "smoopt")
    for article in channel.articles:
        _entry(_add(feed, "entry"), article)
    etree.indent(feed)
    written: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(entry: "etree._Element", article: Article) -> None:
    if article.language:
        entry.set(_LANG, article.language)
    _add(entry, "title", article.title)
    _add(entry, "id", article.url)
    _add(entry, "link", attributes={"rel": "alternate", "type": "text/html", "href": article.url})
    for url, kind in article.sounds:
        _add(entry, "link", attributes={"rel": "enclosure", "type": kind, "href": url})
    if article.licence:  # https://www.rfc-editor.org/rfc/rfc4946 (2026-12-01)
        _add(entry, "link", attributes={"rel": "license", "href": article.licence})
    _add(entry, "published", article.published)
    _add(entry, "updated", article.updated)
    for person in article.authors:
        author = _add(entry, "author")
        _add(author, "name", person.name)
        if person.url:
            _add(author, "uri", person.url)
    for tag in article.tags:
        _add(entry, "category", attributes={"term": tag})
    if article.summary:
        _add(entry, "summary", article.summary)
    if article.content:
        _add(entry, "content", article.content, {"type": "html"})


def _add(
    above: "etree._Element",
    name: str,
    text: str = "",
    attributes: Mapping[str, str] = _NO_ATTRIBUTES,
) -> "etree._Element":
    """Add an element; lxml escapes, and rejects characters that XML does not allow."""
    from lxml import etree  # noqa: PLC0415 - as above

    kept = {key: valid(value) for key, value in attributes.items()}
    element = etree.SubElement(above, f"{{{_ATOM}}}{name}", kept)
    element.text = valid(text) or None
    return element
