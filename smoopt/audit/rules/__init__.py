"""The rules of the audit by topic, and what calls them: for one page, and across all of them."""

from collections.abc import Iterator, Mapping

from smoopt.audit.rule import Rule
from smoopt.audit.rules import (
    across,
    canonical,
    cards,
    copies,
    declared,
    head,
    languages,
    links,
    mixed,
    opengraph,
    pictures,
    redirects,
    shares,
    sitemaps,
    structured,
    third_party,
    titles,
)
from smoopt.audit.rules.pages import SILENT, is_aside
from smoopt.audit.rules.summary import Said, said
from smoopt.finding import Finding
from smoopt.page import Page
from smoopt.site import Site
from smoopt.skipping import Skip

__all__ = ["RULES", "TOPICS", "Said", "of_page", "of_site", "said"]

# In the order of the manual.
TOPICS = (
    titles,
    canonical,
    opengraph,
    pictures,
    declared,
    cards,
    head,
    languages,
    structured,
    links,
    redirects,
    shares,
    third_party,
    mixed,
    across,
    sitemaps,
    copies,
)
RULES: dict[str, Rule] = {rule.id: rule for topic in TOPICS for rule in topic.RULES}


def of_page(page: Page, site: Site) -> Iterator[Finding]:
    """Give what one page alone, and the site's files, tell.

    What is no page, and what asks to be left alone, is not judged; a redirect is by its target
    only. What robots may not index is still shared and read, so most rules hold for it; pages for
    errors and searches are read, but not shared.
    """
    yield from copies.page_copies(page, site)
    if page.skip in SILENT:
        return
    if page.skip is Skip.REDIRECT:
        yield from redirects.redirects(page, site)
        return
    yield from titles.titles(page)
    if not is_aside(page):
        yield from _shared(page, site)
    yield from head.head(page)
    yield from languages.languages(page, site)
    yield from structured.structured(page, site)
    yield from links.links(page, site)
    yield from shares.shares(page, site)
    yield from third_party.third_party(page)
    yield from mixed.mixed(page, site)


def _shared(page: Page, site: Site) -> Iterator[Finding]:
    yield from titles.descriptions(page)
    yield from canonical.canonical(page, site)
    yield from opengraph.opengraph(page, site)
    yield from pictures.pictures(page, site)
    yield from cards.cards(page, site)


def of_site(said: Mapping[str, Said], site: Site) -> Iterator[Finding]:
    """Give what shows only when all pages are known."""
    yield from across.across(said)
    yield from sitemaps.sitemaps(said, site)
    yield from copies.other_copies(site)
