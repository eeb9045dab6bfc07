"""Rules on all pages together: what points to the wrong page."""

from collections.abc import Iterator, Mapping

from smoopt.builtin.tags.rules.shared_canonical import (
    CANONICAL_SHARED,
    shared_fault,
    summed_up,
    suspects,
)
from smoopt.check.rules.common.page_summary import PageSummary
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule

_GOOGLE = "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
_HREFLANG = "https://developers.google.com/search/docs/specialty/international/localized-versions"

CANONICAL_REDIRECT = Rule(
    id="canonical-redirect",
    severity=Severity.WARNING,
    what="The canonical link leads to a page that redirects.",
    why="Search engines may index either of the two.",
    source=_GOOGLE,
    fix="Name the page that the redirect leads to.",
)
CANONICAL_NOINDEX = Rule(
    id="canonical-noindex",
    severity=Severity.WARNING,
    what="The canonical link leads to a page that asks not to be indexed.",
    why="It tells search engines that the real page is one that they may not show.",
    source=_GOOGLE,
    fix="Name a page that may be shown, or let that page be indexed.",
)
CANONICAL_CHAIN = Rule(
    id="canonical-chain",
    severity=Severity.WARNING,
    what="The canonical link leads to a page that names a third one as canonical.",
    why="Search engines may give up on the way.",
    source=_GOOGLE,
    fix="Name the last page of the chain.",
)
HREFLANG_NO_RETURN = Rule(
    id="hreflang-no-return",
    severity=Severity.WARNING,
    what="A page names a translation that does not name it in return.",
    why="Search engines ignore a link that only one of the two pages has.",
    source=_HREFLANG,
    fix="Let both pages list each other.",
)
RULES = (
    CANONICAL_REDIRECT,
    CANONICAL_NOINDEX,
    CANONICAL_CHAIN,
    CANONICAL_SHARED,
    HREFLANG_NO_RETURN,
)


def across(said: Mapping[str, PageSummary]) -> Iterator[Finding]:
    """Compare the canonical links and translations of all pages."""
    yield from _shared(said)
    for path, page in said.items():
        if page.canonical and page.canonical != path:
            yield from _canonical(path, page, said)
        for link in page.translations:
            other = said.get(link.path)
            if link.path != path and other is not None and not _names(other, path):
                message = f"{link.path} ({link.language}) does not name this page in return"
                yield HREFLANG_NO_RETURN.at(Place(path, *link.at), message)


def _shared(said: Mapping[str, PageSummary]) -> Iterator[Finding]:
    """Yield a finding per canonical link that differing pages share, at the first of them."""
    named = {path: page.named for path, page in said.items() if page.named}
    groups: dict[str, list[str]] = {}
    for path in suspects(named, summed_up(named)):
        groups.setdefault(said[path].canonical, []).append(path)
    for original, (first, *others) in groups.items():
        fault = shared_fault(original, len(others))
        yield fault.at(Place(first, *said[first].canonical_at), "canonical", original)


def _canonical(path: str, page: PageSummary, said: Mapping[str, PageSummary]) -> Iterator[Finding]:
    other = said.get(page.canonical)
    if other is None:
        return
    place = Place(path, *page.canonical_at)
    if other.redirect:
        yield CANONICAL_REDIRECT.at(place, f"{page.canonical} redirects")
    elif other.noindex:
        yield CANONICAL_NOINDEX.at(place, f"{page.canonical} asks not to be indexed")
    elif other.canonical not in {"", page.canonical}:
        message = f"{page.canonical} names {other.canonical} in its turn"
        yield CANONICAL_CHAIN.at(place, message)


def _names(page: PageSummary, path: str) -> bool:
    return any(link.path == path for link in page.translations)
