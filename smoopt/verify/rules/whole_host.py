"""Rules on the host as a whole: how it answers where there is no page, and beside one."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import host_of, joined, parts_of
from smoopt.verify.deployment import Deployment
from smoopt.verify.visits import Visit, Visitor
from smoopt.web.web_client import Manner

_READ = "2026-12-01"
_NO_METHOD = (405, 501)

HTTP = Rule(
    id="live-http",
    severity=Severity.WARNING,
    what="The host answers over http without a redirect to https.",
    why="The page has two addresses: shares are counted separately, and readers are not protected.",
    source="https://developers.google.com/search/docs/crawling-indexing/canonicalization",
    fix="Let the host redirect all of http to https (301).",
    read=_READ,
)
SOFT_404 = Rule(
    id="live-soft-404",
    severity=Severity.WARNING,
    what="The host answers 200 for an address where there is no page.",
    why="Search engines list such addresses, and a mistyped link shows the card of the home page.",
    source="https://developers.google.com/search/docs/crawling-indexing/http-network-errors",
    fix="Let the host send 404 with its error page. A fallback to index.html is for single-page "
    "applications.",
    read=_READ,
)
HEAD = Rule(
    id="live-head",
    severity=Severity.INFO,
    what="The host does not answer HEAD as it answers GET.",
    why="Some link checkers and feed readers send HEAD first, and find nothing.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.2",
    fix="Let the host answer HEAD. Most hosts do by default.",
    read=_READ,
)
SLASH = Rule(
    id="live-slash",
    severity=Severity.WARNING,
    what="A page answers both with and without a final slash, and has no canonical link.",
    why="It has two addresses: shares are counted separately, and relative links differ.",
    source="https://developers.google.com/search/blog/2010/04/to-slash-or-not-to-slash",
    fix="Let the host redirect one to the other, or give the page a canonical link.",
    read=_READ,
)
NO_LIST = Rule(
    id="live-no-sitemap",
    severity=Severity.INFO,
    what="The host has no sitemap that lists pages at this address, so only the home page was "
    "checked.",
    why="Search engines find pages in the sitemap, and so does this command.",
    source="https://www.sitemaps.org/protocol.html",
    fix="Build with `sitemap`, give SITE, the folder that was deployed, or name pages with "
    "--page. For a preview deployment, give the site's future address with --url.",
    read=_READ,
)
RULES = (HTTP, SOFT_404, HEAD, SLASH, NO_LIST)


class BesidePage(NamedTuple):
    """A page next to which to probe: its address, its file, what a browser got, its canonical."""

    url: str
    file: str | None
    browser: Visit
    canonical: str


def host_rules(
    deployment: Deployment, pages: Sequence[BesidePage], visitor: Visitor, browser: Manner
) -> Iterator[Finding]:
    """Request addresses other than the pages', and judge the answers."""
    home = pages[0]
    if not home.browser.is_there:
        return
    yield from _secure(home.url, visitor, browser)
    yield from _nothing(deployment.base, visitor, browser)
    head = visitor.visit(home.url, browser, "HEAD")
    if head.answer is not None and head.answer.status in _NO_METHOD:
        yield HEAD.at(Place(home.url), f"HEAD: {head.outcome}; GET: {home.browser.outcome}")
    for page in pages:
        if other := _twin(page, deployment.base):
            yield from _slash(page, visitor.visit(other, browser), deployment)
            return


def _secure(home: str, visitor: Visitor, browser: Manner) -> Iterator[Finding]:
    """Request the home page over http, unless it has a port, which has no http counterpart."""
    parts = parts_of(home)
    if parts is None or parts.scheme != "https" or parts.port is not None:
        return
    plain = home.replace("https:", "http:", 1)
    found = visitor.visit(plain, browser)
    if found.answer is None:
        return  # nobody answers there
    reached = found.away or found.url
    if not reached.startswith("https:"):
        yield HTTP.at(Place(plain), f"{found.outcome}; expected a redirect to {home}")


def _nothing(base: str, visitor: Visitor, browser: Manner) -> Iterator[Finding]:
    """Request a page that does not exist, under the same name each time."""
    name = hashlib.sha256(host_of(base).encode()).hexdigest()[:16]
    url = joined(base, f"smoopt-asks-for-nothing-{name}/") or base
    found = visitor.visit(url, browser)
    if found.is_there:
        led = f", at {found.url}" if found.through else ""
        yield SOFT_404.at(Place(url), f"{found.outcome}{led}; expected 404")


def _twin(page: BesidePage, base: str) -> str:
    """Return a page's address with its trailing slash added or removed; "" if that says nothing."""
    url = page.url
    if not page.browser.is_there or page.browser.through or url == base or "?" in url:
        return ""
    if url.endswith("/"):
        return url.rstrip("/")
    return "" if "." in url.rpartition("/")[2] else f"{url}/"


def _slash(page: BesidePage, other: Visit, deployment: Deployment) -> Iterator[Finding]:
    if not other.is_there or other.through or other.body != page.browser.body:
        return
    if not any(deployment.is_own(page.canonical, url, page.file) for url in (page.url, other.url)):
        yield SLASH.at(Place(page.url), f"{other.url} answers with the same page")
