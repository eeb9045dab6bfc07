"""Groups of pages with the same text, which can be merged and reported."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from smoopt.html.page_kind import kind_by_path
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.stated_address import HOME

# Text on more pages is the theme's; one finding is enough.
_MANY = 10
# Line and column
At = tuple[int, int]
# Path, line, column
_Row = tuple[str, int, int]


class Alike(NamedTuple):
    """The number of pages with the same text, the first of them, and the first one to blame."""

    number: int
    rows: Sequence[_Row]


def joined(parts: Iterable[Alike]) -> Alike:
    """Merge groups of pages with the same text."""
    number, rows = 0, list[_Row]()
    for part in parts:
        number += part.number
        rows += [(path, line, column) for path, line, column in part.rows]
    # The home page is not to blame, and is the best one to name.
    rows.sort(key=lambda row: (row[0] != HOME, row[0]))
    first, others = rows[:_MANY], rows[_MANY:]
    if not any(map(_is_to_blame, first)):
        first += [*filter(_is_to_blame, others)][:1]
    return Alike(number, first)


def alike(
    rule: Rule, pages: Alike, what: str, severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield a finding for each page with the same text, with its place; of many, only one."""
    if pages.number == 1:
        return
    paths = [row[0] for row in pages.rows]
    blamed = [row for row in pages.rows if _is_to_blame(row)]
    for path, *at in blamed[:1] if pages.number > _MANY else blamed:
        message = f"its {what} is that of {_counted(pages.number - 1, paths[path == paths[0]])}"
        yield rule.at(Place(path, *at), message, severity)


def of_pages(pages: Mapping[str, At]) -> Alike:
    """Group pages with the same text, given the place of that text in each."""
    return joined(Alike(1, [(path, *at)]) for path, at in pages.items())


def _is_to_blame(row: _Row) -> bool:
    """Return whether a page is to blame: not the home page, nor a list that may go on elsewhere."""
    return row[0] != HOME and kind_by_path(row[0]) != "list"


def _counted(others: int, one: str) -> str:
    return one if others == 1 else f"{others:,} other pages, such as {one}"
