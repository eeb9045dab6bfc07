"""Rules on how links are written: the page that they lead to has one address."""

from collections.abc import Iterator

from smoopt.check.rules.broken_links import is_own
from smoopt.check.rules.common.reachable import places
from smoopt.check.rules.common.references import references
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

LINK_FORM = Rule(
    id="link-form",
    severity=Severity.INFO,
    what="A link leads to a page of this site, but not by the page's own address.",
    why="The server redirects readers, which takes time, or the page has two addresses.",
    source="https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls",
    fix="Link to the address in the canonical link of that page or in the sitemap.",
    read="2026-11-30",
)
RULES = (LINK_FORM,)


def link_forms(page: Page, site: Site) -> Iterator[Finding]:
    """Report the first link that leads to a page by another address, and how many there are."""
    found, known = references(page), places(site)
    own = (each for each in found.away if is_own(site, each.url))
    others = [
        (each, meant)
        for each in (*found.near, *own)
        # A query alone leads to the page itself.
        if each.use == "link" and each.url[0] != "?" and (meant := known.form(page, each.url))
    ]
    if others:
        first, meant = others[0]
        more = f" (so do {len(others) - 1:,} more)" if len(others) > 1 else ""
        message = f"{first.url} leads to the page whose address is {meant}{more}"
        yield LINK_FORM.at(page.place(first.element), message)
