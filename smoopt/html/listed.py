"""Whether a page holds entries of other pages, whatever markup it has, or an article of its own."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from turbohtml import Element, XPath

from smoopt.html.class_words import is_named
from smoopt.html.content import outermost
from smoopt.html.other_pages import all_beside, heading_link, is_beside, leads_elsewhere
from smoopt.html.page import Page
from smoopt.model.finding import Place
from smoopt.model.late_pattern import late
from smoopt.model.plain_text import unspaced

# A heading that links: that of an entry, if it leads to another page.
_LINKED_HEADINGS = "h1 a, h2 a, h3 a, h4 a, a h1, a h2, a h3, a h4"
_HEADING_TAGS = "h1", "h2", "h3", "h4"
_HEADINGS = ", ".join(_HEADING_TAGS)
# The most text before the entries of a list: this share before several entries, or this many
# letters (a title and a line) before a single one.
_MOST_BEFORE, _MOST_BEFORE_ONE = 0.4, 120
# The share of a heading, or of the text of a list with one entry, that must be the link's.
_ALL_BUT = 0.8
# How the single entry of a list is marked up.
_ENTRY = frozenset(
    {
        *("post", "entry", "item", "article", "card", "summary", "excerpt", "preview", "teaser"),
        *("hentry", "h-entry", "story", "listing"),
    }
)
_TEXT_BEFORE = XPath("preceding::text()")
_LINK_TEXTS = XPath("descendant-or-self::a/descendant::text()")
# A heading that names the author, or the topic.
_BYLINE = late(r"\s*(?:by|von|par|por|di|door|av)\b", re.IGNORECASE)
_ABOUT = frozenset({"author", "tag", "category"})
# A shorter paragraph is a label; so many words of its own, and so much of all, make an article.
_LEAST_PARAGRAPH, _LEAST_OWN, _OWN_SHARE = 10, 100, 0.4


def several_entries(page: Page, entries: list[Element]) -> bool:
    """Tell whether a page is a list of posts, not one post with comments or teasers.

    No entry holds another; where all but one lead to other pages, that one is the page's own.
    """
    outer = [entry for entry in outermost(entries) if not is_beside(entry)]
    content = page.content
    if content is not None and not any(
        each == content or each in content.ancestors for each in outer
    ):
        outer = [entry for entry in outer if content in entry.ancestors]
    if len(outer) < 2 or any(entry.parent != outer[0].parent for entry in outer):  # noqa: PLR2004
        return False
    own = [entry for entry in outer if not leads_elsewhere(page, heading_link(entry))]
    return len(own) != 1 or own[0].select_one("h1") is None


def holds_entries(page: Page) -> bool:
    """Tell whether a page's headings lead to other pages, with little text of its own before them.

    A page with only its title and one link to another page counts, too.
    """
    scope = page.content or page.body
    if scope is None:
        return False
    links = scope.select(_LINKED_HEADINGS) if _may_have_entries(scope) else []
    # Two are enough to tell whether there are several.
    others = _to_other_pages(page, links, scope)
    headings = list(islice(others, 2))
    if not headings:
        return _is_one_link(page, scope)
    before = _letters_before(headings[0]) - _letters_before(scope)
    if len(headings) == 1:
        is_list = before <= _MOST_BEFORE_ONE and _is_entry(page, headings[0])
    else:
        is_list = before <= _MOST_BEFORE * _letters(scope.text)
    return is_list and not _has_text_of_its_own(scope, [*headings, *others])


def _may_have_entries(scope: Element) -> bool:
    """Rule out most pages fast: those without a heading that leads to another page.

    The parser finds a tag name by an index, in a quarter of a selector's time.
    """
    headings = (each for tag in _HEADING_TAGS for each in scope.find_all(tag))
    links = (link for each in headings for link in (*each.find_all("a"), each.closest("a")) if link)
    return any(_leads_out(link) for link in links)


def _leads_out(link: Element) -> bool:
    return not (link.attr("href") or "#").startswith("#")


def follows_an_entry(page: Page, place: Place | None) -> bool:
    """Tell whether a place lies behind the first heading that leads to another page."""
    scope = page.content or page.body
    if scope is None or place is None:
        return False
    heading = next(_to_other_pages(page, scope.select(_LINKED_HEADINGS), scope), None)
    if heading is None:
        return False
    entry = page.place(heading)
    return (entry.line, entry.column) < (place.line, place.column)


def is_article_of_its_own(page: Page) -> bool:
    """Tell whether the content is an article that is no entry of another page."""
    content = page.content
    if content is None or content.tag != "article":
        return False
    return not leads_elsewhere(page, heading_link(content))


def own_share_of_links(scope: Element) -> tuple[int, float]:
    """Count the links and their share of the text, leaving out menus and the like."""
    beside = list(all_beside(scope))
    letters = _letters(scope.text) - sum(_letters(each.text) for each in beside)
    linked = _linked(scope) - sum(map(_linked, beside))
    links = len(scope.find_all("a")) - sum(len(each.find_all("a")) for each in beside)
    return links, linked / letters if letters else 1.0


def _is_one_link(page: Page, scope: Element) -> bool:
    links = scope.find_all("a", limit=2)
    title = page.heading
    if len(links) != 1 or title is None or not leads_elsewhere(page, links[0]):
        return False
    rest = _letters(scope.text) - _letters(title.text if scope in title.ancestors else "")
    return _letters(links[0].text) >= _ALL_BUT * rest


def _to_other_pages(page: Page, found: list[Element], scope: Element) -> Iterator[Element]:
    """Yield headings that link to another page, except those outside of the text."""
    heading, letters = None, 0
    for element in found:
        link = element if element.tag == "a" else element.closest("a")
        # Most links lead to a part of the page itself.
        if link is None or not _leads_out(link):
            continue
        around = element.closest(_HEADINGS)
        if around is None:
            continue
        if around != heading:
            heading, letters = around, _letters(around.text)
        # A heading that merely contains a link is no entry.
        said = link.text
        if len(said) < _ALL_BUT * letters or _letters(said) < _ALL_BUT * letters:
            continue
        if _is_byline(link, around) or not leads_elsewhere(page, link):
            continue
        places = (each for each in around.ancestors if isinstance(each, Element))
        if not any(is_beside(each) for each in places if each not in (scope, page.body)):
            yield around


def _is_byline(link: Element, heading: Element) -> bool:
    rel = (link.attr("rel") or "").lower().split()
    return not _ABOUT.isdisjoint(rel) or _BYLINE.match(heading.text) is not None


def _has_text_of_its_own(scope: Element, headings: list[Element]) -> bool:
    """Tell whether any paragraph is outside of teasers, as in an article that ends with some."""
    paragraphs = [each for each in scope.select("p") if _counted(each)]
    of_others = {
        inner for heading in headings for place in _entry_of(heading, scope) for inner in _in(place)
    }
    every = sum(map(_counted, paragraphs))
    own = sum(_counted(each) for each in paragraphs if each not in of_others)
    return own >= _LEAST_OWN and own >= _OWN_SHARE * every


def _entry_of(heading: Element, scope: Element) -> Iterator[Element]:
    """Return the nodes of an entry: all around and after its heading that have no other heading."""
    whole = heading
    while (around := whole.parent) is not None and around != scope:
        if not isinstance(around, Element) or len(around.select(_HEADINGS)) > 1:
            break
        whole = around
    yield whole
    for behind in whole.next_siblings:
        if isinstance(behind, Element):
            if behind.matches(_HEADINGS) or behind.select_one(_HEADINGS) is not None:
                return
            yield behind


def _in(place: Element) -> list[Element]:
    return [place, *place.select("p")]


def _counted(paragraph: Element) -> int:
    """Count the words of a paragraph that is no label and no link."""
    words = len(paragraph.text.split())
    is_text = words >= _LEAST_PARAGRAPH and _linked(paragraph) < _letters(paragraph.text) / 2
    return words if is_text else 0


def _is_entry(page: Page, heading: Element) -> bool:
    """Tell whether a heading belongs to an element that is marked up as an entry."""
    own = () if page.heading is None else page.heading.ancestors
    return any(
        place.tag == "article" or is_named(place, _ENTRY, ("class",))
        for place in heading.ancestors
        if isinstance(place, Element) and place not in own
    )


def _letters_before(element: Element) -> int:
    return _letters("".join(cast("list[str]", _TEXT_BEFORE(element))))


def _linked(scope: Element) -> int:
    return _letters("".join(cast("list[str]", _LINK_TEXTS(scope))))


def _letters(text: str) -> int:
    return len(unspaced(text))
