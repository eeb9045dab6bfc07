"""Source 5: microformats, the page's only h-entry."""

from turbohtml import Element

from smoopt.builtin.sources.shown.whose import is_anothers
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.page_kind import entries, kind_of
from smoopt.model.dates import iso_date
from smoopt.model.facts import Fact, Facts, Person
from smoopt.model.stated_names import stated_names
from smoopt.plugin.hooks import Plugin, hookimpl


class HEntry(Plugin, frozen=True):
    """Read an h-entry (https://microformats.org/wiki/h-entry), also in its old form hentry."""

    @hookimpl
    def facts(self, page: Page) -> Facts | None:
        """Read name, summary, dates, authors and categories; several entries make a list."""
        found = [entry for entry in entries(page) if entry.matches(".h-entry, .hentry")]
        # A list with one entry for now is no article.
        if len(found) != 1 or kind_of(page)[0] != "page":
            return None
        entry = found[0]
        return Facts(
            title=_text(page, entry, ".p-name, .entry-title", "p-name"),
            description=_text(page, entry, ".p-summary, .entry-summary", "p-summary"),
            published=_date(page, entry, ".dt-published, time.published", "dt-published"),
            modified=_date(page, entry, ".dt-updated, time.updated", "dt-updated"),
            authors=_authors(page, entry),
            tags=_tags(page, entry),
            type=page.fact("article", "h-entry", entry),
        )


def _text(page: Page, entry: Element, selector: str, rule: str) -> Fact[str] | None:
    found = entry.select(selector)
    if not found:
        return None
    # Teasers of other posts have titles, too: the page's own heading takes precedence.
    own = (each for each in found if page.heading in (each, *each.ancestors, *each.descendants))
    element = found[0] if len(found) == 1 else next(own, found[0])
    return page.fact(own_text(element), f"h-entry {rule}", element)


def _date(page: Page, entry: Element, selector: str, rule: str) -> Fact[str] | None:
    for found in entry.select(selector):
        inner = found.attr("datetime") or found.attr("title") or own_text(found)
        if date := iso_date(inner):
            return page.fact(date, f"h-entry {rule}", found)
    return None


def _authors(page: Page, entry: Element) -> Fact[tuple[Person, ...]] | None:
    # In old themes, commenters are marked as authors, too.
    cards = [card for card in entry.select(".p-author, .author") if not is_anothers(page, card)]
    if not cards:
        return None
    names = [own_text(card.select_one(".p-name, .fn") or card) for card in cards]
    each = dict.fromkeys(name for said in names if said for name in stated_names(said))
    people = tuple(map(Person, each))
    return page.fact(people, "h-entry p-author", cards[0])


def _tags(page: Page, entry: Element) -> Fact[tuple[str, ...]] | None:
    found = entry.select(".p-category, a[rel~=tag]")
    words = tuple(dict.fromkeys(filter(None, map(own_text, found))))
    return page.fact(words, "h-entry p-category", found[0]) if words else None
