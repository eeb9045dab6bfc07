"""A line `Author: NAME`, as text or as a term with its description."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

from turbohtml import Element, XPath

from smoopt.builtin.sources.shown.head_lines import Line, lines_of
from smoopt.builtin.sources.shown.hints import labels_in
from smoopt.builtin.sources.shown.whose import is_named_as_anothers
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.person_names import after_label

# A longer text is no such line; only so many elements with a label at the beginning are checked.
_MOST_WORDS, _MOST_LABELS = 30, 6


def labelled(page: Page, language: str) -> Iterator[Line]:
    """Yield the text of the page's only line `Author: NAME`, in English or its own language."""
    scope = page.content or page.body
    if scope is None:
        return
    found: dict[str, Line] = {}
    for word in labels_in(page, language):
        labels = XPath(f"descendant::*[starts-with(normalize-space(text()), '{word}')]")(scope)
        for label in islice(cast("list[Element]", labels), _MOST_LABELS):
            line = _after_label(label)
            if line is not None and not _is_apart(label):
                found.setdefault(line.text, line)
    if len(found) == 1:
        yield from found.values()


def _after_label(label: Element) -> Line | None:
    """Return the line that begins with a label, or the cell or term after it."""
    block = label.closest("p, li, div, dt, dd, th, td, section, header") or label
    # The line that begins with the label: a `<br>` may end it.
    lines = [line.text for line in lines_of(block, block.children)]
    text = next((line for line in lines if after_label(f"{line}:") is not None), own_text(block))
    said = after_label(text)
    if said is None and after_label(f"{text}:") is None:
        return None
    behind = next((each for each in block.next_siblings if isinstance(each, Element)), None)
    if not said and behind is not None and block.tag in {"dt", "th", "td", "div"}:
        block, said = behind, own_text(behind)
    return Line(block, said) if said and len(said.split()) <= _MOST_WORDS else None


def _is_apart(label: Element) -> bool:
    places = [label, *(each for each in label.ancestors if isinstance(each, Element))]
    return any(place.tag in {"pre", "code"} or is_named_as_anothers(place) for place in places)
