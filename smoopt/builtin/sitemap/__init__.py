"""A sitemap of all pages that are to be found: a new one, or additions to the site's own."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from smoopt.builtin.sitemap.own_sitemap import addition, find_sitemap, named_in_robots
from smoopt.builtin.sitemap.page_entry import PageEntry, entry_of, in_order
from smoopt.builtin.sitemap.sitemap_xml import files
from smoopt.html.page import Page
from smoopt.model.edits import File
from smoopt.model.facts import Facts
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import are_equal, path_of
from smoopt.model.wording import counted
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site

SITEMAP = "sitemap.xml"
_ROBOTS = "robots.txt"

INCOMPLETE = Rule(
    id="sitemap-incomplete",
    severity=Severity.WARNING,
    what="The site's own sitemap lacks pages, and smoopt cannot add them to it.",
    why="If no sitemap lists a page and few pages link to it, search engines find it late or "
    "not at all.",
    source="https://developers.google.com/search/docs/crawling-indexing/sitemaps/overview",
    fix="Let the generator list them, or remove its sitemap: smoopt then writes one.",
    read="2026-12-01",
)


class Sitemap(Plugin, frozen=True):
    """Write sitemap.xml, or add missing pages to it, and name it in robots.txt."""

    images: Annotated[bool, Meta(description="Whether to list the pages' own pictures.")] = True
    translations: Annotated[
        bool, Meta(description="Whether to list the translations that pages name.")
    ] = True
    robots: Annotated[
        bool, Meta(description="Whether to name the sitemap in the site's robots.txt.")
    ] = True

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> list[object] | None:
        """Return the page's sitemap entry, without empty fields at its end."""
        entry = entry_of(page, site, facts)
        if entry is None:
            return None
        images = entry.images if self.images else ()
        translations = entry.translations if self.translations else ()
        said: list[object] = [entry.address, entry.modified, images, translations]
        while not said[-1]:
            said.pop()
        return said

    @hookimpl
    def site_files(self, site: Site, records: Mapping[str, object]) -> Iterator[File | FileEdit]:
        """Yield the sitemap, or what the site's own lacks, and the line in robots.txt."""
        entries, own = _entries(records), find_sitemap(site)
        if own is not None:
            missing = own.missing(entries)
            edit = addition(site, own, missing) if missing else None
            yield from [] if edit is None else [edit]
        elif entries:
            written = files(in_order(entries.values()), SITEMAP, site.url)
            yield from (File.at(path, content) for path, content in written)
        text = site.read(_ROBOTS) if self.robots else None
        if text is not None and (entries or own is not None):
            line = robots_line(site, text, SITEMAP if own is None else own.path)
            yield from [FileEdit(_ROBOTS, len(text), line)] if line else []

    @hookimpl
    def site_findings(self, site: Site, records: Mapping[str, object]) -> Iterator[Finding]:
        """Report pages that cannot be added to the site's own sitemap."""
        entries, own = _entries(records), find_sitemap(site)
        missing = [] if own is None else own.missing(entries)
        if own is not None and missing and addition(site, own, missing) is None:
            which = f"{counted(len(missing), 'page')}, such as {missing[0].address}"
            yield INCOMPLETE.at(Place(own.path), f"it does not list {which}")

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on the site's own sitemap."""
        return INCOMPLETE


def robots_line(site: Site, text: str, path: str) -> str:
    """Return the line that names a sitemap in robots.txt; "" if it exists, or nobody reads it.

    robots.txt is read at the root of a host only.
    """
    address = site.address(path)
    if not address or path_of(site.url) != "/":
        return ""
    is_named = any(are_equal(url, address) for url in named_in_robots(text))
    return "" if is_named else f"Sitemap: {address}"


def _entries(records: Mapping[str, object]) -> dict[str, PageEntry]:
    return {path: msgspec.convert(said, PageEntry) for path, said in records.items()}
