"""Elements of the body wrapped and replaced, reversibly: `Page.wrap` and `Page.replace`."""

from turbohtml import Element

from smoopt.html.added_attributes import SIGN
from smoopt.html.changeable import Reason, misread, whole_of
from smoopt.html.mark_rules import KEPT_END, KEPT_START, is_whole, left_open
from smoopt.html.parsed_page import ParsedPage
from smoopt.html.reads_as_meant import reads_replaced, reads_wrapped
from smoopt.model.edits import Edit

# Elements that embed something. Others contain the page's own text or structure.
REPLACEABLE = frozenset({"audio", "embed", "iframe", "img", "object", "picture", "video"})


def wrapped(page: ParsedPage, element: Element, before: str, after: str, reason: Reason) -> Edit:
    """Wrap an element; raises ValueError.

    In a `<select>`, older browsers read only options, so no wrapper is allowed there.
    """
    span = whole_of(page, element)
    before, after = before.strip(), after.strip()
    wrappers = left_open(before)
    if not wrappers or left_open(after, wrappers) != ():
        raise ValueError(
            f"{reason.name}: expected the beginning and the end of one element, and {SIGN} on "
            f"every outermost start tag of both; found {before!r} and {after!r}"
        )
    above = (each for each in element.ancestors if isinstance(each, Element))
    in_select = any(each.tag == "select" for each in above)
    if in_select or not reads_wrapped(page, element, before, after):
        raise misread(page, element, reason, "wrapped so")
    return Edit(span, before, reason.name, reason.because, "", reason.order, after)


def replaced(page: ParsedPage, element: Element, new: str, reason: Reason) -> Edit:
    """Replace an element, which stays behind the new ones in a template; raises ValueError."""
    span = whole_of(page, element)
    if element.tag not in REPLACEABLE:
        raise ValueError(
            f"{reason.name}: <{element.tag}> may not be replaced; expected one of "
            f"{', '.join(sorted(REPLACEABLE))}"
        )
    if not new or not is_whole(new) or KEPT_START in new:
        raise ValueError(f"{reason.name}: expected whole elements that bear {SIGN}, found {new!r}")
    if not reads_replaced(page, element, new):
        raise misread(page, element, reason, "replaced so")
    text = f"{new}{KEPT_START}{page.text[slice(*span)]}{KEPT_END}"
    return Edit(span, text, reason.name, reason.because)
