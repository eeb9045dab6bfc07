"""`Comparison`: what two sites say of themselves, and how that differs."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from smoopt.check.audit_result import Audited
from smoopt.check.report.scores import Score, scores
from smoopt.model.finding import Severity


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A part of cards that differs: what `platforms` show of the one page and of the other."""

    name: str
    before: str
    after: str
    platforms: tuple[str, ...]


class PageDifference(msgspec.Struct, frozen=True):
    """A page that both sites have, its path in each, and what of its cards differs."""

    path: str
    other: str
    parts: tuple[Part, ...]


class Figure(msgspec.Struct, frozen=True):
    """A figure of both sites; None if there is no data."""

    name: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int:
        """The difference, second minus first; 0 if either is not known."""
        known = self.before is not None and self.after is not None
        return self.after - self.before if known else 0  # type: ignore[operator]


class Side(msgspec.Struct, frozen=True):
    """One of the sites: its check, and how many of its `shared` pages have a tag or a large card.

    `shared` leaves out redirects, and what else nobody shares.
    """

    name: str
    audited: Audited
    shared: int
    tags: Mapping[str, int]
    large: Mapping[str, int]

    def percent(self, count: int) -> int | None:
        """Give a count as a share of the pages, rounded down, so that 100 means all."""
        return 100 * count // self.shared if self.shared else None


class Comparison(msgspec.Struct, frozen=True):
    """Two sites: the pages that `both` have, those of them that differ, and both as wholes."""

    first: Side
    second: Side
    both: int
    pages: tuple[PageDifference, ...]

    def counts(self) -> Iterator[Figure]:
        """Compare how many pages there are, and findings by severity."""
        one, other = self.first.audited, self.second.audited
        yield Figure("pages", one.pages, other.pages)
        for kind in reversed(Severity):
            name = f"{kind.name.lower()}s"
            yield Figure(name, one.severities[kind], other.severities[kind])

    def scores(self) -> Iterator[Figure]:
        """Compare the scores by platform."""
        both = zip(scores(self.first.audited), scores(self.second.audited), strict=True)
        yield from (_of_scores(one, other) for one, other in both)

    def large(self) -> Iterator[Figure]:
        """Compare on how many pages of 100 each platform shows a large picture."""
        yield from self._shares(self.first.large, self.second.large)

    def tags(self) -> Iterator[Figure]:
        """Compare how many pages of 100 have each tag; those that differ most come first."""
        every = self._shares(self.first.tags, self.second.tags)
        yield from sorted(every, key=lambda figure: -abs(figure.change))

    def rules(self) -> Iterator[Figure]:
        """Compare the findings of each rule; those that differ most come first."""
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
