"""Whether wrappers to be removed are whole: each end tag closes the start tag before it.

Marks tell which tags are smoopt's by their names alone. A guest could mark the beginning of one of
his elements and the end of another: what is left of both would close what others have opened. So
the parser is asked. It must read each of the tags as one of an element between the marks, and
without these elements the same page as without their text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

import turbohtml
from turbohtml import Element, SourceSpan

from smoopt.html.mark_rules import VOID
from smoopt.html.source_text import one_newline, readable, start_tag
from smoopt.model.edits import Span


def are_whole(pieces: Iterable[tuple[str, bool]]) -> bool:
    """Tell whether a page's wrappers are whole; each piece says whether smoopt added it."""
    texts, added = list[str](), list[Span]()
    position, pristine = 0, list[str]()
    for piece, is_added in pieces:
        text = one_newline(readable(piece))
        texts.append(text)
        if is_added:
            added.append(Span(position, position + len(text)))
        else:
            pristine.append(text)
        position += len(text)
    document = turbohtml.parse("".join(texts), source_locations=True)
    for element in list(document.iter_elements()):
        if not _is_taken_out(element, added):
            return False
    return document.serialize() == turbohtml.parse("".join(pristine)).serialize()


def _is_taken_out(element: Element, added: Sequence[Span]) -> bool:
    """Take an element out of the tree if it is smoopt's; False if only its beginning is."""
    begins = _piece(added, start_tag(element))
    location = element.source_location
    if begins is None or location is None:
        return True
    ends = begins if element.tag in VOID else _piece(added, location.end_tag)
    if ends == begins:
        element.decompose()
    elif ends is not None:
        element.unwrap()
    return ends is not None


def _piece(added: Sequence[Span], tag: SourceSpan | None) -> Span | None:
    """Find the added piece that contains a tag."""
    if tag is None:
        return None
    number = bisect_right(added, tag.start_offset, key=itemgetter(0)) - 1
    found = added[number] if number >= 0 else None
    return found if found is not None and tag.start_offset < found.end else None
