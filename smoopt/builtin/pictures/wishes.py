"""The author's wishes for a picture: how to frame it, and what matters in it."""

import re
from collections.abc import Mapping

from smoopt.html.page import Page
from smoopt.model.late_pattern import late
from smoopt.site.settings import matches
from smoopt.site.site import Site

Focus = tuple[float, float]
_X = {"left": 0.0, "center": 0.5, "right": 1.0}
_Y = {"top": 0.0, "center": 0.5, "bottom": 1.0}
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)%")
_WORD = "object-position"
_IN_STYLE = late(r"(?:^|;)\s*object-position\s*:\s*([^;]+)", re.IGNORECASE)
# Pictures after so many in a page are not looked at.
_MOST_PICTURES = 60


def focus_of(written: str) -> Focus | None:
    """Parse a point as in CSS: `50% 20%`, `right top`, `30%`; None if it is none.

    The result is in shares of width and height, from 0 to 1. Lengths in pixels are rejected, as
    they mean nothing for a picture drawn in another size.
    """
    words = written.lower().split()
    if len(words) == 1:
        words = ["center", *words] if words[0] in {"top", "bottom"} else [*words, "center"]
    if len(words) != 2:  # noqa: PLR2004
        return None
    if words[0] in _Y and words[1] in _X:  # `top right` is `right top`
        words.reverse()
    x, y = (_share(word, known) for word, known in zip(words, (_X, _Y), strict=True))
    return None if x is None or y is None else (x, y)


def _share(word: str, known: Mapping[str, float]) -> float | None:
    if word in known:
        return known[word]
    number = _PERCENT.fullmatch(word)
    return min(float(number[1]) / 100, 1.0) if number else None


def option_for(path: str, options: Mapping[str, str]) -> Focus | None:
    """Return the focus in the options for a picture: that of the last pattern that matches."""
    found = [written for pattern, written in options.items() if matches((pattern,), path)]
    return focus_of(found[-1]) if found else None


def shown_focus(page: Page, site: Site, path: str) -> Focus | None:
    """Return the focus that the page itself sets for a picture, by the style of its `<img>`."""
    if _WORD not in page.text:
        return None
    for element in page.document.find_all("img", limit=_MOST_PICTURES):
        found = _IN_STYLE.search(element.attr("style") or "")
        if found and site.file(page, element.attr("src") or "") == path:
            return focus_of(found[1].replace("!important", ""))
    return None
