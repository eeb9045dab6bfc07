"""A day as it is written in full in the language of a page: CLDR's long form."""

import json
from functools import cache
from pathlib import Path

from smoopt.model.dates import iso_date

_DAY = len("2026-12-01")


def local_date(written: str, language: str) -> str:
    """Write the day of an ISO 8601 date; in ISO 8601 where the language's form is not known."""
    day = iso_date(written)[:_DAY]
    if len(day) < _DAY:
        return day
    formats, tag = _formats(), language
    while tag and tag not in formats:
        tag = tag.rpartition("-")[0]
    if not tag:
        return day
    pattern, names, zero = formats[tag]
    year, month, number = map(int, day.split("-"))
    said = pattern.format(d=number, m=month, M=names[month - 1], y=year)
    return said.translate({ord("0") + digit: zero + digit for digit in range(10)}) if zero else said


@cache
def _formats() -> dict[str, tuple[str, list[str], int]]:
    """Read pattern, names of months, and the digit zero where it is not 0, by language."""
    data = (Path(__file__).parent / "date_formats.json").read_text("utf-8")
    return {tag: (pattern, names, zero) for tag, (pattern, names, zero) in json.loads(data).items()}
