"""Whether a changed page is parsed as intended.

The change is reverted in the tree of the new page, which must then equal the tree of the original
page.
"""

from collections.abc import Iterable

import turbohtml
from turbohtml import Element

from smoopt.html.added_attributes import SIGN
from smoopt.html.mark_rules import KEPT_END, KEPT_START, VOID
from smoopt.html.parsed_page import ParsedPage
from smoopt.html.source_text import one_newline, start_tag
from smoopt.model.edits import Span


def reads_wrapped(page: ParsedPage, element: Element, before: str, after: str) -> bool:
    """Tell whether the element is in the wrapper, and all else the same without it."""
    (start, end), text = _parsed_span(element), one_newline(page.source.readable)
    before, after = one_newline(before), one_newline(after)
    parts = text[:start], before, text[start:end], after, text[end:]
    document = turbohtml.parse("".join(parts), source_locations=True)
    at, stop = start + len(before), end + len(before)
    added = _signed(document, Span(start, at)) + _signed(document, Span(stop, stop + len(after)))
    for wrapper in added:
        inner = [each for each in wrapper.find_all(element.tag) if _begins(each, Span(at, at + 1))]
        if inner:
            _remove(each for each in added if wrapper not in (each, *each.ancestors))
            wrapper.replace_with(inner[0])
            return document.serialize() == page.document.serialize()
    return False


def reads_replaced(page: ParsedPage, element: Element, new: str) -> bool:
    """Tell whether the element waits in a template, and all else is the same with it back."""
    (start, end), text = _parsed_span(element), one_newline(page.source.readable)
    new = one_newline(new)
    parts = text[:start], new, KEPT_START, text[start:end], KEPT_END, text[end:]
    document = turbohtml.parse("".join(parts), source_locations=True)
    at = start + len(new)
    _remove(_signed(document, Span(start, at)))
    for template in _signed(document, Span(at, at + 1)):
        waiting = [each for content in template.children for each in content.children]
        if len(waiting) == 1:
            template.replace_with(waiting[0])
            return document.serialize() == page.document.serialize()
    return False


def reads_signed(page: ParsedPage, element: Element) -> bool:
    """Tell whether an attribute more changes nothing else: of like `<b>` some may not be read."""
    start, text = _parsed_span(element).start, one_newline(page.source.readable)
    after_name = start + len(f"<{element.tag}")
    new = f"{text[:after_name]} {SIGN}{text[after_name:]}"
    document = turbohtml.parse(new, source_locations=True)
    for signed in _signed(document, Span(start, start + 1)):
        del signed.attrs[SIGN]
    return document.serialize() == page.document.serialize()


def _parsed_span(element: Element) -> Span:
    """Return the span of a whole element as the parser counts."""
    location = element.source_location
    assert location is not None  # noqa: S101 - whole_of saw it
    last = location.end_tag if element.tag not in VOID else None
    return Span(location.start_tag.start_offset, (last or location.start_tag).end_offset)


def _signed(document: turbohtml.Document, span: Span) -> list[Element]:
    """Find what bears the sign and begins in a span, in order."""
    return [each for each in document.select(f"[{SIGN}]") if _begins(each, span)]


def _begins(element: Element, span: Span) -> bool:
    parsed = start_tag(element)
    return parsed is not None and span.start <= parsed.start_offset < span.end


def _remove(elements: Iterable[Element]) -> None:
    for element in elements:
        element.decompose()
