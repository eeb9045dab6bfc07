"""What of a page is its own prose: the main content, and text as a person reads it."""

from typing import NamedTuple

import turbohtml
from turbohtml import Element

from smoopt.model.plain_text import tidy

# Where generators put what a page is about, the most certain first.
_CONTENT = (
    *("[itemprop=articleBody]", "main article", "article"),
    *("main", "[role=main]", "#content", "#main-content"),
)
# Parts of the content that are not its own words.
_ASIDES = frozenset({"script", "style", "template", "nav", "aside", "footer", "form", "svg"})
_BREAKING = frozenset({"br", "p", "li", "td", "th", "div", "dd", "dt", "h1", "h2", "h3", "pre"})
# Without any of these inside, an element's own text is all of its text.
_UNEVEN = ", ".join([*_ASIDES, *_BREAKING, "[hidden]", "[data-smoopt-ignore]"])


class Wording(NamedTuple):
    """All text of an element: its characters without the blanks, and the number of its words."""

    letters: str
    words: int


def wording(element: Element) -> Wording:
    """Read what an element says, furniture and all."""
    words = element.text.split()
    return Wording("".join(words), len(words))


def main_content(document: turbohtml.Document, *, is_annotated: bool = True) -> Element | None:
    """Find the element that holds what a page is about, without the site's furniture.

    1. `[itemprop=articleBody]`; 2. the only article in main; 3. the only article; 4. main;
    5. `#content`; 6. what has the most text and the fewest links, by turbohtml's
    `main_content()`, unless that is a menu or a footer. `is_annotated` is False where it is known
    that there is no microdata.
    """
    for selector in _CONTENT if is_annotated else _CONTENT[1:]:
        found = outermost(document.select(selector))
        if len(found) == 1:
            return found[0]
    by_text = document.main_content()
    if by_text is None or by_text.closest("nav, aside, footer, header"):
        return None
    return by_text


def outermost(elements: list[Element]) -> list[Element]:
    """Give those elements that lie in none of the others."""
    if len(elements) <= 1:
        return elements
    others = set(elements)
    return [element for element in elements if others.isdisjoint(element.ancestors)]


def own_text(element: Element) -> str:
    """Read an element's text as a person would, without scripts, menus and asides."""
    if element.select_one(_UNEVEN) is None:
        return tidy(element.text)
    parts: list[str] = []
    _collect(element, parts)
    return tidy("".join(parts))


def is_aside(element: Element) -> bool:
    """Tell whether an element is furniture inside a page's content, not its own words."""
    return (
        element.tag in _ASIDES
        or element.attr("hidden") is not None
        or element.attr("data-smoopt-ignore") is not None
    )


def _collect(element: turbohtml.Node, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, turbohtml.Text):
            parts.append(child.data)
        elif isinstance(child, Element) and not is_aside(child):
            parts.append(" " if child.tag in _BREAKING else "")
            _collect(child, parts)
