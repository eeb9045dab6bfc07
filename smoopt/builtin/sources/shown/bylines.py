"""A page's authors as shown: in bylines, links to authors and lines at its top.

They are looked for only if no source states an author.
"""

from collections.abc import Iterator
from itertools import islice

from turbohtml import Element

from smoopt.builtin.sources.shown.author_labels import labelled
from smoopt.builtin.sources.shown.head_lines import Line, head_lines, lines_of
from smoopt.builtin.sources.shown.hints import has_by_near
from smoopt.builtin.sources.shown.named_places import (
    AUTHORS,
    author_places,
    is_author_link,
    is_author_place,
    name_words,
)
from smoopt.builtin.sources.shown.whose import (
    is_anothers,
    is_in_content,
    is_in_masthead,
    is_named_as_anothers,
)
from smoopt.html.other_pages import leads_elsewhere
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.facts import Fact, Person
from smoopt.model.person_names import after_label, in_byline, names_in
from smoopt.site.site import Site

# Words for something else about an author
_ABOUT = frozenset(
    {
        *(
            "bio",
            "box",
            "avatar",
            "image",
            "img",
            "photo",
            "picture",
            "description",
            "desc",
            "social",
        ),
        *(
            "title",
            "job",
            "role",
            "position",
            "count",
            "posts",
            "more",
            "email",
            "url",
            "date",
            "links",
        ),
        *("comment", "reply", "book", "quote", "cite", "icon", "label", "twitter", "card", "list"),
    }
)
_NAMES = (
    "[rel~=author], [itemprop=name], .author-name, .author__name, .byline-name, .byline__name,"
    " .fn, .p-name, .name, a[href*='/author'], [class*=profile] strong"
)
# The name of a place for the page's authors, even in a menu beside it
_OF_POST = frozenset({"article", "entry", "post"})
_MOST_NAMED, _MOST_WORDS, _MOST_PEOPLE = 40, 30, 12


def bylines(
    page: Page, site: Site, language: str, site_name: str, *, is_dated: bool
) -> Fact[tuple[Person, ...]] | None:
    """Return the page's authors.

    1. links that are marked as leading to an author; 2. elements named as author or byline; 3.
    links to pages of authors; 4. a line around the heading that begins with `By` or `Author:`;
    5. the page's only line `Author: NAME`. The site's own name does not count. More places are
    searched if the page has a date.
    """
    own = list(_own(page, author_places(page, is_dated=is_dated)))
    for rule, found in (
        ("rel=author", _marked(own)),
        ("byline", _named(own)),
        ("link to an author", _linked(own)),
        ("line at the heading", _around_heading(page, language)),
        ("line that names the author", labelled(page, language)),
    ):
        people, place = _people(page, site, found, site_name.casefold())
        if people:
            return page.fact(people, rule, place)
    return None


def _people(
    page: Page, site: Site, found: Iterator[Line], site_name: str
) -> tuple[tuple[Person, ...], Element | None]:
    """Return the people that are named together in the first place that names any."""
    people: dict[str, Person] = {}
    first: Element | None = None
    for line in found:
        if first is not None and not _is_beside(line.element, first):
            break
        names = [name for name in names_in(line.text, handles=_is_strong(line)) if name]
        for name in names:
            if name.casefold() != site_name:
                url = _profile(page, site, line.element) if len(names) == 1 else ""
                people.setdefault(name.casefold(), Person(name, url))
        first = first or (line.element if people else None)
    return tuple(people.values())[:_MOST_PEOPLE], first


def _is_beside(element: Element, first: Element) -> bool:
    """Return whether two places are one byline: one is near the other."""
    places = [each for each in element.ancestors if isinstance(each, Element)]
    around = [each for each in islice(first.ancestors, 3) if isinstance(each, Element)]
    return any(
        place in places and (number == 0 or place.tag not in {"main", "article", "body"})
        for number, place in enumerate(around)
    )


def _is_strong(line: Line) -> bool:
    """Return whether the place is marked as an author's name, so that it may be a handle."""
    is_marked = "author" in (line.element.attr("rel") or "").split()
    return is_marked or "author" in name_words(line.element)


def _marked(own: list[Element]) -> Iterator[Line]:
    """Yield links and elements that are marked as the author."""
    for element in own:
        is_marked = "author" in (element.attr("rel") or "").lower().split()
        if is_marked or element.attr("itemprop") == "author":
            yield from _lines(element)


def _named(own: list[Element]) -> Iterator[Line]:
    """Yield the lines of elements named as author or byline."""
    for element in own:
        words = name_words(element)
        if not AUTHORS.isdisjoint(words) and _ABOUT.isdisjoint(words):
            yield from _lines(element)


def _linked(own: list[Element]) -> Iterator[Line]:
    """Yield the links to pages of authors."""
    for link in own:
        if is_author_link(link):
            yield Line(link, own_text(link))


def _own(page: Page, places: list[Element]) -> Iterator[Element]:
    """Yield the named places that are the page's own, not a quotation's or the site's."""
    for element in islice(filter(is_author_place, places), _MOST_NAMED):
        if is_named_as_anothers(element) or element.closest("blockquote, figure") is not None:
            continue
        is_in_footer = element.closest("footer") is not None and not is_in_content(page, element)
        if is_in_footer or is_in_masthead(page, element):
            continue
        if not is_anothers(page, element) or _is_of_post(element, places):
            yield element


def _is_of_post(element: Element, places: list[Element]) -> bool:
    """Return whether a place is the only one for the post's authors, as in Material's menu."""
    if element.closest("nav") is None or not _is_named_for_post(element):
        return False
    return sum(map(_is_named_for_post, places)) == 1


def _is_named_for_post(element: Element) -> bool:
    words = name_words(element)
    return not (_OF_POST.isdisjoint(words) or AUTHORS.isdisjoint(words))


def _lines(element: Element) -> Iterator[Line]:
    """Return the names marked up within an element, else its first lines."""
    if len(element.text.split()) > _MOST_WORDS:
        return
    inner = [] if element.tag == "a" else element.select(_NAMES)
    if inner:
        yield from (Line(each, own_text(each)) for each in inner)
        return
    for line in islice(lines_of(element, element.children), 2):
        yield Line(element, line.text)


def _around_heading(page: Page, language: str) -> Iterator[Line]:
    """Yield the lines around the heading that begin with a word such as `By`."""
    if not has_by_near(page, language):
        return
    lines = [
        line
        for line in head_lines(page)
        if not is_anothers(page, line.element) and not is_named_as_anothers(line.element)
    ]
    # Reviews of books name the books' authors, too.
    for said_by in (in_byline, after_label):
        found = [Line(line.element, said) for line in lines if (said := said_by(line.text))]
        if found:
            yield from found
            return


def _profile(page: Page, site: Site, element: Element) -> str:
    """Return the absolute address of a page about an author, if a link leads to one."""
    link = element if element.tag == "a" else element.find("a")
    href = "" if link is None else link.attr("href") or ""
    url = site.resolve(page, href) if leads_elsewhere(page, link) else ""
    return url if "://" in url else ""
