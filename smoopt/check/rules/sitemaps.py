"""Rules on sitemaps: they list pages that are there and are to be found."""

import errno
import re
from collections.abc import Iterator, Mapping
from html import unescape

from smoopt.check.rules.common.page_summary import PageSummary
from smoopt.files.bounded import WRITTEN
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site
from smoopt.site.xml_files import MOST_ADDRESSES

_SOURCE = "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
# WordPress's are called post-sitemap.xml and the like.
_NAME = re.compile(r"(?:^|/)(?:[\w-]+[-_])?sitemap[^/]*\.xml$", re.IGNORECASE)
# Addresses with their positions; XML parsers do not report columns.
_LOCATION = re.compile(
    r"<(?P<prefix>(?:[\w.-]+:)?)url>\s*<(?P=prefix)loc>\s*(?:<!\[CDATA\[\s*)?(?P<url>[^<>\s\]]+)"
)

SITEMAP_NOINDEX = Rule(
    id="sitemap-noindex",
    severity=Severity.WARNING,
    what="The sitemap lists a page that asks not to be indexed.",
    why="Search consoles report an error: the sitemap asks for what the page forbids.",
    source=_SOURCE,
    fix="Leave the page out of the sitemap, or let it be indexed.",
)
SITEMAP_BROKEN = Rule(
    id="sitemap-broken",
    severity=Severity.ERROR,
    what="The sitemap lists a page that the site does not have.",
    why="Search engines request it again and again, and trust the sitemap less.",
    source=_SOURCE,
    fix="Generate the sitemap from the pages that exist.",
)
SITEMAP_REDIRECT = Rule(
    id="sitemap-redirect",
    severity=Severity.WARNING,
    what="The sitemap lists a page that redirects.",
    why="A sitemap should list the addresses that search engines are to show.",
    source=_SOURCE,
    fix="List the page that the redirect leads to.",
)
SITEMAP_LARGE = Rule(
    id="sitemap-large",
    severity=Severity.WARNING,
    what="A sitemap has more than 50,000 addresses, or more than 50 MB.",
    why="Search engines reject the whole sitemap, and smoopt reads no more of it either.",
    source="https://www.sitemaps.org/protocol.html",
    fix="Write several sitemaps and a sitemap index.",
)
RULES = (SITEMAP_NOINDEX, SITEMAP_BROKEN, SITEMAP_REDIRECT, SITEMAP_LARGE)


def sitemaps(said: Mapping[str, PageSummary], site: Site) -> Iterator[Finding]:
    """Check every page that the site's sitemaps list."""
    for path in site.files:
        if not _NAME.search(path):
            continue
        try:
            data = site.opened.read(path, WRITTEN)
        except OSError as error:
            if error.errno == errno.EFBIG:
                yield SITEMAP_LARGE.at(Place(path), f"it has more than {WRITTEN:,} bytes")
        else:
            yield from _sitemap(path, data.decode("utf-8", "replace"), said, site)


def _sitemap(
    path: str, text: str, said: Mapping[str, PageSummary], site: Site
) -> Iterator[Finding]:
    """Check every page that one sitemap lists."""
    line, begin, last = 1, 0, 0
    for number, found in enumerate(_LOCATION.finditer(text)):
        if number == MOST_ADDRESSES:
            yield SITEMAP_LARGE.at(Place(path), f"it has more than {MOST_ADDRESSES:,} addresses")
            return
        if judged := _judged(unescape(found["url"]), said, site):
            rule, message = judged
            at = found.start("url")
            line += text.count("\n", last, at)
            begin, last = text.rfind("\n", begin, at) + 1 or begin, at
            yield rule.at(Place(path, line, at - begin + 1), message)


def _judged(url: str, said: Mapping[str, PageSummary], site: Site) -> tuple[Rule, str] | None:
    place = site.file(None, url)
    if place is None or "://" not in url:
        return None
    behind = site.behind(place)
    if behind is None:
        if site.passes_on(place):
            return None  # what the host answers cannot be known
        return SITEMAP_BROKEN, f"the site has no page {url}"
    page = said.get(behind, PageSummary())
    if page.noindex:
        return SITEMAP_NOINDEX, f"{behind} asks not to be indexed"
    return (SITEMAP_REDIRECT, f"{behind} redirects") if page.redirect else None
