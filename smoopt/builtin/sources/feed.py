"""Source 6: the page's entry in the site's own feeds."""

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of
from smoopt.html.stated_text import meant
from smoopt.model.dates import iso_date
from smoopt.model.facts import Fact, Facts, Person
from smoopt.model.plain_text import excerpt
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site


class FeedEntry(Plugin, frozen=True):
    """Read title, summary, dates, authors and categories from RSS or Atom."""

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts | None:
        """Read the page's entry in the feed nearest to the site's root.

        A list has none: a feed of tags, such as Hugo's, dates each tag by its newest post.
        """
        entry = site.entry(page.path)
        if entry is None or kind_of(page)[0] != "page":
            return None

        def fact(value: object, name: str) -> Fact:  # type: ignore[type-arg]
            return Fact(value, f"feed {name}", entry.place)

        return Facts(
            title=fact(meant(page, entry.title), "title"),
            description=fact(excerpt(meant(page, entry.summary)), "summary"),
            published=fact(iso_date(entry.published), "published"),
            modified=fact(iso_date(entry.updated), "updated"),
            authors=fact(tuple(Person(name) for name in entry.authors), "author"),
            tags=fact(tuple(dict.fromkeys(entry.tags)), "category"),
            type=fact("article", "entry"),
        )
