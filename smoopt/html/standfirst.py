"""The standfirst: the line under a page's h1 by which its author says what the page is about."""

from collections.abc import Iterator
from itertools import islice

from turbohtml import Element

from smoopt.html.class_words import is_named
from smoopt.html.excerpt import Paragraph
from smoopt.html.own_text import is_aside, own_text
from smoopt.html.prose import is_notice, is_sentence, said_in

# How themes call it.
_NAMES = frozenset(
    {
        *("abstract", "deck", "dek", "description", "excerpt", "intro", "introduction", "lead"),
        *("lede", "shortdesc", "standfirst", "subheading", "subtitle", "summary", "tagline"),
    }
)
_HOLDERS = frozenset({"div", "header", "hgroup", "section"})
_LINES = frozenset({"p", "div", "span", "h2", "h3", "h4", "blockquote"})
# What holds several blocks side by side is a table or a list, however it is called.
_SEVERAL_BLOCKS = "div ~ div, table, ul, ol, dl"
# A shorter one is a second title, a longer one is the text.
_LEAST, _MOST = 40, 600
_MOST_LEVELS, _MOST_NEIGHBOURS = 3, 6


def standfirst(heading: Element, content: Element) -> Paragraph | None:
    """Find what stands under a page's h1 and before its text.

    1. What is called a subtitle, lead, excerpt or the like; 2. a paragraph in the header of the
    content, or above it.
    """
    around = set(content.ancestors)
    inside = content in heading.ancestors
    # Above the content, an h1 that is a link is the site's name.
    if not inside and (heading.closest("a") or heading.find("a")):
        return None
    node = heading
    for _ in range(_MOST_LEVELS):
        for neighbour in _neighbours(node, content):
            is_body = neighbour == content or neighbour in around
            apart = not inside or (node.parent is not None and _is_header(node.parent))
            if is_body or (neighbour.tag == "p" and not apart and not _is_named(neighbour)):
                return None
            if found := _line(neighbour, apart=apart):
                return found
        holder = node.parent
        if not isinstance(holder, Element) or holder.tag not in _HOLDERS or holder in around:
            return None
        if holder == content:
            return None
        node = holder
    return None


def _neighbours(node: Element, content: Element) -> Iterator[Element]:
    """Give the elements that follow one, as far as they may belong to it."""
    following = (each for each in node.next_siblings if isinstance(each, Element))
    for neighbour in islice(following, _MOST_NEIGHBOURS):
        yield neighbour
        if neighbour == content or (neighbour.tag in {"h2", "ul"} and not _is_named(neighbour)):
            return


def _line(element: Element, *, apart: bool) -> Paragraph | None:
    """Read a line that says what the page is about: one that is called so, or any that is apart."""
    named = _is_named(element)
    if not (named or (apart and element.tag == "p")) or element.tag not in _LINES:
        return None
    if is_aside(element) or is_notice(element) or element.select_one(_SEVERAL_BLOCKS):
        return None
    text = said_in([element], own_text(element))
    fit = _LEAST <= len(text) <= _MOST if named else bool(text) and is_sentence(text)
    return Paragraph(element, text) if fit else None


def _is_named(element: Element) -> bool:
    return is_named(element, _NAMES, ("class", "itemprop"))


def _is_header(element: object) -> bool:
    return isinstance(element, Element) and element.tag in {"header", "hgroup"}
