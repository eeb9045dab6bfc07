"""Dates as pages and feeds write them, brought to ISO 8601."""

from datetime import date, datetime


def iso_date(value: str) -> str:
    """Give `value` as an ISO 8601 date or date and time; "" if it is neither that nor RFC 5322.

    Forms that could mean two days (05/01/2026) are refused.
    """
    value = value.strip()
    if not value:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - 12 ms, for feeds mostly

    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(value).isoformat()
        except (ValueError, OverflowError):
            continue
    return ""
