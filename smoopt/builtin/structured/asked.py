"""The questions in a page with their answers: collapsible elements, else headings."""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from turbohtml import Element, Node

from smoopt.html.own_text import own_text, text_of

# https://util.unicode.org/UnicodeJsps/list-unicodeset.jsp?a=[:name=/QUESTION MARK/:] (2026-12-01)
_MARKS = ("?", "？", "؟", "՞", "፧")
# In Greek; elsewhere the first of them separates.
_GREEK_MARKS = (";", "\u037e")
# What may follow them
_CLOSING = " \"'”’»«)）」』*"
_LEVELS = ("h2", "h3", "h4")
_HEADINGS = "h1, h2, h3, h4, h5, h6"


class Asked(NamedTuple):
    """A question and its answer, which is "" if none follows."""

    question: str
    answer: str


def all_asked(content: Element, language: str, most: int) -> list[Asked]:
    """Return the questions of a page that consists of questions; none if they exceed `most`.

    1. If there are `<details>`, each must be a question; 2. else all headings of one level, the
    first at which all are questions, with no headings below it.
    """
    unfolding = content.find_all("details", limit=most + 1)
    found = map(_unfolded, unfolding) if unfolding else _headed(content, language, most)
    asked = list(found)
    is_whole = all(each.answer and is_question(each.question, language) for each in asked)
    return asked if is_whole and len(asked) <= most else []


def is_question(text: str, language: str) -> bool:
    """Return whether a text ends with the question mark of its script."""
    marks = (*_MARKS, *_GREEK_MARKS) if language == "el" else _MARKS
    return text.rstrip(_CLOSING).endswith(marks)


def _unfolded(details: Element) -> Asked:
    summary = details.find("summary")
    if summary is None or summary.parent != details or details.find("details") is not None:
        return Asked("", "")
    rest = (child for child in details.children if child != summary)
    return Asked(own_text(summary), text_of(rest))


def _headed(content: Element, language: str, most: int) -> Iterator[Asked]:
    headings = content.select(_HEADINGS)
    for level in _LEVELS:
        own = [each for each in headings if each.tag == level]
        if own and all(is_question(own_text(each), language) for each in own[: most + 1]):
            if all(each.tag <= level for each in headings):
                yield from (Asked(own_text(each), text_of(_under(each))) for each in own)
            return


def _under(heading: Element) -> Iterator[Node]:
    """Return the nodes after a heading, up to the next one."""
    return takewhile(_is_no_heading, heading.next_siblings)


def _is_no_heading(node: Node) -> bool:
    if not isinstance(node, Element):
        return True
    return not node.matches(_HEADINGS) and node.select_one(_HEADINGS) is None
