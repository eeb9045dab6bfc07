"""Links from a page to feeds, to its neighbours in a list, and to the site's search."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from smoopt.builtin.discovery.hreflang_set import missing_translations
from smoopt.builtin.discovery.links import Link, feed_links, search_links, series_links
from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Facts
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site

_ROBOTS = ("robots", "googlebot", "bingbot")
# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag (2026-12-01)
_LARGE = "max-image-preview:large"
# The plugin that gives pages the picture of the settings
_SITE_S = "defaults"


class Discovery(Plugin, frozen=True):
    """Name feeds, neighbours in a list, translations and the site search in the head."""

    feeds: Annotated[bool, Meta(description="Whether to name the site's feeds.")] = True
    series: Annotated[
        bool,
        Meta(description="Whether to name the previous and the next page of a paginated list."),
    ] = True
    translations: Annotated[
        bool, Meta(description="Whether to complete the list of a page's translations.")
    ] = True
    search: Annotated[bool, Meta(description="Whether to name the site's opensearch.xml.")] = True
    large_previews: Annotated[
        bool, Meta(description="Whether to allow large pictures in search results.")
    ] = True

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts) -> Iterator[Edit]:
        """Add the links that a theme has left out; existing ones stay as they are.

        An error page gets none, as it answers at every address that does not exist.
        """
        position = slot(page, "head")
        if position is None or facts.kind_or_page == "error":
            return
        at = Span(position, position)
        for link in self._links(page, site, facts):
            written = markup.link(link.rel, link.href, xhtml=page.xhtml, **link.attributes)
            yield Edit(at, written, link.name, link.because)
        # A picture for the whole site should not represent the page in search results.
        picture = None if facts.images is None or facts.images.plugin == _SITE_S else facts.images
        if self.large_previews and picture is not None and not page.has_tag(_ROBOTS):
            written = markup.meta(_LARGE, name="robots", xhtml=page.xhtml)
            yield Edit(at, written, "robots", f"there is a picture: {picture.because}")

    def _links(self, page: Page, site: Site, facts: Facts) -> Iterator[Link]:
        if self.feeds:
            yield from feed_links(page, site)
        if self.series:
            yield from series_links(page, site)
        if self.translations:
            yield from missing_translations(facts)
        if self.search:
            yield from search_links(page, site)
