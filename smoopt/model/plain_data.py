"""Plain data from outside, such as a page's JSON or settings, with a limit to its nesting."""

import json
from collections.abc import Callable

from smoopt.model.plain_text import visible

# Nobody writes so deeply by hand; what smoopt does with each level takes a few frames of the stack.
MOST_DEEP = 100


class TooDeep(ValueError):
    """Lists and tables are nested too deeply."""

    def __init__(self, levels: int = MOST_DEEP) -> None:
        """Say how deep it may be."""
        super().__init__(f"it nests too deeply; expected at most {levels} levels")


def read_json(
    text: str,
    parse_constant: Callable[[str], object] | None = None,
    levels: int = MOST_DEEP,
) -> object:
    """Read JSON; raises JSONDecodeError or another ValueError if it is invalid, and TooDeep."""
    try:
        value = json.loads(text, parse_constant=parse_constant)
    except RecursionError as error:
        raise TooDeep(levels) from error
    # Counting is cheap, and most texts have few lists and objects.
    if text.count("[") + text.count("{") > levels:
        refuse_deep(value, levels)
    return value


def refuse_deep(value: object, levels: int = MOST_DEEP) -> None:
    """Raise TooDeep for data of lists and tables that nests deeper than so many levels."""
    here = _within([value])
    for _ in range(levels):
        here = [inner for outer in here for inner in _within(outer)]
    if here:
        raise TooDeep(levels)


def _within(value: object) -> list[object]:
    """Return the lists and tables that are directly in another."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, dict | list)]


def write_json(value: object, indent: int | None = None) -> str:
    """Write JSON with invisible characters escaped, which is equal to programs."""
    return visible(json.dumps(value, ensure_ascii=False, indent=indent), "\n")
