"""Source 6: the page's entry in the site's own feeds."""

import turbohtml

from smoopt.html.excerpt import cut
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of
from smoopt.model.dates import iso_date
from smoopt.model.facts import Fact, Facts, Person
from smoopt.model.plain_text import tidy
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site


class FeedEntry(Plugin, frozen=True):
    """Read title, summary, dates, authors and categories from RSS or Atom."""

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts | None:
        """Read the page's entry in the feed that is nearest to the site's root.

        A list has none: a feed of tags, such as Hugo's, dates each tag by its newest post.
        """
        entry = site.entry(page.path)
        if entry is None or kind_of(page)[0] != "page":
            return None

        def fact(value: object, name: str) -> Fact:  # type: ignore[type-arg]
            return Fact(value, f"feed {name}", entry.place)

        return Facts(
            title=fact(entry.title, "title"),
            description=fact(cut(_plain(entry.summary)), "summary"),
            published=fact(iso_date(entry.published), "published"),
            modified=fact(iso_date(entry.updated), "updated"),
            authors=fact(tuple(Person(name) for name in entry.authors), "author"),
            tags=fact(tuple(dict.fromkeys(entry.tags)), "category"),
            type=fact("article", "entry"),
        )


def _plain(summary: str) -> str:
    """Give the text of a summary that may be HTML."""
    return tidy(turbohtml.parse_fragment(summary).text) if "<" in summary else tidy(summary)
