"""Titles and descriptions that several pages have: found once, for the build and for the audit."""

from collections.abc import Callable, Iterator, Mapping

import msgspec
from turbohtml import Element

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.model.checksum import checksum
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME, names_another
from smoopt.site.titles import document_title, title_element

# What more pages have is a theme's doing; one finding is enough.
_MANY = 10
# Line and column.
_At = tuple[int, int]

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
    """What a page says of itself: checksums, b"" for nothing, and where that stands."""

    language: str
    title: bytes
    title_at: _At
    description: bytes
    description_at: _At


class Duplicates(Plugin, frozen=True):
    """Report titles and descriptions that several pages in the same language share."""

    @hookimpl
    def survey(self, page: Page, site: Site) -> list[object] | None:
        """Sum up title and description of a page that is to be found under its own address."""
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
    def site_findings(self, records: Mapping[str, object]) -> Iterator[Finding]:
        """Compare all pages."""
        said = {path: msgspec.convert(record, _Said) for path, record in records.items()}
        yield from _repeated(TITLE_DUPLICATE, said, lambda page: (page.title, page.title_at))
        yield from _repeated(
            DESCRIPTION_DUPLICATE, said, lambda page: (page.description, page.description_at)
        )

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe what is found."""
        return TITLE_DUPLICATE, DESCRIPTION_DUPLICATE


def _repeated(
    rule: Rule, said: Mapping[str, _Said], words: Callable[[_Said], tuple[bytes, _At]]
) -> Iterator[Finding]:
    """Find what several pages say; lists of posts may go on under the same words."""
    groups: dict[tuple[str, bytes], list[str]] = {}
    for path, page in said.items():
        if text := words(page)[0]:
            groups.setdefault((page.language, text), []).append(path)
    what = rule.id.partition("-")[0]
    for group in groups.values():
        yield from alike(rule, {path: words(said[path])[1] for path in group}, what)


def alike(
    rule: Rule, pages: Mapping[str, _At], what: str, severity: Severity | None = None
) -> Iterator[Finding]:
    """Name pages that say the same, with the place of each; of many only the first."""
    if len(pages) == 1:
        return
    # The home page is not to blame, and the best one to name.
    paths = sorted(pages, key=lambda path: (path != HOME, path))
    blamed = [path for path in paths if path != HOME and kind_by_path(path) != "list"]
    for path in blamed[:1] if len(paths) > _MANY else blamed:
        other = paths[path == paths[0]]
        message = f"its {what} is that of {_counted(len(paths) - 1, other)}"
        yield rule.at(Place(path, *pages[path]), message, severity)


def _counted(others: int, one: str) -> str:
    return one if others == 1 else f"{others:,} other pages, such as {one}"


def _at(element: Element | None) -> _At:
    position = None if element is None else element.position
    return (0, 0) if position is None else (position[0], position[1] + 1)
