"""Rules on the canonical link: what one page and the site's files tell."""

from collections.abc import Iterator

from smoopt.builtin.tags.rules.address_tags import (
    CANONICAL_BROKEN,
    CANONICAL_EMPTY,
    CANONICAL_FORM,
    CANONICAL_HOME,
    CANONICAL_HOST,
    CANONICAL_LOCAL,
    CANONICAL_RELATIVE,
    CANONICAL_SEVERAL,
    canonical_fault,
    padded_fault,
)
from smoopt.check.rules.common.scope import is_shared, missing
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site
from smoopt.site.stated_address import is_elsewhere

_GOOGLE = "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"

CANONICAL_MISSING = Rule(
    id="canonical-missing",
    severity=Severity.INFO,
    what="The page has no canonical link.",
    why="The same page counts as several when it answers at several addresses, such as with "
    "parameters or on another host. The canonical link says which one is right.",
    source=_GOOGLE,
    fix='Write `<link rel="canonical">` with the page\'s own absolute address.',
)
CANONICAL_ELSEWHERE = Rule(
    id="canonical-elsewhere",
    severity=Severity.INFO,
    what="The canonical link leads to another site.",
    why="That is right for a copy of a page published there. Otherwise it drops the page from "
    "search results.",
    source=_GOOGLE,
    fix="Nothing, if this is a copy. Otherwise name the page's own address.",
)
RULES = (
    CANONICAL_MISSING,
    CANONICAL_EMPTY,
    CANONICAL_SEVERAL,
    CANONICAL_RELATIVE,
    CANONICAL_LOCAL,
    CANONICAL_HOST,
    CANONICAL_FORM,
    CANONICAL_ELSEWHERE,
    CANONICAL_BROKEN,
    CANONICAL_HOME,
)


def canonical_tags(page: Page) -> list[HeadTag]:
    """Return the canonical links of the head."""
    return [tag for tag in page.tags("canonical") if tag.element.tag == "link"]


def canonical(page: Page, site: Site) -> Iterator[Finding]:
    """Judge the canonical link."""
    tags = canonical_tags(page)
    if not tags:
        if is_shared(page):
            own = site.address(page.path)
            hint = f"; its address is {own}" if own else ""
            yield missing(CANONICAL_MISSING, page, f"the page has no canonical link{hint}")
        return
    first, *others = tags
    place = page.place(first.element)
    if others:
        message = f"this is canonical link 2 of {len(tags)}; keep one"
        yield CANONICAL_SEVERAL.at(page.place(others[0].element), message)
    if not first.value:
        yield CANONICAL_EMPTY.at(place, "the canonical link is empty")
    elif fault := canonical_fault(page, site, first.value) or padded_fault(first, CANONICAL_FORM):
        yield fault.at(place, "canonical", first.value)
    elif is_elsewhere(site, page, first.value):
        yield CANONICAL_ELSEWHERE.at(place, f"{first.value}: it is of another site")
