"""Dates as pages, feeds and programs write them, brought to ISO 8601."""

import re
from datetime import date, datetime

# What a week or a year and a month say is no day.
_NO_DAY = re.compile(r"\d{4}-?W|\d{4}(?:-?\d\d)?$", re.IGNORECASE)
# JavaScript's Date, `Sun Dec 31 2017 18:00:00 GMT-0600 (Central Standard Time)`:
# https://tc39.es/ecma262/#sec-todatestring (2026-11-30)
_SCRIPTS = re.compile(
    r"[A-Z][a-z]{2},? ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})\b.*"
)
# Go's Time, `2019-11-22 21:00:00 +0000 UTC`: https://pkg.go.dev/time#Time.String (2026-11-30),
# and ISO 8601 with a zone's name behind it.
_ZONED = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?([+-]\d\d:?\d\d)?(?: ?([A-Z]{1,5}))?"
    r"(?: m=[+-][\d.]+)?"
)
# https://www.rfc-editor.org/rfc/rfc5322#section-4.3 (2026-11-30)
_ZONES = dict.fromkeys(("Z", "UT", "UTC", "GMT"), "+00:00") | {
    zone: f"-0{hours}:00"
    for hours, zones in ((4, "EDT"), (5, "EST CDT"), (6, "CST MDT"), (7, "MST PDT"), (8, "PST"))
    for zone in zones.split()
}
# What programs write for a date that nobody gave: Go's zero, and the beginning of Unix time.
_NEVER = ("0001-01-01", "1970-01-01", "1969-12-31")


def iso_date(value: str) -> str:
    """Give `value` as an ISO 8601 date or date and time; "" if it is no such.

    It may be ISO 8601, RFC 5322, or what JavaScript and Go write. Forms that could mean two days
    (05/01/2026), weeks, months, and what programs write for no date at all are refused.
    """
    value = value.strip()
    if not value or _NO_DAY.match(value):
        return ""
    found = _read(value)
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
