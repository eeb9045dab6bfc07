"""Finding pages: by words of their path and title, by rule and by severity."""

import time
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from weakref import WeakKeyDictionary

from smoopt.finding import Severity
from smoopt.preview.entry import Counts
from smoopt.preview.index import Index

# How many pages one list shows.
LENGTH = 50
_SEVERITIES = {severity.name.lower(): severity for severity in Severity}


class Query(NamedTuple):
    """What is looked for; "" stands for anything. `severity` is the least one."""

    words: str = ""
    rule: str = ""
    severity: str = ""
    number: int = 1


def query_of(given: dict[str, str]) -> Query:
    """Read a query from the fields of a form; what makes no sense counts as nothing."""
    severity = given.get("severity", "")
    number = given.get("n", "")
    return Query(
        given.get("q", "").strip()[:200],
        given.get("rule", "").strip()[:200],
        severity if severity in _SEVERITIES else "",
        int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,  # noqa: PLR2004
    )


def found(index: Index, pages: Iterable[str], query: Query) -> list[str]:
    """List the pages that have all words; where there are words, the best come first."""
    words = query.words.casefold().split()
    chosen = [path for path in pages if _has(index.counts(path), query)] if _narrows(query) else pages
    if not words:
        return list(chosen)
    ranked: list[tuple[int, int, str]] = []
    for path in chosen:
        entry = index.entries.get(path)
        title = entry.title.casefold() if entry else ""
        text = f"{path.casefold()} {title}"
        if all(word in text for word in words):
            ranked.append((_rank(words, path.casefold(), title), len(path), path))
    return [path for _, _, path in sorted(ranked)]


def _narrows(query: Query) -> bool:
    return bool(query.rule or query.severity)


def _has(counts: Counts, query: Query) -> bool:
    least = _SEVERITIES.get(query.severity, Severity.INFO)
    return any(
        worst >= least and query.rule in {"", code} for code, (worst, _) in counts.items()
    )


def _rank(words: list[str], path: str, title: str) -> int:
    """Put pages first whose title or name begins with what is looked for."""
    whole = " ".join(words)
    name = path.removesuffix("/index.html").rpartition("/")[2]
    if whole in {title, name, name.rpartition(".")[0]}:
        return 0
    if title.startswith(whole) or name.startswith(whole):
        return 1
    return 2 if any(word in title for word in words) else 3


def codes(index: Index) -> Counter[str]:
    """Count the pages that each rule finds something on; on large sites, as of a moment ago."""
    known = _known.get(index)
    now = time.monotonic()
    if known is None or (known.version != index.version and now > known.until):
        began = time.monotonic()
        counted: Counter[str] = Counter()
        for path in list(index.entries):
            counted.update(index.counts(path).keys())
        now = time.monotonic()
        known = _known[index] = _Codes(index.version, now + _COSTS * (now - began), counted)
    return known.counted


class _Codes(NamedTuple):
    """What was counted, of which version of the index, and how long that may serve."""

    version: int
    until: float
    counted: Counter[str]


# While pages are read, counting anew for every list would take longer than the list.
_COSTS = 20
_known: "WeakKeyDictionary[Index, _Codes]" = WeakKeyDictionary()
