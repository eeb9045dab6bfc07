"""`Comparison`: the figures of two sites, and how they differ."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from smoopt.check.audit_result import Audited
from smoopt.check.report.scores import Score, scores
from smoopt.model.finding import Severity


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A part of a card that differs: its name, and what `platforms` show before and after."""

    name: str
    before: str
    after: str
    platforms: tuple[str, ...]


class PageDifference(msgspec.Struct, frozen=True):
    """A page that both sites have, its path in each, and the parts in which its cards differ."""

    path: str
    other: str
    parts: tuple[Part, ...]


class Figure(msgspec.Struct, frozen=True):
    """The values of a figure in both sites; None if there is no data."""

    name: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int:
        """The second value minus the first; 0 if either is unknown."""
        known = self.before is not None and self.after is not None
        return self.after - self.before if known else 0  # type: ignore[operator]


class Side(msgspec.Struct, frozen=True):
    """One of the sites: its audit, and how many of its `shared` pages have a tag or a large card.

    `shared` counts neither redirects nor other pages that nobody shares.
    """

    name: str
    audited: Audited
    shared: int
    tags: Mapping[str, int]
    large: Mapping[str, int]

    def percent(self, count: int) -> int | None:
        """Return a count as a percentage of the shared pages, rounded down: 100 means all."""
        return 100 * count // self.shared if self.shared else None


class Comparison(msgspec.Struct, frozen=True):
    """Two sites: the number of pages that `both` have, the differing pages, and both sides."""

    first: Side
    second: Side
    both: int
    pages: tuple[PageDifference, ...]

    def counts(self) -> Iterator[Figure]:
        """Yield the number of pages, then of findings by severity."""
        one, other = self.first.audited, self.second.audited
        yield Figure("pages", one.pages, other.pages)
        for kind in reversed(Severity):
            name = f"{kind.name.lower()}s"
            yield Figure(name, one.severities[kind], other.severities[kind])

    def scores(self) -> Iterator[Figure]:
        """Yield the scores by platform."""
        both = zip(scores(self.first.audited), scores(self.second.audited), strict=True)
        yield from (_of_scores(one, other) for one, other in both)

    def large(self) -> Iterator[Figure]:
        """Yield the percentage of pages that each platform shows with a large picture."""
        yield from self._shares(self.first.large, self.second.large)

    def tags(self) -> Iterator[Figure]:
        """Yield the percentage of pages with each tag, those that differ most first."""
        every = self._shares(self.first.tags, self.second.tags)
        yield from sorted(every, key=lambda figure: -abs(figure.change))

    def rules(self) -> Iterator[Figure]:
        """Yield the number of findings of each rule, those that differ most first."""
        one, other = (
            Counter(finding.code for finding in side.audited.findings)
            for side in (self.first, self.second)
        )
        every = (Figure(code, one[code], other[code]) for code in sorted(one | other))
        yield from sorted(every, key=lambda figure: -abs(figure.change))

    def _shares(self, one: Mapping[str, int], other: Mapping[str, int]) -> Iterator[Figure]:
        for name in dict.fromkeys((*one, *other)):
            yield Figure(
                name,
                self.first.percent(one.get(name, 0)),
                self.second.percent(other.get(name, 0)),
            )


def _of_scores(one: Score, other: Score) -> Figure:
    return Figure(one.platform.value, one.value, other.value)
