"""Which elements of a page may be changed, and where they stand."""

import msgspec
from turbohtml import Element, Namespace

from smoopt.html.added_attributes import SIGN
from smoopt.html.mark_rules import VOID
from smoopt.html.parsed_page import ParsedPage
from smoopt.model.edits import Span


class Reason(msgspec.Struct, frozen=True):
    """The name of an edit, the reason for it, and its order among others."""

    name: str
    because: str
    order: int = 0


def start_of(page: ParsedPage, element: Element) -> Span:
    """Return the span of an HTML element's start tag; raises ValueError."""
    span = page.start_tag(element)
    if span is None or element.namespace is not Namespace.HTML or element.closest("template"):
        raise ValueError(
            f"<{element.tag}> cannot be changed: expected an element of HTML that the page has a "
            "start tag for, and not in a template"
        )
    if SIGN in element.attrs:
        raise ValueError(f"<{element.tag}> bears {SIGN} already: it was changed or added by smoopt")
    return span


def whole_of(page: ParsedPage, element: Element) -> Span:
    """Return the span of an element with its tags; raises ValueError."""
    start = start_of(page, element)
    end = start if element.tag in VOID else page.end_tag(element)
    if end is None:
        raise ValueError(f"<{element.tag}> at {page.place(element)} has no end tag in the page")
    return Span(start.start, end.end)


def misread(page: ParsedPage, element: Element, reason: Reason, how: str) -> ValueError:
    """Say that a change would not be read as meant."""
    return ValueError(
        f"{reason.name}: <{element.tag}> at {page.place(element)} cannot be {how}: browsers would "
        "read the page otherwise than it is meant"
    )
