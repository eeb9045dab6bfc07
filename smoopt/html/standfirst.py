"""The standfirst: the line under a page's h1 by which its author says what the page is about."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

import msgspec
from turbohtml import Element, Node, Text

from smoopt.html.class_words import is_named
from smoopt.html.excerpt import Paragraph
from smoopt.html.own_text import is_aside, own_text
from smoopt.html.prose import is_notice, said_in
from smoopt.html.relevance import repeats
from smoopt.html.sentences import ends_as_sentence

# Class names that themes give to it.
_NAMES = frozenset(
    {
        *("abstract", "chapeau", "chapo", "deck", "dek", "description", "entradilla", "excerpt"),
        *("ingress", "intro", "introduction", "lead", "lede", "shortdesc", "standfirst"),
        *("strapline", "subheading", "subheadline", "subline", "subtitle", "subtitulo", "summary"),
        *("tagline", "teaser", "vorspann"),
    }
)
# What holds several blocks side by side is a table or a list, however it is called.
_SEVERAL_BLOCKS = "div ~ div, table, ul, ol, dl"
# What stands behind such a name and says nothing: `dek-wrapper`, `IntroText`.
_BEHIND = frozenset(
    {"block", "body", "box", "container", "content", "copy", "p", "text", "txt", "wrap", "wrapper"}
)
# `atc-IntroText`, `article__leadText`: a name begins at each hyphen, dash and capital.
_PARTS = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
# What tools that scope styles write behind a name: `HeaderDek-bIqFFZ`, `dek__a8Fj2`.
_HASH = re.compile(r"[-_]+(?=[A-Za-z]*\d|[A-Za-z0-9]*[a-z][A-Z])[A-Za-z0-9]{5,7}$")
_LINES = frozenset({"p", "div", "span", "h2", "h3", "h4", "blockquote", "strong", "em", "li"})
_DECKS = frozenset({"h2", "h3", "h4"})
# What stands between a heading and its text, and is neither.
_BETWEEN = frozenset({"ul", "ol", "dl", "table", "figure", "figcaption", "pre", "dialog"})
_LISTS = frozenset({"ul", "ol"})
# What is in the text, and never before it.
_BEGUN = frozenset({"dl", "pre", "table"})
_ASIDE_NAMES = frozenset(
    {
        *("audio", "author", "authors", "bio", "caption", "credit", "credits", "gallery", "image"),
        *(
            "media",
            "photo",
            "picture",
            "player",
            "profile",
            "recommended",
            "signature",
            "slideshow",
        ),
        "video",
    }
)
_BLOCKS = "p, h2, h3, h4, div, li, blockquote, pre, table"
# A shorter one is a second title, a longer one is the text.
_LEAST, _MOST = 40, 600
# One that is no sentence is a line if it is so long, and does not say the title again.
_LEAST_WORDING, _LEAST_HEADING = 50, 60
# A paragraph of this many letters begins the text.
_TEXT = 60
_MOST_LEVELS, _MOST_ELEMENTS = 3, 150


class _Around(msgspec.Struct, frozen=True):
    """What stands around the heading and the content, by which a line is judged."""

    content: Element
    # The content and what holds it; what holds the heading, the next first.
    holding: frozenset[Node]
    heading: tuple[Node, ...]
    inside: bool
    title: str
    # What is called a line, and holds several.
    named: set[Node]


def standfirst(heading: Element, content: Element, topic: str = "") -> Paragraph | None:
    """Find what stands under a page's h1 and before its text.

    1. What is called a subtitle, lead, excerpt or the like; 2. a heading that is a sentence, and
    no part's; 3. a paragraph in the header of the content, or above it.
    """
    above = tuple(heading.ancestors)
    inside = content in above
    # Above the content, an h1 that is a link is the site's name.
    if not inside and (heading.closest("a") or heading.find("a")):
        return None
    holding = frozenset((content, *content.ancestors))
    topic = topic or own_text(heading)
    around = _Around(content, holding, above, inside, topic, set())
    for element in _following(heading, around):
        if found := _line(element, around):
            return found
        if _is_text(element, around):
            return None
    return None


def _following(heading: Element, around: _Around) -> Iterator[Element]:
    """Yield the elements between the heading and the next one, except those beside the text."""
    passed = set[Node]()
    for element in islice(_elements(heading.following), _MOST_ELEMENTS):
        if around.inside and element.tag in _BEGUN:
            return
        if element.parent in passed or (
            element not in around.holding and _is_beside(element, around)
        ):
            passed.add(element)
        else:
            yield element


def _elements(nodes: Iterator[Node]) -> Iterator[Element]:
    return (node for node in nodes if isinstance(node, Element))


def _is_beside(element: Element, around: _Around) -> bool:
    if not element.attrs:  # its tag says all, and soon
        return (element.tag in _BETWEEN and element.parent not in around.named) or is_aside(element)
    if is_named(element, _ASIDE_NAMES, ("class", "id")):
        return True
    if element.parent in around.named and element.tag in _LISTS:
        return False
    if _is_named(element):
        return False
    return element.tag in _BETWEEN or is_aside(element) or is_notice(element)


def _line(element: Element, around: _Around) -> Paragraph | None:
    """Read a line that says what the page is about: one that is called so, or any that is apart."""
    inherited = element.parent in around.named
    named = inherited or (element not in around.holding and _is_named(element))
    if named and (element.select_one(_SEVERAL_BLOCKS) is not None or _is_of_several(element)):
        return None
    if named and element.select_one(_BLOCKS) is not None:
        around.named.add(element)
        return None
    if not _may_be_line(element, around, named=named) or is_aside(element) or is_notice(element):
        return None
    text = said_in([element], own_text(element))
    if not _LEAST <= len(text) <= _MOST or text[:2].islower():
        return None
    if repeats(text, around.title):
        return None
    is_whole = ends_as_sentence(text) and text[-1] != "…"
    fit = is_whole or (len(text) >= (_LEAST_WORDING if named else _LEAST_HEADING))
    return Paragraph(element, text) if fit else None


def _is_of_several(element: Element) -> bool:
    """Tell whether a sibling has the same telling class, as cells and list items have."""
    words = [*filter(_names_line, (element.attr("class") or "").split())]
    beside = chain(element.previous_siblings, element.next_siblings) if words else ()
    others = (each for each in beside if isinstance(each, Element) and each.tag == element.tag)
    return element.tag != "p" and any(each.has_class(word) for each in others for word in words)


def _may_be_line(element: Element, around: _Around, *, named: bool) -> bool:
    if named:
        return element.tag in _LINES
    if element.tag == "p":
        return _is_apart(element, around)
    return element.tag in _DECKS and _is_deck(element)


def _is_deck(element: Element) -> bool:
    """Tell whether a heading may be a line about the page, and does not begin a part of it."""
    text = element.text.strip()
    if text[:1].isdigit() or element.find("a") is not None:
        return False
    if text.endswith("."):
        return True
    following = (each.tag for each in element.next_siblings if isinstance(each, Element))
    return element.tag not in following and (ends_as_sentence(text) or not element.attr("id"))


def _is_apart(element: Element, around: _Around) -> bool:
    """Tell whether a paragraph is in the heading's header, or near it above the content."""
    header = element.closest("header, hgroup")
    if around.inside or around.content in around.heading:
        return header is not None and header in around.heading
    if around.content in element.ancestors:  # the h1 stands above the content and its header
        return header is not None and around.content in header.ancestors
    return element.parent in around.heading[:_MOST_LEVELS]


def _is_text(element: Element, around: _Around) -> bool:
    """Tell whether the text, or a part of it, begins with this element."""
    if element.tag in _DECKS:
        return element.closest("header, hgroup") is None
    if element.tag == "p":
        return len(element.text.strip()) >= _TEXT
    if element in around.holding:
        return False
    return element.tag in {"div", "section"} and any(
        isinstance(child, Text) and len(child.data.strip()) >= _TEXT for child in element.children
    )


def _is_named(element: Element) -> bool:
    if not element.attrs:
        return False
    written = f"{element.attr('class') or ''} {element.attr('id') or ''}".split()
    return any(map(_names_line, written)) or element.attr("itemprop") == "description"


# Few words make up the classes of a site.
@lru_cache(maxsize=4096)
def _names_line(word: str) -> bool:
    """Tell whether a word begins or ends with such a name; `site-description` is the site's."""
    parts = [part.lower() for part in _PARTS.split(_HASH.sub("", word)) if part]
    while len(parts) > 1 and parts[-1] in _BEHIND:
        del parts[-1]
    return "site" not in parts and not _NAMES.isdisjoint((*parts[:1], *parts[-1:]))
