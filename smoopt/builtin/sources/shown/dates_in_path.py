"""The day or month in a page's path: `2026/03/14/mill.html`, `2026-03-14-mill.html`."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from smoopt.model.late_pattern import late

_IN_PATH = late(
    r"(?:^|[/_-])(?P<y>(?:199|20\d)\d)(?P<s>[/_-])(?P<m>\d{1,2}|[a-z]{3})(?:(?P=s)(?P<d>\d{1,2}))?"
    r"(?=[/_.-]|$)",
    re.IGNORECASE,
)
# https://www.rfc-editor.org/rfc/rfc5322#section-3.3 (2026-12-01)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class PathDate(NamedTuple):
    """A date in a path: the first day that it may mean, and whether it names the day."""

    first: date
    has_day: bool

    def agrees(self, value: str) -> bool:
        """Return whether an ISO 8601 date may be the same, in any time zone."""
        day = date.fromisoformat(value[:10])
        near = [day + timedelta(days=by) for by in (-1, 0, 1)]
        if self.has_day:
            return self.first in near
        return any((each.year, each.month) == (self.first.year, self.first.month) for each in near)


def date_in_path(path: str) -> PathDate | None:
    """Return the last day, else the last month, that a path names."""
    found = [read for match in _IN_PATH.finditer(path) if (read := _read(match))]
    return max(found, key=lambda each: each.has_day, default=None)


def _read(match: re.Match[str]) -> PathDate | None:
    month = match["m"].lower()
    number = (
        int(month) if month.isdecimal() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
    )
    try:
        return PathDate(date(int(match["y"]), number, int(match["d"] or 1)), bool(match["d"]))
    except ValueError:
        return None
