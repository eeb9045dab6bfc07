"""A feed in JSON: https://www.jsonfeed.org/version/1.1/ (2026-12-01)."""

from collections.abc import Iterator

from smoopt.builtin.feeds.article import Article
from smoopt.builtin.feeds.channels import Channel
from smoopt.model.plain_data import write_json
from smoopt.site.site import Site

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel, site: Site, own: str, hub: str) -> bytes:
    """Write a feed; `own` is its address, `hub` that of its WebSub hub, if it has one."""
    feed: dict[str, object] = {
        "version": _VERSION,
        "title": channel.title,
        "home_page_url": site.address(f"{channel.folder or ''}index.html"),
        "feed_url": own,
    }
    if hub:
        feed["hubs"] = [{"type": "WebSub", "url": hub}]
    feed["items"] = [dict(_members(article)) for article in channel.articles]
    return f"{write_json(feed, indent=1)}\n".encode()


def _members(article: Article) -> Iterator[tuple[str, object]]:
    yield "id", article.url
    yield "url", article.url
    yield "title", article.title
    # One of these two is required.
    if article.content:
        yield "content_html", article.content
    else:
        yield "content_text", article.summary or article.title
    if article.summary:
        yield "summary", article.summary
    if article.image:
        yield "image", article.image
    yield "date_published", article.published
    if article.updated != article.published:
        yield "date_modified", article.updated
    if article.authors:
        known = ({"name": each.name, "url": each.url} for each in article.authors)
        yield "authors", [{key: value for key, value in each.items() if value} for each in known]
    if article.tags:
        yield "tags", list(article.tags)
    if article.language:
        yield "language", article.language
    if article.sounds:
        yield "attachments", [{"url": url, "mime_type": kind} for url, kind in article.sounds]
