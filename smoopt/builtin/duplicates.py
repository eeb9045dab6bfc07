"""Titles and descriptions that several pages share, for the build and for the audit."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import msgspec
from turbohtml import Element

from smoopt.builtin.alike_pages import Alike, At, alike, joined
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.model.checksum import checksum
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site
from smoopt.site.stated_address import names_another
from smoopt.site.titles import document_title, title_element

_TITLE, _DESCRIPTION = "title", "description"

TITLE_DUPLICATE = Rule(
    id="title-duplicate",
    severity=Severity.WARNING,
    what="Several pages in the same language have the same `<title>`.",
    why="Nobody can tell them apart in search results, tabs and bookmarks.",
    source="https://developers.google.com/search/docs/appearance/title-link",
    fix="Give each page its own title. If more than ten share one, only the first is named.",
)
DESCRIPTION_DUPLICATE = Rule(
    id="description-duplicate",
    severity=Severity.INFO,
    what="Several pages in the same language have the same meta description.",
    why="It describes none of them. Search engines then show other text.",
    source="https://developers.google.com/search/docs/appearance/snippet",
    fix="Describe each page, or leave the tag out. If more than ten share one, only the first "
    "is named.",
)


class _Said(msgspec.Struct, frozen=True, array_like=True):
    """A page's title and description as checksums, b"" for none, and their positions."""

    language: str
    title: bytes
    title_at: At
    description: bytes
    description_at: At


class Duplicates(Plugin, frozen=True):
    """Report titles and descriptions that several pages in the same language share."""

    @hookimpl
    def survey(self, page: Page, site: Site) -> list[object] | None:
        """Return the checksums of a page that is to be found under its own address."""
        if kind_by_path(page.path) in {"error", "search"} or names_another(site, page):
            return None
        html, title = page.document.root, title_element(page).element
        tag = next((tag for tag in page.tags("description") if tag.value), None)
        return [
            "" if html is None else (html.attr("lang") or "").lower(),
            checksum(document_title(page)),
            _at(title),
            checksum(tag.value) if tag else b"",
            _at(tag.element if tag else None),
        ]

    @hookimpl
    def reduce(self, records: Mapping[str, object]) -> dict[str, Alike]:
        """Group the pages with the same title or description."""
        found: dict[str, list[Alike]] = {}
        for path, record in records.items():
            said = msgspec.convert(record, _Said)
            for what, words, at in (
                (_TITLE, said.title, said.title_at),
                (_DESCRIPTION, said.description, said.description_at),
            ):
                if words:
                    key = f"{what} {words.hex()} {said.language}"
                    found.setdefault(key, []).append(Alike(1, [(path, *at)]))
        return {key: joined(each) if len(each) > 1 else each[0] for key, each in found.items()}

    @hookimpl
    def combine(self, values: Sequence[Alike]) -> Alike:
        """Merge the groups of several partitions."""
        return joined(Alike(*value) for value in values)

    @hookimpl
    def site_findings(self, reduced: Mapping[str, Alike]) -> Iterator[Finding]:
        """Report pages that share their title or description."""
        rules = {_TITLE: TITLE_DUPLICATE, _DESCRIPTION: DESCRIPTION_DUPLICATE}
        found: dict[str, list[Finding]] = {what: [] for what in rules}
        for key, pages in reduced.items():
            what = key.partition(" ")[0]
            found[what] += alike(rules[what], Alike(*pages), what)
        yield from chain.from_iterable(found.values())

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on shared titles and descriptions."""
        return TITLE_DUPLICATE, DESCRIPTION_DUPLICATE


def _at(element: Element | None) -> At:
    position = None if element is None else element.position
    return (0, 0) if position is None else (position[0], position[1] + 1)
