"""The main content of a page, and how much text it has."""

from itertools import islice
from typing import NamedTuple

import turbohtml
from turbohtml import Element, Node, Text

from smoopt.model.plain_text import tidy

# Where generators put what a page is about, the most certain first.
_CONTENT = (
    *("[itemprop=articleBody]", "main article", "article"),
    *("main", "[role=main]", "#content", "#main-content"),
)
# Class names for the text of an article in themes without these elements: hAtom, h-entry,
# WordPress, Blogger.
_BODY = (
    ".entry-content, .e-content, .post-content, .post-body, .article-body, .article-content, "
    ".articleBody, .article_body, .article__body, .entry-body, .story-body"
)
# The elements in which generators put the sections of a text.
_SECTIONS = frozenset({"div", "section"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_LEVELS = 20
# A shorter paragraph is a label or a date line; after so many paragraphs the search ends.
_LEAST_OPENING, _MOST_OPENING = 40, 5


class Wording(NamedTuple):
    """The size of an element's text: characters without whitespace, and words."""

    letters: str
    words: int


def wording(element: Element) -> Wording:
    """Return the size of all text in an element, menus and the like included."""
    words = element.text.split()
    return Wording("".join(words), len(words))


def opening(element: Element) -> str:
    """Return the first paragraph of some length: fast to find, and enough to compare pages."""
    for paragraph in islice(element.iter_elements("p"), _MOST_OPENING):
        text = tidy(paragraph.text)
        if len(text) >= _LEAST_OPENING:
            return text
    return ""


def main_content(document: turbohtml.Document, *, is_annotated: bool = True) -> Element | None:
    """Find the element that holds what a page is about, without the site's furniture.

    1. `[itemprop=articleBody]`; 2. the only article in main; 3. the only article; 4. main;
    5. `#content`; 6. what is called the body of an article; 7. what has the most text and the
    fewest links, by turbohtml's `main_content()`, unless that is a menu or a footer; of a text in
    sections, all.
    `is_annotated` is False where it is known that there is no microdata.
    """
    for selector in _CONTENT if is_annotated else _CONTENT[1:]:
        found = outermost(document.select(selector))
        if len(found) == 1:
            return found[0]
    if len(found := outermost(document.select(_BODY))) == 1:
        return found[0]
    by_text = document.main_content()
    if by_text is None or by_text.closest("nav, aside, footer, header"):
        return None
    return _whole(by_text)


def _whole(part: Element) -> Element:
    """Return the element with all sections of a text, from a part of one of them."""
    whole = part
    for place in islice((part, *part.ancestors), _MOST_LEVELS):
        around, kind = place.parent, _kind_of_section(place)
        if kind and isinstance(around, Element):
            others = (other for other in around.children if other != place)
            whole = around if kind in map(_kind_of_section, others) else whole
    return whole


def _kind_of_section(node: Node) -> tuple[str, str, str] | None:
    """Return tag, class and heading of an element that begins with a heading; None for others."""
    if isinstance(node, Element) and node.tag in _SECTIONS:
        for inner in node.descendants:
            if isinstance(inner, Element) and inner.tag in _HEADINGS:
                return node.tag, node.attr("class") or "", inner.tag
            if isinstance(inner, Text) and inner.data.strip():
                break
    return None


def is_marked(content: Element) -> bool:
    """Tell whether the page marks up its content, or it was only guessed from the text."""
    return content.matches(", ".join((*_CONTENT, _BODY)))


def outermost(elements: list[Element]) -> list[Element]:
    """Return the elements that are not inside any of the others."""
    if len(elements) <= 1:
        return elements
    others = set(elements)
    return [element for element in elements if others.isdisjoint(element.ancestors)]
