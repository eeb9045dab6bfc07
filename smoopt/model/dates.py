"""Dates as pages, feeds and programs write them, brought to ISO 8601."""

import re
from datetime import date, datetime

from smoopt.model.late_pattern import late

# What a week or a year and a month say is not a day.
_NO_DAY = late(r"\d{4}-?W|\d{4}(?:-?\d\d)?$", re.IGNORECASE)
# JavaScript's Date, `Sun Dec 31 2017 18:00:00 GMT-0600 (Central Standard Time)`:
# https://tc39.es/ecma262/#sec-todatestring (2026-11-30)
_SCRIPTS = late(
    r"[A-Z][a-z]{2},? ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})\b.*"
)
# Java's Date and the program date, `Tue Jan 28 15:28:56 CET 2020`:
# https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Date.html (2026-12-01)
_JAVAS = late(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ( ?\d{1,2}) (\d\d:\d\d:\d\d) ([A-Z]{1,5}) (\d{4})")
# Go's Time, `2019-11-22 21:00:00 +0000 UTC`: https://pkg.go.dev/time#Time.String (2026-11-30), and
# ISO 8601 followed by a zone's name.
_ZONED = late(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?([+-]\d\d:?\d\d)?(?: ?([A-Z]{1,5}))?"
    r"(?: m=[+-][\d.]+)?"
)
# https://www.rfc-editor.org/rfc/rfc5322#section-4.3 (2026-11-30), and zones of one meaning in
# https://www.iana.org/time-zones (2026-12-01)
_ZONES = {
    zone: f"{offset}:00"
    for offset, zones in (
        ("-08", "PST"),
        ("-07", "MST PDT"),
        ("-06", "CST MDT"),
        ("-05", "EST CDT"),
        ("-04", "EDT"),
        ("+00", "Z UT UTC GMT WET"),
        ("+01", "CET WEST"),
        ("+02", "CEST EET"),
        ("+03", "EEST MSK"),
        ("+09", "JST KST"),
    )
    for zone in zones.split()
}
# The longest date in words, which may be followed by a time.
_LONGEST = 60
_YEAR = late(r"\d{4}")
_TIME = late(r"\.?$|(?:\W|at|um|à|kl)*\d{1,2}[:.h]\d\d")
# What programs write for a date that nobody gave: Go's zero, and the beginning of Unix time.
_NEVER = ("0001-01-01", "1970-01-01", "1969-12-31")


def iso_date(value: str) -> str:
    """Convert `value` to an ISO 8601 date, with or without a time; "" if it is neither.

    It may be ISO 8601, RFC 5322, what JavaScript, Java and Go write, or a day in words. Forms that
    could mean two days (05/01/2026), weeks, months, and what programs write for no date are
    refused.
    """
    value = value.strip()
    if not value or _NO_DAY.match(value):
        return ""
    found = _read(value) or _in_words(value)
    return "" if found.startswith(_NEVER) else found


def _read(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    if zoned := _ZONED.fullmatch(value):
        day, time, offset, name = zoned.groups()
        if name and not offset and name not in _ZONES:
            return ""
        value = f"{day}T{time}{offset or _ZONES.get(name or '', '')}"
    elif (written := _JAVAS.fullmatch(value)) and written[4] in _ZONES:
        month, day, time, name, year = written.groups()
        value = f"{day} {month} {year} {time} {_ZONES[name].replace(':', '')}"
    elif written := _SCRIPTS.fullmatch(value):
        month, day, year, time, zone = written.groups()
        value = f"{day} {month} {year} {time} {zone}"
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - 12 ms, for feeds mostly

    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(value).isoformat()
        except (ValueError, OverflowError):
            continue
    return ""


def _in_words(value: str) -> str:
    """Read `March 4, 2021`, with a weekday before it or a time after it, and nothing else."""
    if len(value) > _LONGEST or not _YEAR.search(value):
        return ""
    from smoopt.model.written_dates import written_dates  # noqa: PLC0415 - few pages need it

    found = written_dates(value)
    if len(found) != 1:
        return ""
    before, after = value[: found[0].start].strip(), value[found[0].end :].strip()
    is_alone = (not before or before.endswith((",", "،"))) and (not after or _TIME.match(after))
    return found[0].value if is_alone else ""
