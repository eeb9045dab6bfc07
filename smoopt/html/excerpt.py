"""The first real paragraph of a page, whether `<p>` marks it or not."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
from turbohtml import Element, Node, Text

from smoopt.html.own_text import is_aside, is_hidden, own_text, text_of
from smoopt.html.page_kind import ENTRY
from smoopt.html.prose import begins_with_icon, is_apart, is_notice, is_of_member, said_in
from smoopt.html.relevance import is_about, is_opening, leads_on, next_element, repeats
from smoopt.html.sections import Place, place_of
from smoopt.html.sentences import ends_as_sentence, is_real, is_sentence

_NOT_PROSE = frozenset({"figure", "figcaption", "table", "header", "dialog", "li"})
_FURNITURE = frozenset({"nav", "aside", "footer"})
# An element with this share of a page's text is never a mere notice.
_MOST_PART = 0.6
_MOST_PARAGRAPHS, _MOST_BLOCKS = 40, 60
# How many paragraphs are tried after one that only leads on.
_MOST_TRIES = 4
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


class _Found(NamedTuple):
    """The paragraph found, and whether the search ended because the text only introduces others."""

    paragraph: Paragraph | None
    given_up: bool = False


def paragraph_after(
    heading: Element, body: Element, *, outside_articles: bool, topic: str = ""
) -> Paragraph | None:
    """Find the first sentences after a page's heading, where no content is marked."""
    begins = heading.position or (0, 0)
    after = (each for each in _paragraphs(body) if (each.position or begins) > begins)
    found = _first(after, _Search(body, outside_articles, topic)).paragraph
    return found if found and ends_as_sentence(found.text) else None


def first_paragraph(
    content: Element, *, outside_articles: bool, passing: str = "", topic: str = ""
) -> Paragraph | None:
    """Find the first paragraph of prose: no menu, notice, caption, code, links or small print.

    1. In `<p>`, or in the text that stands loose before it; 2. where none is real, loose in a
    `<div>`. `outside_articles` passes over those in articles inside the content, as on a list of
    posts, whose own prose is in `<p>`; `passing` is the text of one to pass over, too. After one
    that only leads on, what follows must be about the page's `topic`: its title and heading.
    """
    search = _Search(content, outside_articles, topic, passing)
    found, given_up = _first(_paragraphs(content), search)
    if outside_articles or given_up or (found and is_real(found.text)):
        return found
    return _in_blocks(content, outside_articles) or found


class _Search(msgspec.Struct, frozen=True):
    """Where to look for a paragraph, and which ones count: see `first_paragraph`."""

    content: Element
    outside_articles: bool
    topic: str = ""
    passing: str = ""


def _first(paragraphs: Iterator[Element], search: _Search) -> _Found:
    """Return the first real paragraph, with a short sentence before it, or that alone.

    After one that only leads on, a few more are tried, and they must be about the topic.
    """
    short: Paragraph | None = None
    tries = 0
    for element, text in _prose(paragraphs, search):
        if leads_on(element, text):
            tries += short is None
        elif is_real(text) or (short is None and not tries and is_opening(text)):
            place = place_of(element, search.content, search.topic)
            if place is Place.PART:
                return _Found(short, given_up=True)
            if place is Place.TEXT and (not tries or is_about(text, search.topic)):
                found = Paragraph(element, text)
                if is_real(text):
                    return _Found(_with_short(short, found) if short else found)
                short = found
            elif place is Place.TEXT:
                tries += 1
        if tries >= _MOST_TRIES:
            break
    return _Found(short, given_up=tries > 0)


def _prose(paragraphs: Iterator[Element], search: _Search) -> Iterator[Paragraph]:
    """Yield the paragraphs of prose, without notices and their neighbours, and their text.

    Loose text before a paragraph is yielded in its place.
    """
    # Paragraphs that lie side by side are in the same surroundings.
    places: dict[Node | None, bool] = {}
    loosely = set[Node | None]()
    for element in islice(paragraphs, _MOST_PARAGRAPHS):
        place = element.parent
        if place not in places:
            places[place] = _holds_prose(element, search.content, search.outside_articles)
            if places[place] and _has_text(place):
                loosely.add(place)
        if not places[place] or is_notice(element) or begins_with_icon(element):
            continue
        text = said_in([element], own_text(element))
        if text and text != search.passing and not repeats(text, search.topic):
            loose = _loose(place, before=element) if place in loosely else None
            yield loose or Paragraph(element, text)


def _with_short(short: Paragraph, found: Paragraph) -> Paragraph:
    """Join a short first sentence with the paragraph that stands next to it."""
    if next_element(short.element) != found.element:
        return short
    return Paragraph(short.element, f"{short.text} {found.text}")


def _paragraphs(content: Element) -> Iterator[Element]:
    if content.select_one(_DOCBOOK) is None:
        return content.iter_elements("p")
    return iter(content.select(f"p, {_DOCBOOK}"))


def _in_blocks(content: Element, outside_articles: bool) -> Paragraph | None:
    """Find prose without `<p>`, in a block or in lines broken by `<br>`."""
    for block in (content, *islice(content.iter_elements("div"), _MOST_BLOCKS)):
        found = _loose(block)
        if found is None or is_notice(block) or is_aside(block) or is_of_member(block, content):
            continue
        if block == content or _holds_prose(block, content, outside_articles):
            return found
    return None


def _has_text(holder: Node | None) -> bool:
    return isinstance(holder, Element) and any(
        isinstance(child, Text) and child.data.strip() for child in holder.children
    )


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
    """Split nodes into runs of text: at blocks, and at two successive `<br>`."""
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

    Menus and the like are looked for outside the content, too, because on a page with little text
    the content may be one.
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
    """Tell whether an element is not prose; one with most of the page's words is never a notice."""
    if element.tag in _NOT_PROSE or is_aside(element):
        return True
    if element.tag == "details" and element.attr("open") is None:
        return True
    is_beside = is_apart(element) or is_hidden(element) or is_of_member(element, content)
    return is_beside and len(element.text) < _MOST_PART * len(content.text)
