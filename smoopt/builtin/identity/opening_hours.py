"""Opening hours as people write them: `Mo-Fr 09:00-17:00; Sa 10:00-14:00`, and special days."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from smoopt.html.markup import JSON

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DASH = re.compile(r"\s*(?:[-–—]|\bto\b|\bthrough\b)\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_RULE = re.compile(r"(?P<days>[^\d]*?)[\s:,]*(?P<times>\d.*|closed|off)", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)
_ALWAYS = frozenset({"24/7", "24 hours"})
_EVERY_DAY = frozenset({"", "daily", "every day"})
_LAST_HOUR = 24
_SHORTEST_DAY = 2


class Range(NamedTuple):
    """Opening and closing time as HH:MM; an earlier closing time is on the next day."""

    opens: str
    closes: str

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{self.opens}–{self.closes}"


Ranges: TypeAlias = tuple[Range, ...]
Week: TypeAlias = Mapping[str, Ranges]
# https://developers.google.com/search/docs/appearance/structured-data/local-business (2026-12-01):
# how to state that it is open all day, and that it is closed.
_ALL_DAY = Range("00:00", "23:59")
_CLOSED = Range("00:00", "00:00")


@lru_cache(maxsize=64)
def week(rules: tuple[str, ...]) -> Week:
    """Parse opening hours: the hours of each named day, none if it is closed.

    Raises ValueError for what cannot be read, and for a day with hours given twice.
    """
    found: dict[str, Ranges] = {}
    for rule in (part.strip() for text in rules for part in re.split(r"[;\n]", text)):
        if not rule:
            continue
        parts = _RULE.fullmatch(rule)
        if parts is None:
            raise ValueError(f"{rule!r} names no times; expected one like 'Mo-Fr 09:00-17:00'")
        ranges = read_ranges(parts["times"])
        for day in _days(parts["days"].strip(), rule):
            if ranges and found.get(day):
                raise ValueError(
                    f"{rule!r}: {day} has hours already; expected all of a day together, like "
                    "'Sa 10:00-12:00, 14:00-16:00'"
                )
            found[day] = ranges
    return {day: found[day] for day in DAYS if day in found}


def _days(text: str, rule: str) -> Iterator[str]:
    if text.lower() in _EVERY_DAY:
        yield from DAYS
        return
    for part in _AND.split(text):
        first, *last = [_day(name, rule) for name in _DASH.split(part, maxsplit=1)]
        until = last[0] if last else first
        # A range may extend past the end of the week.
        yield from DAYS[first : until + 1] if first <= until else DAYS[first:] + DAYS[: until + 1]


def _day(name: str, rule: str) -> int:
    """Return the number of a day by the first two letters or more of its English name."""
    word = name.strip(" .").lower()
    word = word[:-1] if word.endswith("days") else word
    for number, day in enumerate(DAYS):
        if len(word) >= _SHORTEST_DAY and day.lower().startswith(word):
            return number
    raise ValueError(f"{rule!r}: {name!r} is not a day; expected Mo, Tu, We, Th, Fr, Sa or Su")


def read_ranges(text: str) -> Ranges:
    """Read the times of a day: `09:00-12:00, 13:00-17:00`, `9am-5pm`, `closed`; else ValueError."""
    plain = text.strip().lower()
    if plain in {"closed", "off"}:
        return ()
    if plain in _ALWAYS:
        return (_ALL_DAY,)
    return tuple(_range(part) for part in _AND.split(text.strip()))


def _range(text: str) -> Range:
    times = [_time(part) for part in _DASH.split(text)]
    opens, closes = times if len(times) == len(Range._fields) else ("", "")
    if not opens or not closes or opens == "24:00":
        raise ValueError(f"{text!r} are no times; expected ones like 09:00-17:00 or 9am-5pm")
    if closes == "24:00":
        closes = _ALL_DAY.closes
    if opens == closes:
        raise ValueError(f"{text!r} ends as it begins; expected 24 hours, or closed")
    return Range(opens, closes)


def _time(text: str) -> str:
    """Return a time as HH:MM, "" if it is none; an hour alone is ambiguous."""
    found = _TIME.fullmatch(text.strip())
    if found is None or not (found["minute"] or found["half"]):
        return ""
    hour, minute = int(found["hour"]), found["minute"] or "00"
    if found["half"]:
        if not 1 <= hour <= _LAST_HOUR // 2:
            return ""
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    is_time = hour < _LAST_HOUR or (hour == _LAST_HOUR and minute == "00")
    return f"{hour:02}:{minute}" if is_time and minute < "60" else ""


def read_dates(text: str) -> tuple[str, str]:
    """Parse a day, or the first and the last: 2026-12-24/2026-12-26; else ValueError."""
    first, _, last = text.partition("/")
    try:
        days = [date.fromisoformat(day).isoformat() for day in (first, last or first)]
    except ValueError:
        days = []
    if not days or days[0] > days[1]:
        raise ValueError(
            f"{text!r} is not a day; expected one like 2026-12-25, several like "
            "2026-12-24/2026-12-26"
        )
    return days[0], days[1]


def specifications(rules: tuple[str, ...], special: Mapping[str, str]) -> list[JSON]:
    """Return schema.org's `OpeningHoursSpecification`s, with days of the same hours together."""
    by_range: dict[Range, list[JSON]] = {}
    for day, ranges in week(rules).items():
        for each in ranges or (_CLOSED,):
            by_range.setdefault(each, []).append(day)
    found: list[JSON] = [
        _specification(each, dayOfWeek=days[0] if len(days) == 1 else days)
        for each, days in by_range.items()
    ]
    for dates, hours in special.items():
        first, last = read_dates(dates)
        valid: dict[str, JSON] = {"validFrom": first, "validThrough": last}
        found += [_specification(each, **valid) for each in read_ranges(hours) or (_CLOSED,)]
    return found


def _specification(hours: Range, **when: JSON) -> dict[str, JSON]:
    kind: dict[str, JSON] = {"@type": "OpeningHoursSpecification", **when}
    return {**kind, "opens": hours.opens, "closes": hours.closes}
