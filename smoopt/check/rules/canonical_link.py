"""Rules on the canonical link: what one page and the site's files tell."""

from collections.abc import Iterator

from smoopt.check.rules.reachable import places
from smoopt.check.rules.scope import is_shared, missing
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.own_address import address_fault
from smoopt.site.public_address import is_local
from smoopt.site.site import Site

_GOOGLE = "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
HOME = "index.html"

CANONICAL_MISSING = Rule(
    id="canonical-missing",
    severity=Severity.INFO,
    what="The page has no canonical link.",
    why="Under addresses with parameters, other hosts or other endings, the same page counts as "
    "several; the canonical link says which is meant.",
    source=_GOOGLE,
    fix='Write `<link rel="canonical">` with the page\'s own absolute address.',
)
CANONICAL_EMPTY = Rule(
    id="canonical-empty",
    severity=Severity.WARNING,
    what="The canonical link has no address.",
    why="An empty address is read as the current one, parameters and all.",
    source=_GOOGLE,
    fix="Fill it with the page's absolute address, or leave it out.",
)
CANONICAL_SEVERAL = Rule(
    id="canonical-several",
    severity=Severity.WARNING,
    what="The page has more than one canonical link.",
    why="Search engines then pay no heed to any of them.",
    source="https://developers.google.com/search/blog/2013/04/5-common-mistakes-with-relcanonical",
    fix="Keep one; usually a theme and a plugin both write it.",
)
CANONICAL_RELATIVE = Rule(
    id="canonical-relative",
    severity=Severity.WARNING,
    what="The canonical link is not an absolute address.",
    why="It then names another page under each host and folder that the page is reached by, and "
    "readers that do not resolve it drop it.",
    source=_GOOGLE,
    fix="Write the address in full, with https:// and the host.",
)
CANONICAL_LOCAL = Rule(
    id="canonical-local",
    severity=Severity.ERROR,
    what="The canonical link leads to the computer that built the site.",
    why="Search engines are told that the real page is at an address nobody can reach.",
    source=_GOOGLE,
    fix="Build with the public address, not with the development server's.",
)
CANONICAL_HOST = Rule(
    id="canonical-host",
    severity=Severity.WARNING,
    what="The canonical link names this very page on another host than the site's.",
    why="A preview's or an old host's address takes the page out of the results; Mastodon shows "
    "no canonical address of another host.",
    source="https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb",
    fix="Build with the site's public address, or tell smoopt the right one with --url.",
)
CANONICAL_ELSEWHERE = Rule(
    id="canonical-elsewhere",
    severity=Severity.INFO,
    what="The canonical link leads to another site.",
    why="That is right for a copy of what was published there, and drops the page from search "
    "results otherwise.",
    source=_GOOGLE,
    fix="Nothing, if this is a copy; else name the page's own address.",
)
CANONICAL_BROKEN = Rule(
    id="canonical-broken",
    severity=Severity.ERROR,
    what="The canonical link leads to a page that the site does not have.",
    why="Search engines are told that the real page is one that does not exist.",
    source=_GOOGLE,
    fix="Name the page's own address, as the server answers to it.",
)
CANONICAL_HOME = Rule(
    id="canonical-home",
    severity=Severity.WARNING,
    what="The canonical link of an inner page leads to the home page.",
    why="Search engines then show the home page instead; themes do this to every page by mistake.",
    source="https://developers.google.com/search/blog/2013/04/5-common-mistakes-with-relcanonical",
    fix="Name the page's own address.",
)
RULES = (
    CANONICAL_MISSING,
    CANONICAL_EMPTY,
    CANONICAL_SEVERAL,
    CANONICAL_RELATIVE,
    CANONICAL_LOCAL,
    CANONICAL_HOST,
    CANONICAL_ELSEWHERE,
    CANONICAL_BROKEN,
    CANONICAL_HOME,
)


def canonical_tags(page: Page) -> list[HeadTag]:
    """Give the canonical links of the head."""
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
    if others:
        place = page.place(others[0].element)
        yield CANONICAL_SEVERAL.at(place, f"this is canonical link 2 of {len(tags)}; keep one")
    if not first.value:
        yield CANONICAL_EMPTY.at(page.place(first.element), "the canonical link is empty")
    elif found := canonical_fault(page, site, first.value):
        rule, message = found
        yield rule.at(page.place(first.element), f"{first.value}: {message}")


def canonical_fault(page: Page, site: Site, value: str) -> tuple[Rule, str] | None:
    """Find the worst fault of an address: 1. unreachable; 2. of no page; 3. another's."""
    if is_local(value) or value.lower().startswith("file:"):
        return CANONICAL_LOCAL, "nobody else can reach this computer"
    if not value.lower().startswith(("https://", "http://", "//")):
        return CANONICAL_RELATIVE, "it is not an absolute address of the web"
    place = site.file(page, value)
    if place is None:
        if fault := address_fault(site, page, value):
            return CANONICAL_HOST, fault
        return (CANONICAL_ELSEWHERE, "it is of another site") if site.url else None
    behind = site.behind(place)
    if behind is None:
        # What the host passes on may be a page, for all that the files tell.
        known = places(site).is_passed_on(place)
        return None if known else (CANONICAL_BROKEN, "the site has no such page")
    if behind == HOME and page.path != HOME:
        return CANONICAL_HOME, "it is the home page's"
    return None
