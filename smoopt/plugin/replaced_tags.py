"""How a tag of the head is replaced, or reported where it may not be touched."""

from collections.abc import Iterator, Mapping

import msgspec
from turbohtml import Element

from smoopt.html import markup
from smoopt.html.head import HeadTag
from smoopt.html.mark_rules import VOID
from smoopt.html.page import Page
from smoopt.model.edits import Edit, Span
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Fault


class Right(msgspec.Struct, frozen=True):
    """What a tag should say: its name, the right value ("" where that is not known), and why."""

    key: str
    value: str
    because: str


def replaced(
    page: Page, there: HeadTag, right: Right, new: str, fault: Fault
) -> Iterator[Edit | Finding]:
    """Replace one tag, or report it where it may not be touched.

    What smoopt may not replace is reported as a warning at most, so that it does not fail the
    build.
    """
    place, span = page.place(there.element), _whole(page, there.element)
    found = f'{right.key} "{there.value}": {fault.message}'
    if why := _untouchable(page, right, span):
        hint = f', "{right.value}" is right' if right.value else ""
        message = f"{found}; correct it in the site's source{hint} (smoopt left it: {why})"
        yield fault.rule.at(place, message, min(fault.rule.severity, Severity.WARNING))
        return
    assert span is not None  # noqa: S101 - _untouchable saw it
    deed = "taken out" if not new else f'"{right.value}" is written in its place'
    yield Edit(span, new, right.key, f"{right.because}; {fault.message}")
    mended = fault.rule.at(place, f"{found}; {deed}", Severity.INFO)
    yield msgspec.structs.replace(mended, mended=True)


def rewritten(page: Page, there: HeadTag, changed: Mapping[str, str]) -> str:
    """Rewrite a tag, quoted and with its name first, keeping all attributes that do not change."""
    element = there.element
    names = sorted(element.attrs, key=lambda name: name not in {"property", "name", "rel"})
    attributes = {name: changed.get(name, element.attr(name) or "") for name in names}
    return markup.Markup(markup.start_tag(element.tag, attributes, void=True, xhtml=page.xhtml))


def _whole(page: Page, element: Element) -> Span | None:
    """Return the span of an element with its tags."""
    start, end = page.start_tag(element), page.end_tag(element)
    if start is None or element.tag in VOID:
        return start
    return None if end is None else Span(start.start, end.end)


def _untouchable(page: Page, right: Right, span: Span | None) -> str:
    """Return the reason why a tag may not be replaced, or ""."""
    if not right.value:
        return "it knows no better value"
    if page.framework:
        return f"{page.framework} would change it back in the browser"
    return "" if span else "its place is not known"
