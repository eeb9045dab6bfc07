"""The first real paragraph of a page, whether `<p>` marks it or not."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from turbohtml import Element, Node, Text

from smoopt.html.own_text import is_aside, own_text, text_of
from smoopt.html.page_kind import ENTRY
from smoopt.html.prose import (
    begins_with_icon,
    ends_as_sentence,
    is_notice,
    is_real,
    is_sentence,
    said_in,
)

_NOT_PROSE = frozenset({"figure", "figcaption", "table", "header", "dialog", "li"})
_FURNITURE = frozenset({"nav", "aside", "footer"})
# What holds so much of a page's words is no notice in it.
_MOST_PART = 0.6
_MOST_PARAGRAPHS, _MOST_BLOCKS = 40, 60
# What themes call a title without making a heading of it.
_TITLE = ".title, .page-title"
# DocBook's paragraphs.
_DOCBOOK = "div.para"
# What stands inside a line of text: https://html.spec.whatwg.org/#phrasing-content-2 (2026-12-01)
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)


class Paragraph(NamedTuple):
    """A paragraph and what it says."""

    element: Element
    text: str


def paragraph_after(heading: Element, body: Element, *, outside_articles: bool) -> Paragraph | None:
    """Find the first sentences after a page's heading, where no content is marked."""
    begins = heading.position or (0, 0)
    after = (each for each in _paragraphs(body) if (each.position or begins) > begins)
    found = _first(after, body, outside_articles)
    return found if found and ends_as_sentence(found.text) else None


def paragraph_before(
    heading: Element, content: Element, around: Element, title: str, *, outside_articles: bool
) -> Paragraph | None:
    """Find the first sentences of a text before its first heading, if that entitles a section.

    So it does where the page's `title` does not name it, but something else that is called a title,
    before that text: Doxygen's titles are no headings.
    """
    whole, begins = _letters(title), heading.position or (0, 0)
    if _letters(own_text(heading)) in whole:
        return None
    found = first_paragraph(content, outside_articles=outside_articles)
    if found is None or not is_sentence(found.text) or found.element in heading.ancestors:
        return None
    opens = found.element.position or begins
    titles = (_letters(own_text(each)) for each in around.select(_TITLE) if _is_before(each, opens))
    return found if opens < begins and any(each and each in whole for each in titles) else None


def first_paragraph(
    content: Element, *, outside_articles: bool, passing: str = ""
) -> Paragraph | None:
    """Find the first paragraph of prose: no menu, notice, caption, code, links or small print.

    1. In `<p>`, or in the text that stands loose before it; 2. where none is real, loose in a
    `<div>`. `outside_articles` passes over those in articles inside the content, as on a list of
    posts, whose own prose is in `<p>`; `passing` is the text of one to pass over, too.
    """
    found = _first(_paragraphs(content), content, outside_articles, passing)
    if outside_articles or (found and is_real(found.text)):
        return found
    return _in_blocks(content, outside_articles) or found


def _first(
    paragraphs: Iterator[Element], content: Element, outside_articles: bool, passing: str = ""
) -> Paragraph | None:
    """Give the first that is real, or else the first that is prose at all."""
    short: Paragraph | None = None
    # Paragraphs that lie side by side are in the same surroundings.
    places: dict[Node | None, bool] = {}
    for element in islice(paragraphs, _MOST_PARAGRAPHS):
        place = element.parent
        if place not in places:
            places[place] = _holds_prose(element, content, outside_articles)
        if not places[place] or is_notice(element) or begins_with_icon(element):
            continue
        text = said_in([element], own_text(element))
        if text == passing:
            continue
        if text and is_real(text):
            if short and _is_headed(element, short.element, content):
                return short
            return _loose(place, before=element) or Paragraph(element, text)
        if short is None and text and ends_as_sentence(text):
            short = Paragraph(element, text)
    return short


def _is_headed(paragraph: Element, before: Element, content: Element) -> bool:
    """Tell whether the first heading stands between two paragraphs, so that one is about a part."""
    heading = content.select_one("h2, h3, h4, h5, h6")
    if heading is None:
        return False
    begin, at, end = (each.position or (0, 0) for each in (before, heading, paragraph))
    return begin < at < end


def _paragraphs(content: Element) -> Iterator[Element]:
    if content.select_one(_DOCBOOK) is None:
        return content.iter_elements("p")
    return iter(content.select(f"p, {_DOCBOOK}"))


def _in_blocks(content: Element, outside_articles: bool) -> Paragraph | None:
    """Find prose that no `<p>` marks, but a block or lines that are broken by hand."""
    for block in (content, *islice(content.iter_elements("div"), _MOST_BLOCKS)):
        found = _loose(block)
        if found is None or is_notice(block) or is_aside(block):
            continue
        if block == content or _holds_prose(block, content, outside_articles):
            return found
    return None


def _loose(holder: Node | None, before: Element | None = None) -> Paragraph | None:
    """Find the first prose that stands loose in an element, before one of its children."""
    if not isinstance(holder, Element):
        return None
    children = list(holder.children)
    end = len(children) if before is None else children.index(before)
    if not any(isinstance(child, Text) and child.data.strip() for child in children[:end]):
        return None
    for run in _runs(children[:end]):
        text = said_in(run, text_of(run))
        if text and is_real(text) and is_sentence(text):
            return Paragraph(holder, text)
    return None


def _runs(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Part nodes into lines of text: at blocks, and where two breaks follow each other."""
    run: list[Node] = []
    breaks = 0
    for node in nodes:
        tag = node.tag if isinstance(node, Element) else ""
        if tag in _INLINE or (isinstance(node, Text) and node.data.strip()):
            breaks = 0
        elif tag:
            breaks += 1
        if tag and tag not in _INLINE and (tag != "br" or breaks > 1):
            yield run
            run = []
        else:
            run.append(node)
    yield run


def _holds_prose(paragraph: Element, content: Element, outside_articles: bool) -> bool:
    """Tell whether what is around a paragraph may hold the content's prose.

    Furniture is looked for beyond the content, which may be such itself where a page has hardly a
    word of its own.
    """
    inside = True
    for place in paragraph.ancestors:
        if not isinstance(place, Element):  # a template holds its content in a fragment
            continue
        inside = inside and place != content
        if place.tag in _FURNITURE or (inside and _is_apart(place, content)):
            return False
        if outside_articles and place.matches(ENTRY):
            return False
    return True


def _is_apart(element: Element, content: Element) -> bool:
    """Tell what is beside the prose; what holds most of a page's words is no notice in it."""
    if element.tag in _NOT_PROSE or is_aside(element):
        return True
    if element.tag == "details" and element.attr("open") is None:
        return True
    return is_notice(element) and len(element.text) < _MOST_PART * len(content.text)


def _is_before(element: Element, position: tuple[int, int]) -> bool:
    return (element.position or position) < position


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
