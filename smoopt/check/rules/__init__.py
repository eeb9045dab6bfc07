"""The rules of the audit by topic, and the functions that apply them to one page and to all."""

from collections.abc import Iterator, Mapping

from smoopt.check.rules import (
    across_pages,
    broken_links,
    canonical_link,
    cards_alike,
    compressed_copies,
    head_position,
    json_ld,
    languages,
    link_forms,
    mixed_content,
    named_feeds,
    og_image,
    publishers,
    robots_txt,
    share_links,
    sitemaps,
    social_tags,
    third_party,
    titles_and_descriptions,
    x_card,
)
from smoopt.check.rules.common.page_summary import PageSummary, said
from smoopt.check.rules.common.scope import SILENT, is_aside
from smoopt.html.page import Page
from smoopt.html.skip import Skip
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.site.site import Site

__all__ = ["RULES", "TOPICS", "PageSummary", "of_page", "of_site", "said"]

# In the order of the manual
TOPICS = (
    titles_and_descriptions,
    canonical_link,
    social_tags,
    og_image,
    x_card,
    head_position,
    languages,
    json_ld,
    publishers,
    broken_links,
    link_forms,
    share_links,
    third_party,
    mixed_content,
    across_pages,
    cards_alike,
    sitemaps,
    robots_txt,
    named_feeds,
    compressed_copies,
)
RULES: dict[str, Rule] = {rule.id: rule for topic in TOPICS for rule in topic.RULES}


def of_page(page: Page, site: Site) -> Iterator[Finding]:
    """Yield the findings for which one page and the site's files are enough.

    Files that are not pages, and pages that opt out, are not judged, and of a redirect only its
    target. A page that robots may not index is still shared and read, so most rules apply to
    it; pages for errors and searches are read, but not shared.
    """
    yield from compressed_copies.page_copies(page, site)
    if page.skip in SILENT:
        return
    if page.skip is Skip.REDIRECT:
        yield from broken_links.redirects(page, site)
        return
    yield from titles_and_descriptions.titles(page)
    if not is_aside(page):
        yield from _shared(page, site)
    yield from head_position.head(page)
    yield from languages.languages(page, site)
    yield from json_ld.structured(page, site)
    yield from publishers.publishers(page, site)
    yield from broken_links.links(page, site)
    yield from link_forms.link_forms(page, site)
    yield from share_links.shares(page, site)
    yield from third_party.third_party(page)
    yield from mixed_content.mixed(page, site)


def _shared(page: Page, site: Site) -> Iterator[Finding]:
    yield from titles_and_descriptions.descriptions(page)
    yield from canonical_link.canonical(page, site)
    yield from social_tags.opengraph(page, site)
    yield from og_image.pictures(page, site)
    yield from x_card.cards(page, site)
    yield from named_feeds.entry_texts(page, site)


def of_site(said: Mapping[str, PageSummary], site: Site) -> Iterator[Finding]:
    """Yield the findings that need the summaries of all pages."""
    yield from across_pages.across(said)
    yield from cards_alike.repeated(said)
    yield from third_party.asked(said)
    yield from sitemaps.sitemaps(said, site)
    yield from robots_txt.robots(said, site)
    yield from named_feeds.feeds(said, site)
    yield from compressed_copies.other_copies(site)
