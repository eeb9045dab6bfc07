"""Marks as comments: their syntax, and their positions as the parser sees them."""

import re
from collections.abc import Iterator

import msgspec
import turbohtml

_MARK = re.compile(r"<!--(/smoopt|smoopt [0-9a-f]{8}(?: kept| was [^<>-]*)?)-->")
# Finds the label for numbered marks in a text; with one "x" more, it is unique.
_LABELS = re.compile("smoopt-mark(x*)")
OPENING = re.compile(r"smoopt ([0-9a-f]{8})(?: (kept)| was ([^<>-]*))?")
CLOSING = "/smoopt"


class Mark(msgspec.Struct, frozen=True):
    """One mark comment: its place in the text, what it says, and whether it is in the head."""

    start: int
    end: int
    says: str
    in_head: bool


def marks(text: str) -> Iterator[Mark]:
    """Find the marks that are comments of the parsed page.

    The parser gives no position for a comment, so every candidate in the text is numbered and
    the numbered text is parsed: those numbers that come back as comments are marks.
    """
    label = f"smoopt-markx{max(_LABELS.findall(text), key=len, default='')}"
    candidates = list(_MARK.finditer(text))
    numbers = iter(range(len(candidates)))
    numbered = _MARK.sub(lambda _: f"<!--{label} {next(numbers)}-->", text)
    document = turbohtml.parse(numbered, positions=False)
    in_head: dict[int, bool] = {}
    for node in document.xpath_iter("//comment()"):
        if isinstance(node, turbohtml.Comment) and node.data.startswith(f"{label} "):
            in_head[int(node.data.removeprefix(label))] = _is_before_body(node, document)
    for number, found in enumerate(candidates):
        if number in in_head:
            yield Mark(found.start(), found.end(), found[1], in_head[number])


def _is_before_body(node: turbohtml.Comment, document: turbohtml.Document) -> bool:
    """Tell whether a comment is before the body, and not in or after it."""
    if node.closest("head") is not None:
        return True
    if node.parent not in (document, document.root):
        return False
    later = document.root if node.parent == document else document.find("body")
    return all(sibling != later for sibling in node.previous_siblings)
