"""A JSON Feed of all articles: https://www.jsonfeed.org/version/1.1/ (2026-11-21)."""

import json
from collections.abc import Iterator, Mapping

from smoopt import Edit, Facts, File, Page, Plugin, Site, Span, hookimpl, markup, slot


class JsonFeed(Plugin, frozen=True):
    """Write a feed of all pages that have a date, the newest first, and link to it."""

    path: str = "feed.json"

    @hookimpl
    def survey(self, page: Page, facts: Facts) -> dict[str, str] | None:
        if facts.published is None or facts.title is None or facts.address is None:
            return None
        url, title, date = facts.address.value, facts.title.value, facts.published.value
        text = facts.description.value if facts.description else title
        date = date if "T" in date else f"{date}T00:00:00Z"
        return {"id": url, "url": url, "title": title, "content_text": text, "date_published": date}

    @hookimpl
    def edits(self, page: Page, site: Site) -> Iterator[Edit]:
        position, address = slot(page, "head"), site.address(self.path)
        if position is not None and address:
            kind = {"type": "application/feed+json"}
            link = markup.link("alternate", address, xhtml=page.xhtml, **kind)
            yield Edit(Span(position, position), link, "feed", f"the feed is at {self.path}")

    @hookimpl
    def site_files(self, site: Site, records: Mapping[str, dict]) -> File:
        newest = sorted(records.values(), key=lambda item: item["date_published"], reverse=True)
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": site.name.value if site.name else site.url,
            "feed_url": site.address(self.path),
            "items": newest,
        }
        return File.at(self.path, json.dumps(feed, ensure_ascii=False, indent=1).encode())
