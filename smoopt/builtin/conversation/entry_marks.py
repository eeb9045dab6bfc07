"""h-entry for an article without microformats, as responses are properties of an entry.

https://microformats.org/wiki/h-entry (2026-12-01). It marks what the page shows: the heading as the
name, the date as the day. All of it is in `class`.
"""

from collections.abc import Iterator

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.dates import iso_date
from smoopt.model.edits import Edit
from smoopt.model.facts import Facts

# The roots of microformats, new and old, that a page could be; a card is somebody's.
_ROOTS = frozenset(
    {
        *("h-entry", "h-feed", "h-event", "h-review", "h-product", "h-recipe", "h-resume"),
        *("hentry", "hfeed", "vevent", "hreview", "hproduct", "hrecipe", "hresume"),
    }
)
_HOLDERS = frozenset({"article", "main", "section", "div"})


def entry_edits(page: Page, facts: Facts) -> Iterator[Edit]:
    """Mark the article, its heading and its day, unless anything of the page is marked."""
    if facts.type is None or facts.type.value != "article":
        return
    root = _root(page)
    if root is None:
        return
    parts = [(root, "h-entry", facts.type.because)]
    heading = page.heading
    if heading is not None and _is_within(heading, root):
        parts.append((heading, "p-name", "the page's heading"))
    if facts.published is not None and (day := _day(root, facts.published.value)) is not None:
        parts.append((day, "dt-published", facts.published.because))
    for element, name, why in parts:
        try:
            yield page.add_attributes(element, {"class": name}, name=name, because=why)
        except ValueError:  # its tag is not in the source, or is smoopt's already
            if element is root:
                return


def _root(page: Page) -> Element | None:
    """Return the element around the article; None if the page has microformats."""
    content = page.content
    if content is None or page.framework or not _ROOTS.isdisjoint(page.classes.split()):
        return None
    found = content.closest("article") or content
    return found if found.tag in _HOLDERS else None


def _is_within(element: Element, root: Element) -> bool:
    return any(above == root for above in element.ancestors)


def _day(root: Element, published: str) -> Element | None:
    """Return the only element that states the day, as in the facts."""
    found = [
        each for each in root.find_all("time") if iso_date(each.attr("datetime") or "") == published
    ]
    return found[0] if len(found) == 1 else None
