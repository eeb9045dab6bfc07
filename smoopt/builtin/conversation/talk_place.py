"""Where responses are inserted: after the text, and outside what microformats call the text."""

from smoopt.builtin.share.bar.place import ChosenPlace
from smoopt.html.page import Page

# Elements that parsers of microformats take for the entry's own text, by new and old classes:
# https://microformats.org/wiki/h-entry#Compatibility (2026-12-01)
_TEXTS = ("e-content", "entry-content")


def outside_text(page: Page, place: ChosenPlace) -> int | None:
    """Return the position of a place, moved after the element of the text if it is inside one."""
    position = place.position
    if position is None or place.rule != "content-end":
        return position
    if not any(name in page.classes for name in _TEXTS):
        return position
    for element in page.document.select(", ".join(f".{name}" for name in _TEXTS)):
        start, end = page.start_tag(element), page.end_tag(element)
        if start is not None and end is not None and start.end <= position <= end.start:
            return end.end
    return position
