"""Pages that say the same: summed up, those of some pages and of others, and named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from smoopt.html.page_kind import kind_by_path
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.stated_address import HOME

# What more pages have is a theme's doing; one finding is enough.
_MANY = 10
# Line and column.
At = tuple[int, int]
# Path, line, column.
_Row = tuple[str, int, int]


class Alike(NamedTuple):
    """How many pages say the same, the first of them, and the first that is to blame for it."""

    number: int
    rows: Sequence[_Row]


def joined(parts: Iterable[Alike]) -> Alike:
    """Sum up pages that say the same, of which some are summed up already."""
    number, rows = 0, list[_Row]()
    for part in parts:
        number += part.number
        rows += [(path, line, column) for path, line, column in part.rows]
    # The home page is not to blame, and the best one to name.
    rows.sort(key=lambda row: (row[0] != HOME, row[0]))
    first, others = rows[:_MANY], rows[_MANY:]
    if not any(map(_is_to_blame, first)):
        first += [*filter(_is_to_blame, others)][:1]
    return Alike(number, first)


def alike(
    rule: Rule, pages: Alike, what: str, severity: Severity | None = None
) -> Iterator[Finding]:
    """Name pages that say the same, with the place of each; of many only the first."""
    if pages.number == 1:
        return
    paths = [row[0] for row in pages.rows]
    blamed = [row for row in pages.rows if _is_to_blame(row)]
    for path, *at in blamed[:1] if pages.number > _MANY else blamed:
        message = f"its {what} is that of {_counted(pages.number - 1, paths[path == paths[0]])}"
        yield rule.at(Place(path, *at), message, severity)


def of_pages(pages: Mapping[str, At]) -> Alike:
    """Sum up pages that say the same, each with the place where it does."""
    return joined(Alike(1, [(path, *at)]) for path, at in pages.items())


def _is_to_blame(row: _Row) -> bool:
    """Tell a page from the home page, and from lists, which may go on under the same words."""
    return row[0] != HOME and kind_by_path(row[0]) != "list"


def _counted(others: int, one: str) -> str:
    return one if others == 1 else f"{others:,} other pages, such as {one}"
