"""Permalinks: an address for each heading of a page's content.

A heading's permalink is an `<a>` at its end without text, so that the heading reads as before for
search engines, tables of contents and find-in-page; the style sheet shows a `#` in the gutter. If
the heading has no id, the `<a>` has it: no tag of the page is changed.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache, partial
from urllib.parse import quote, unquote

import msgspec
from turbohtml import Element, Node, Text

from smoopt.html.after_text import is_after_heading, is_of_text
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.model.edits import Edit, Span
from smoopt.model.web_address import with_letters
from smoopt.plugin.translations import LocalWords
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site

# What pandoc and R Markdown mark up as headings below the title, and are none
_LABELS = ".author, .date, .subtitle"
_TO_A_PLACE = "a[href^='#']"
# Classes of the permalinks that generators and their plugins put on headings
_THEIRS = frozenset(
    [
        "anchor",
        "anchor-link",
        "anchorjs-link",
        "autolink-anchor",
        "direct-link",
        "doc-anchor",
        "hash-link",
        "header-anchor",
        "headerlink",
        "heading-anchor",
        "heading-link",
        "headline-hash",
        "permalink",
        "toclink",
    ]
)
_NO_ID = re.compile(r"[^\w\s-]+")
_BLANKS = re.compile(r"[\s_-]+")


class Permalinks(msgspec.Struct, frozen=True):
    """Permalinks in a language: one with an id, and one that links to an existing id."""

    with_id: Pattern
    without_id: Pattern

    def written(self, href: str, new: str, title: str) -> str:
        """Return a permalink; `new` is the id for the link, "" if one exists already."""
        pattern = self.with_id if new else self.without_id
        return pattern.fill(href=href, id=new, title=title)


@lru_cache(maxsize=256)
def permalinks_in(local_words: LocalWords, shown: str, templates: Templates) -> Permalinks:
    """Render the markup of permalinks; `shown` is the text of one. Raises CannotRun."""
    title = PerPage("title")
    first, *others = local_words.words.permalink.split("{title}")
    label = PerPage.joined(first, *(part for other in others for part in (title, other)))
    with_id, without_id = (
        templates.pattern(
            "permalink.html.j2",
            href=PerPage("href"),
            has_id=has_id,
            id=PerPage("id"),
            title=title,
            label=label,
            language=local_words.language,
            shown=shown,
        )
        for has_id in (True, False)
    )
    return Permalinks(with_id, without_id)


def permalinks(page: Page, site: Site, levels: Collection[int], made: Permalinks) -> Iterator[Edit]:
    """Yield a permalink for each heading of the content, unless the generator made one.

    With a `<base href>` to another page, a permalink begins with the page's own address; if
    that is unknown, there is none.
    """
    here = site.here(page)
    if page.content is None or here is None:
        return
    ids: _Ids | None = None
    encode = with_letters if page.source.takes_unicode else partial(quote, safe="")
    for heading in _headings(page, page.content, levels):
        span, title = page.end_tag(heading), own_text(heading)
        if span is None or not title or is_after_heading(heading):
            continue
        ids = ids or _Ids(page)
        target = ids.target(heading)
        if _is_led_to(heading, target, page, site):
            continue
        new = "" if target else ids.new(heading, title)
        href = f"{here}#{encode(target or new)}"
        rule = f'the id "{target}"' if target else "the heading's text"
        written = made.written(href, new, title)
        yield Edit(Span(span.start, span.start), written, "permalink", rule)


def _headings(page: Page, content: Element, levels: Collection[int]) -> Iterator[Element]:
    """Yield the content's own headings without a permalink."""
    # On most pages all of them have a link to a place in the page. Tag by tag, that is soon seen:
    # in a whole page the parser finds a single tag by an index.
    unlinked = (f"h{level}:not(:has({_TO_A_PLACE}))" for level in levels)
    found = (heading for each in unlinked for heading in page.document.select(each))
    if not any(content in heading.ancestors for heading in found):
        return
    for heading in content.select(_without_link(tuple(levels))):
        if not _is_linked(heading) and is_of_text(heading, content):
            yield heading


@lru_cache(maxsize=64)
def _without_link(levels: tuple[int, ...]) -> str:
    """Return the selector that excludes headings with a generator's permalink inside."""
    names = ", ".join(f"h{level}" for level in levels)
    theirs = ", ".join([_TO_A_PLACE, *(f"a.{name}" for name in sorted(_THEIRS))])
    return f":is({names}):not({_LABELS}, :has({theirs}))"


def _is_linked(heading: Element) -> bool:
    """Return whether a heading has a permalink beside it, or is a link as a whole."""
    if _is_theirs(heading.previous_sibling) or _is_theirs(heading.next_sibling):
        return True
    if heading.closest("a") is not None:
        return True
    links = heading.find_all("a")
    return bool(links) and own_text(heading) in map(own_text, links)


def _is_led_to(heading: Element, target: str, page: Page, site: Site) -> bool:
    """Return whether a link in a heading, or right beside it, leads to the heading's own id.

    Beside it there may be an element that contains only the link. If the heading has no id, the
    link may have it.
    """
    beside = filter(None, map(_first, (heading.previous_siblings, heading.next_siblings)))
    links = [*heading.find_all("a")]
    for element in beside:
        found = [element] if element.tag == "a" else element.find_all("a", limit=2)
        links += found if len(found) == 1 and found[0].text.strip() == element.text.strip() else []
    return any(_leads(link, target, page, site) for link in links)


def _first(siblings: Iterable[Node]) -> Element | None:
    """Return the first element of some siblings, if no text is before it."""
    for node in siblings:
        if isinstance(node, Element):
            return node
        if isinstance(node, Text) and node.data.strip():
            return None
    return None


def _leads(link: Element, target: str, page: Page, site: Site) -> bool:
    """Return whether a link leads to an id in its own page, however it names the page."""
    where, mark, place = (link.attr("href") or "").partition("#")
    if not mark or not place or unquote(place) != (target or _name(link)):
        return False
    path = site.file(page, where) if where else None
    return not where or (path is not None and page.path in {path, site.behind(path)})


def _is_theirs(node: Node | None) -> bool:
    """Return whether a node is a permalink of the generator or of a plugin of it."""
    if not isinstance(node, Element) or node.tag != "a":
        return False
    return not _THEIRS.isdisjoint((node.attr("class") or "").split())


class _Ids:
    """The elements that a page's ids and anchor names refer to, its own and new ones."""

    def __init__(self, page: Page) -> None:
        """Find the element that each refers to: the first."""
        self._places: dict[str, Element] = {}
        # The last number given to equal headings, so that thousands of them cost no more.
        self._numbers: dict[str, int] = {}
        for element in page.document.select("[id], a[name]"):
            if name := _name(element):
                self._places.setdefault(name, element)

    def target(self, heading: Element) -> str:
        """Return an id that leads to a heading already; "" if there is none.

        1. its own; 2. of an anchor in it, or an empty one before it; 3. of the section it
        opens.
        """
        before = _first(heading.previous_siblings)
        is_anchor = before is not None and before.tag == "a" and not before.text.strip()
        places = [heading, *heading.find_all("a"), *([before] if before and is_anchor else ())]
        section = heading.parent
        if isinstance(section, Element) and heading.matches(":is(section, div) > :first-child"):
            places.append(section)
        for place in places:
            if (name := _name(place)) and self._places.get(name) == place:
                return name
        return ""

    def new(self, heading: Element, title: str) -> str:
        """Make an id from a heading: its words in lower case with hyphens, and a number if taken.

        Letters of all scripts are kept: https://html.spec.whatwg.org/#the-id-attribute
        """
        words = _BLANKS.sub("-", _NO_ID.sub("", title.casefold())).strip("-") or "section"
        number = self._numbers.get(words, 1)
        slug = words if number == 1 else f"{words}-{number}"
        while slug in self._places:
            number += 1
            slug = f"{words}-{number}"
        self._numbers[words] = number
        self._places[slug] = heading
        return slug


def _name(element: Element) -> str:
    return element.attr("id") or (element.attr("name") if element.tag == "a" else "") or ""
