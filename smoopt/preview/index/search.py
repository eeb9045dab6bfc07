"""Searches the index by words of path and title, by rule and by severity."""

import re
import time
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from smoopt.model.finding import Severity
from smoopt.preview.index.index_entry import Counts
from smoopt.preview.index.page_index import PageIndex

_SEVERITIES = {severity.name.lower(): severity for severity in Severity}
_NUMBER = re.compile("[0-9]{1,6}")
# While pages are read, rules are counted again only after this multiple of the time it takes.
_COUNTING_COSTS = 20


class Query(NamedTuple):
    """A search; "" matches anything, and `severity` is the lowest to match.

    `part` is the number of the part of the results.
    """

    words: str = ""
    rule: str = ""
    severity: str = ""
    part: int = 1


def read_query(fields: dict[str, str]) -> Query:
    """Read a query from the fields of a form; invalid values count as empty."""
    severity = fields.get("severity", "")
    part = fields.get("n", "")
    return Query(
        fields.get("q", "").strip()[:200],
        fields.get("rule", "").strip()[:200],
        severity if severity in _SEVERITIES else "",
        max(1, int(part)) if _NUMBER.fullmatch(part) else 1,
    )


def search(index: PageIndex, pages: Iterable[str], query: Query) -> list[str]:
    """Return the pages that contain all words, the best first if there are words."""
    words = query.words.casefold().split()
    chosen = list(pages)
    if query.rule or query.severity:
        chosen = [path for path in chosen if _has(index.counts(path), query)]
    if not words:
        return chosen
    texts = index.texts
    hits = [path for path in chosen if all(word in texts.get(path, "") for word in words)]
    ranked = sorted((_rank(words, path, texts.get(path, "")), len(path), path) for path in hits)
    return [path for _, _, path in ranked]


def _has(counts: Counts, query: Query) -> bool:
    least = _SEVERITIES.get(query.severity, Severity.INFO)
    return any(worst >= least and query.rule in {"", code} for code, (worst, _) in counts.items())


def _rank(words: list[str], path: str, text: str) -> int:
    """Rank pages whose title or name equals or begins with the words before others."""
    whole = " ".join(words)
    title = text.partition("\n")[2]
    name = path.casefold().removesuffix("/index.html").rpartition("/")[2]
    if whole in {title, name, name.rpartition(".")[0]}:
        return 0
    if title.startswith(whole) or name.startswith(whole):
        return 1
    return 2 if any(word in title for word in words) else 3


class RuleCounts:
    """The number of pages with findings of each rule, for the choices of the search form.

    While pages are read, it changes all the time; on large sites it is counted again only when
    that costs little compared with the time since.
    """

    def __init__(self, index: PageIndex) -> None:
        """Begin without counts."""
        self._index = index
        self._counts: Counter[str] = Counter()
        self._version = -1
        self._until = 0.0

    def of(self, paths: Iterable[str]) -> Counter[str]:
        """Count some pages now."""
        counts: Counter[str] = Counter()
        for path in paths:
            counts.update(self._index.counts(path).keys())
        return counts

    @property
    def of_all(self) -> Counter[str]:
        """The counts of all pages as of a moment ago."""
        began = time.monotonic()
        if self._version != self._index.version and began > self._until:
            self._version = self._index.version
            self._counts = self.of(list(self._index.entries))
            took = time.monotonic() - began
            self._until = began + _COUNTING_COSTS * took
        return self._counts
