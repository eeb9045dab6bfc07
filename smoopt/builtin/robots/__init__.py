"""robots.txt, written or completed: the sitemap, and AI crawlers that are kept out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta

from smoopt.builtin.robots.ai_crawlers import chosen
from smoopt.builtin.robots.robots_text import group
from smoopt.builtin.sitemap import SITEMAP, robots_line
from smoopt.builtin.sitemap.own_sitemap import find_sitemap
from smoopt.builtin.sitemap.page_entry import listed_address
from smoopt.html.page import Page
from smoopt.model.edits import File
from smoopt.model.facts import Facts
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import path_of
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site

_FILE = "robots.txt"
_LISTED = "listed"
_EVERYBODY = "User-agent: *\nAllow: /"

SUB_PATH = Rule(
    id="robots-sub-path",
    severity=Severity.WARNING,
    what="No crawler reads a robots.txt in this site, because the site is in a folder of its host.",
    why="Crawlers request it only at the root of the host. The plugin `robots` adds nothing.",
    source="https://www.rfc-editor.org/rfc/rfc9309.html#section-2.3",
    fix="Write the lines into the robots.txt at the root of the host, and turn the plugin off.",
    read="2026-12-01",
)


class Robots(Plugin, frozen=True):
    """Write or extend robots.txt: name the sitemap, and keep out AI crawlers."""

    keep_out: Annotated[
        tuple[str, ...],
        Meta(description="The AI crawlers to keep out: training, search, user, or their names."),
    ] = ()
    let_in: Annotated[
        tuple[str, ...],
        Meta(description="Exceptions that may crawl the site all the same."),
    ] = ()
    sitemap: Annotated[bool, Meta(description="Whether to name the sitemap.")] = True

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for a name that is none's."""
        for option in ("keep_out", "let_in"):
            try:
                chosen(getattr(self, option))
            except ValueError as error:
                raise ValueError(f"{option}: {error}") from error

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> bool | None:
        """Return True if a sitemap would list the page."""
        return True if self.sitemap and listed_address(page, site, facts) else None

    @hookimpl
    def reduce(self, records: Mapping[str, object]) -> dict[str, bool]:
        """Return whether any page would be listed."""
        return {_LISTED: True} if records else {}

    @hookimpl
    def combine(self, values: Sequence[object]) -> bool:
        """Return whether any partition has such a page."""
        return any(values)

    @hookimpl
    def site_files(self, site: Site, reduced: Mapping[str, object]) -> Iterator[File | FileEdit]:
        """Yield robots.txt, or what the site's own lacks."""
        if path_of(site.url) != "/":
            return
        text = site.read(_FILE)
        kept_out = chosen(self.keep_out) - chosen(self.let_in)
        parts = [
            group(text or "", kept_out),
            self._sitemap(site, text or "", lists=_LISTED in reduced),
        ]
        wanted = [part for part in parts if part]
        if text is not None:
            yield from (FileEdit(_FILE, len(text), part) for part in wanted)
        elif wanted:
            yield File.at(_FILE, ("\n\n".join([_EVERYBODY, *wanted]) + "\n").encode())

    @hookimpl
    def site_findings(self, site: Site) -> Iterator[Finding]:
        """Report a robots.txt in a place where it is not read."""
        if site.url and path_of(site.url) != "/":
            yield SUB_PATH.at(Place(_FILE), f"the site's address is {site.url}")

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on where a robots.txt is read."""
        return SUB_PATH

    def _sitemap(self, site: Site, text: str, *, lists: bool) -> str:
        """Return the line for the site's own sitemap, or for the one that smoopt writes.

        `lists` means that there are pages to list.
        """
        if not self.sitemap:
            return ""
        own = find_sitemap(site)
        is_written = lists and site.settings.plugins.get("sitemap", False) is not False
        if own is None and not is_written:
            return ""
        return robots_line(site, text, SITEMAP if own is None else own.path)
