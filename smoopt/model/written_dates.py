"""Dates in words, as people read them: `14 March 2026`, `4. März 2021`, `2026年3月14日`.

What could mean two days is refused (03/04/2021), and so are ranges, two digits for a year and days
that are none. Months are called as CLDR says (tools/make_month_names.py).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from smoopt.model.late_pattern import late

# Before the first page of the web, nothing was published on one.
# https://www.w3.org/History.html (2026-12-01)
_FIRST_YEAR = 1991
# A day and a year: text without both is not examined further.
_TWO_NUMBERS = late(r"\d\D+\d")
# A number, or a word in any script: marks of vowels belong to it.
_TOKEN = late(r"\d+|[^\s\d!-/:-@\[-`{-~·•|—–،、।’‘“”«»]+")
_NUMBERS = (
    # 2021-03-04, 2021/03/04, 2021.3.4, 2021. 3. 4.
    late(r"(?<![\d./-])(?P<y>\d{4})(?P<s>[-/.]) ?(?P<m>\d{1,2})(?P=s) ?(?P<d>\d{1,2})(?![\d-])"),
    # Chinese, Japanese, Korean and Vietnamese write the month as a number.
    late(r"(?<!\d)(?P<y>\d{4}) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日日号號일]"),
    late(
        r"(?<!\d)(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,| năm|, năm)? (?P<y>\d{4})(?!\d)",
        re.IGNORECASE,
    ),
)
_DAY_OR_MONTH_FIRST = late(r"(?<![\d./-])(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})(?![\d/-]|\.\d)")
# What stands between the parts of a date: `14th of March`, `4 de marzo de 2021`, `2021. gada`.
_BETWEEN = late(r"[ ,.'’ºª/-]{0,3}(?:[^\W\d_]{1,4}[ .'’]{1,2})?", re.UNICODE)
_AFTER_DAY = late(r"(?:st|nd|rd|th|er|re|º|ª|o|a|e)\b", re.IGNORECASE)
# Between the days of a range.
_TO = late(r"\s*(?:[-–—/&]|to|and|until|bis|und|au|et|al|y|e|a|до|и)\s*")
_ORDERS = ("dmy", "mdy", "ymd", "ydm")


class WrittenDate(NamedTuple):
    """A date in a text: where it begins and ends, and the day as ISO 8601."""

    start: int
    end: int
    value: str


class _Table(msgspec.Struct, frozen=True):
    """Months by their names, by language, and the languages that write `4.3.2021`, day first."""

    months: dict[str, dict[str, int]]
    dotted: frozenset[str]


class _Part(msgspec.Struct, frozen=True):
    """A number or a month: what it may be (`d`, `m`, `y`), and where it stands."""

    kind: str
    number: int
    start: int
    end: int


def written_dates(text: str, language: str = "") -> list[WrittenDate]:
    """Find the dates in a short text in a language (BCP 47, "" if unknown), in order."""
    if not _TWO_NUMBERS.search(text):
        return []
    return sorted([*_in_numbers(text, language), *_in_words(text, language)])


def _in_numbers(text: str, language: str) -> Iterator[WrittenDate]:
    for pattern in _NUMBERS:
        for match in pattern.finditer(text):
            if value := _day(int(match["y"]), int(match["m"]), int(match["d"])):
                yield WrittenDate(match.start(), match.end(), value)
    for match in _DAY_OR_MONTH_FIRST.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if second > 12:  # noqa: PLR2004 - no month
            first, second = second, first
        elif first <= 12 and first != second and not _is_dotted(match[2], language):  # noqa: PLR2004
            continue
        if value := _day(year, second, first):
            yield WrittenDate(match.start(), match.end(), value)


def _in_words(text: str, language: str) -> Iterator[WrittenDate]:
    parts = list(_parts(text, language))
    for at in range(len(parts) - 2):
        three = parts[at : at + 3]
        if "".join(part.kind for part in three) not in _ORDERS or not _is_joined(text, three):
            continue
        if _is_range(text, parts, at):
            continue
        numbers = {part.kind: part.number for part in three}
        if value := _day(numbers["y"], numbers["m"], numbers["d"]):
            yield WrittenDate(three[0].start, three[2].end, value)


def _parts(text: str, language: str) -> Iterator[_Part]:
    """Yield the numbers that may be days and years, and the months."""
    for match in _TOKEN.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if word.isdecimal():
            kind = {1: "d", 2: "d", 4: "y"}.get(len(word), "")
            yield _Part(kind or "?", int(word), start, end)
        elif month := _month(word.casefold(), language):
            yield _Part("m", month, start, end)


def _is_joined(text: str, parts: Sequence[_Part]) -> bool:
    """Tell whether nothing but what belongs to a date stands between its parts."""
    for before, after in pairwise(parts):
        between = text[before.end : after.start]
        if before.kind == "d":
            between = _AFTER_DAY.sub("", between, count=1) if between[:1].strip() else between
        if _BETWEEN.fullmatch(between) is None:
            return False
    return True


def _is_range(text: str, parts: Sequence[_Part], at: int) -> bool:
    """Tell whether a date is one end of a range: 14–16 March 2020, 30 March to 2 April 2020."""
    before = parts[at - 1] if at else None
    if before and _TO.fullmatch(text[before.end : parts[at].start]):
        return True
    after = parts[at + 3] if len(parts) > at + 3 else None
    return bool(after and _TO.fullmatch(text[parts[at + 2].end : after.start]))


def _day(year: int, month: int, day: int) -> str:
    try:
        found = date(year, month, day)
    except ValueError:
        return ""
    return found.isoformat() if year >= _FIRST_YEAR else ""


def _month(word: str, language: str) -> int:
    """Return the month that a word means: in the language, else in all that know it alike."""
    names = _table().months
    while language and language not in names:
        language = language.rpartition("-")[0]
    return names.get(language, {}).get(word, 0) or _in_any_language().get(word, 0)


def _is_dotted(sign: str, language: str) -> bool:
    """Tell whether a language writes dates with dots, the day first."""
    return sign == "." and language.partition("-")[0] in _table().dotted


@cache
def _table() -> _Table:
    file = Path(__file__).parent / "month_names.json"
    return msgspec.json.decode(file.read_bytes(), type=_Table)


@cache
def _in_any_language() -> Mapping[str, int]:
    """Return the names that mean the same month in all languages that have them."""
    found: dict[str, set[int]] = {}
    for names in _table().months.values():
        for word, month in names.items():
            found.setdefault(word, set()).add(month)
    return {word: min(months) for word, months in found.items() if len(months) == 1}
