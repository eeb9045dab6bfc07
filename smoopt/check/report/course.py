"""Scores and findings of a site over time, as reports draw them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import msgspec

from smoopt.check.audit_result import Audited
from smoopt.check.history import Entry
from smoopt.check.report.rules_by_platform import Platform
from smoopt.check.report.scores import scores
from smoopt.model.finding import Severity

_BARS = "▁▂▃▄▅▆▇█"


class Course(msgspec.Struct, frozen=True):
    """A figure over time: days and values, the oldest first, from 0 to `most`.

    `rises` is whether a higher value is better.
    """

    name: str
    values: tuple[tuple[date, int], ...]
    most: int
    rises: bool

    @property
    def change(self) -> int:
        """The difference between the last and the first value."""
        return self.values[-1][1] - self.values[0][1]

    @property
    def verdict(self) -> str:
        """Whether the change is `better`, `worse` or the `same`."""
        if not self.change:
            return "same"
        return "better" if (self.change > 0) is self.rises else "worse"

    def points(self) -> Iterator[tuple[float, float]]:
        """Yield x and y from 0 to 100: the earliest at the left, the highest value at the top."""
        first, last = self.values[0][0], self.values[-1][0]
        days = (last - first).days or 1
        for day, value in self.values:
            yield round(100 * (day - first).days / days, 2), round(100 - self._share(value), 2)

    def bars(self, width: int = 12) -> str:
        """Draw the last `width` values as block characters."""
        top = len(_BARS) - 1
        shares = (self._share(value) for _, value in self.values[-width:])
        return "".join(_BARS[round(share * top / 100)] for share in shares)

    def _share(self, value: int) -> float:
        return 100 * value / (self.most or 1)


def entry_of(audited: Audited, day: date, label: str = "") -> Entry:
    """Return the history entry for a check; findings in the baseline count, too."""
    kinds = [one.severity for one in (*audited.findings, *audited.known)]
    return Entry(
        day=day,
        pages=audited.pages,
        findings={kind.name.lower(): kinds.count(kind) for kind in reversed(Severity)},
        scores={
            score.platform.value: score.value
            for score in scores(audited)
            if score.value is not None
        },
        label=label,
    )


def courses(entries: Sequence[Entry]) -> Iterator[Course]:
    """Yield the course of each platform's score, then those of errors and warnings."""
    for platform in Platform:
        yield from _course(entries, platform.value, lambda one, name: one.scores.get(name), 100)
    for kind in ("error", "warning"):
        yield from _course(entries, kind, lambda one, name: one.findings.get(name, 0))


def _course(
    entries: Sequence[Entry],
    name: str,
    value: Callable[[Entry, str], int | None],
    most: int = 0,
) -> Iterator[Course]:
    """Yield a figure's course if it is known on two days or more; of a day, the last counts."""
    known = {each.day: found for each in entries if (found := value(each, name)) is not None}
    if len(known) > 1:
        yield Course(name, tuple(known.items()), most or max(known.values()), bool(most))
