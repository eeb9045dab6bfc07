"""Feeds of the site's articles, where it has none: Atom and JSON Feed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Annotated, Literal

from msgspec import Meta

from smoopt.builtin.feeds.article import Article, article_of
from smoopt.builtin.feeds.atom import atom
from smoopt.builtin.feeds.channels import channels
from smoopt.builtin.feeds.json_feed import json_feed
from smoopt.builtin.feeds.newest_entries import Entry, entries_by_channel, newest, of_folder
from smoopt.builtin.feeds.written_feeds import (
    BOTH,
    STEM,
    SUFFIXES,
    Formats,
    WrittenFeeds,
    feeds_above,
)
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


class Feeds(Plugin, frozen=True):
    """Write feeds of the site's articles, unless it has some, and name them in its pages."""

    formats: Annotated[Formats, Meta(description="The formats of feeds.")] = BOTH
    entries: Annotated[
        int, Meta(ge=1, description="The number of articles in a feed, newest first.")
    ] = 20
    text: Annotated[
        Literal["full", "summary"],
        Meta(description="Whether entries contain the full text or only the description."),
    ] = "full"
    sections: Annotated[
        tuple[str, ...], Meta(description="Folders that also get their own feed.")
    ] = ()
    tags: Annotated[bool, Meta(description="Whether each tag also gets a feed.")] = False
    hub: Annotated[
        str,
        Meta(description="The address of a WebSub hub that notifies feed readers of new entries."),
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a hub that is none."""
        if self.hub and not is_of_the_web(self.hub):
            raise ValueError(f"hub: {self.hub!r} must begin with https://")

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> Article | None:
        """Return the page's entry in a feed."""
        is_served = self._written.are_needless(site) or site.feeds(page.path)
        if not site.url or is_served or is_kept_out(site, page):
            return None
        return article_of(page, site, facts, whole=self.text == "full")

    @hookimpl
    def reduce(self, records: Mapping[str, object]) -> dict[str, list[Entry]]:
        """Return the newest entries of each feed."""
        return entries_by_channel(records, self.sections, self.entries, tags=self.tags)

    @hookimpl
    def combine(self, values: Sequence[list[Entry]]) -> list[Entry]:
        """Keep the newest entries of a feed."""
        return newest(chain.from_iterable(values), self.entries)

    @hookimpl
    def gather(
        self, site: Site, paths: Sequence[str], reduced: Mapping[str, object]
    ) -> dict[str, list[str]]:
        """Return to each page the folders of expected feeds that have no entries."""
        written = self._written.folders(site)
        lacking = [folder for folder in written if of_folder(folder) not in reduced]
        shares = {path: [folder for folder in lacking if path.startswith(folder)] for path in paths}
        return {path: share for path, share in shares.items() if share}

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Iterator[Edit]:
        """Link the feeds in the head."""
        at = slot(page, "head")
        if at is None or facts.kind_or_page == "error" or site.feeds(page.path):
            return
        for feed in feeds_above(page.path, site, shares):
            attributes = {"type": feed.type, "title": feed.title}
            href = site.href(page, feed.path)
            link = markup.link(alternate_rel(page), href, xhtml=page.xhtml, **attributes)
            yield Edit(Span(at, at), link, "feed link", f"the feed is written to {feed.path}")

    @hookimpl
    def site_files(self, site: Site, reduced: Mapping[str, Sequence[Entry]]) -> Iterator[File]:
        """Write the feeds."""
        for channel in channels(site, reduced, STEM):
            for form in self.formats:
                path = f"{channel.path}{SUFFIXES[form]}"
                write = atom if form == "atom" else json_feed
                yield File.at(path, write(channel, site, site.address(path), self.hub))

    @property
    def _written(self) -> WrittenFeeds:
        """The feeds that may be written, apart from those of tags."""
        return WrittenFeeds(self.formats, self.sections)
