"""Plain data as others write it: JSON of a page, or settings, no deeper than anybody can follow."""

import json
from collections.abc import Callable

from smoopt.model.plain_text import visible

# Nobody writes so deeply by hand; what smoopt does with each level takes a few frames of the stack.
MOST_DEEP = 100


class TooDeep(ValueError):
    """Lists and tables stand in each other more than so many levels deep."""

    def __init__(self, levels: int = MOST_DEEP) -> None:
        """Say how deep it may be."""
        super().__init__(f"it nests too deeply; expected at most {levels} levels")


def read_json(
    text: str,
    parse_constant: Callable[[str], object] | None = None,
    levels: int = MOST_DEEP,
) -> object:
    """Read JSON; raises ValueError, which is JSONDecodeError where it is none, and TooDeep."""
    try:
        value = json.loads(text, parse_constant=parse_constant)
    except RecursionError as error:
        raise TooDeep(levels) from error
    # To count costs nothing, and most have few lists and objects.
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
    """Give the lists and tables that stand in another."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, dict | list)]


def write_json(value: object, indent: int | None = None) -> str:
    """Write JSON that is the same to programs, and in which nothing hides from people."""
    return visible(json.dumps(value, ensure_ascii=False, indent=indent), "\n")
