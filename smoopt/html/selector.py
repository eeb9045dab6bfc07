"""Which CSS selectors from the configuration are allowed: those that cannot take long."""

import re

import turbohtml

from smoopt.model.late_pattern import late

# Nobody writes a longer one by hand.
_MOST_CHARACTERS = 1000
_PARTS = late(
    r""""(?:\\.|[^"\\])*+"|'(?:\\.|[^'\\])*+'|\\.|:has\(|\(|\)""", re.IGNORECASE | re.DOTALL
)


def refuse_selector(selector: str) -> None:
    """Raise ValueError for an invalid selector, or one that may take very long."""
    if len(selector) > _MOST_CHARACTERS:
        raise ValueError(
            f"selector: found {len(selector):,} characters; expected at most {_MOST_CHARACTERS:,}"
        )
    if _nests_has(selector):
        # https://drafts.csswg.org/selectors-4/#relational (2026-11-30)
        raise ValueError(
            f"selector: {selector!r} has a :has() in another, which CSS forbids; write one without"
        )
    try:
        turbohtml.parse("").select_one(selector)
    except ValueError as error:
        raise ValueError(f"selector: {error}") from error


def _nests_has(selector: str) -> bool:
    """Tell whether a `:has()` stands in another: each level multiplies the time by the page."""
    open_ones: list[bool] = []
    for part in _PARTS.findall(selector):
        if part == ")":
            if open_ones:
                open_ones.pop()
        elif part[0] in ":(":
            is_has = part != "("
            if is_has and any(open_ones):
                return True
            open_ones.append(is_has)
    return False
