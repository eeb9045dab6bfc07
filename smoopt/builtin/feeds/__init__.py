"""Feeds of the site's articles, where it has none: Atom and JSON Feed."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from smoopt.builtin.feeds.article import Article, article_of
from smoopt.builtin.feeds.atom import atom
from smoopt.builtin.feeds.channels import Channel, channels
from smoopt.builtin.feeds.json_feed import json_feed
from smoopt.html import markup
from smoopt.html.alternate_rel import alternate_rel
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Facts
from smoopt.model.web_address import is_of_the_web
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.kept_out import is_kept_out
from smoopt.site.site import Site

# https://www.rfc-editor.org/rfc/rfc4287#section-7 and
# https://www.jsonfeed.org/version/1.1/#discovery (2026-12-01)
_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}
_SUFFIXES = {"atom": ".xml", "json": ".json"}
_NAME = "feed"


class Feeds(Plugin, frozen=True):
    """Write feeds of the site's articles, unless it has some, and name them in its pages."""

    formats: Annotated[
        tuple[Literal["atom", "json"], ...], Meta(description="Which kinds of feeds to write.")
    ] = ("atom", "json")
    entries: Annotated[
        int, Meta(ge=1, description="How many articles a feed has, the newest first.")
    ] = 20
    text: Annotated[
        Literal["full", "summary"],
        Meta(description="Whether entries have the whole text, or the description alone."),
    ] = "full"
    sections: Annotated[
        tuple[str, ...], Meta(description="Folders that get a feed of their own as well.")
    ] = ()
    tags: Annotated[bool, Meta(description="Whether each tag gets a feed as well.")] = False
    hub: Annotated[
        str, Meta(description="The address of a WebSub hub that tells readers of new entries.")
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a hub that is none."""
        if self.hub and not is_of_the_web(self.hub):
            raise ValueError(f"hub: {self.hub!r} must begin with https://")

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> Article | None:
        """Tell what a feed says of an article."""
        if not site.url or self._is_served(page, site) or is_kept_out(site, page):
            return None
        return article_of(page, site, facts, whole=self.text == "full")

    @hookimpl
    def gather(self, site: Site, records: Mapping[str, object]) -> dict[str, list[list[str]]]:
        """Tell each page which feeds there are above it."""
        named = [
            (each.folder, [f"{each.path}{_SUFFIXES[form]}", _TYPES[form], each.title])
            for each in self._channels(site, records)
            if each.folder is not None
            for form in self.formats
        ]
        shares = {
            path: [feed for folder, feed in named if path.startswith(folder)] for path in site.pages
        }
        return {path: share for path, share in shares.items() if share}

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Iterator[Edit]:
        """Name the feeds in the head."""
        at = slot(page, "head")
        if at is None or facts.kind_or_page == "error":
            return
        near = msgspec.convert(shares.get("feeds", ()), list[tuple[str, str, str]])
        for path, kind, title in () if site.feeds(page.path) else near:
            attributes = {"type": kind, "title": title}
            href = site.href(page, path)
            link = markup.link(alternate_rel(page), href, xhtml=page.xhtml, **attributes)
            yield Edit(Span(at, at), link, "feed link", f"the feed is written to {path}")

    @hookimpl
    def site_files(self, site: Site, records: Mapping[str, object]) -> Iterator[File]:
        """Write the feeds."""
        for channel in self._channels(site, records):
            newest = msgspec.structs.replace(channel, articles=channel.articles[: self.entries])
            for form in self.formats:
                path = f"{channel.path}{_SUFFIXES[form]}"
                write = atom if form == "atom" else json_feed
                yield File.at(path, write(newest, site, site.address(path), self.hub))

    def _channels(self, site: Site, records: Mapping[str, object]) -> list[Channel]:
        known = {path: msgspec.convert(said, Article) for path, said in records.items()}
        return list(channels(site, known, self.sections, tags=self.tags, name=_NAME))

    def _is_served(self, page: Page, site: Site) -> bool:
        """Tell whether the site has a feed for a page, or a file where its feed would be."""
        names = (f"{_NAME}{_SUFFIXES[form]}" for form in self.formats)
        has_feed = site.feeds("index.html") or site.feeds(page.path)
        return bool(has_feed) or any(map(site.occupied, names))
