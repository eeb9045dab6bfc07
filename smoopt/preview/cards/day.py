"""A date as cards show it, whatever the computer's own language."""

from datetime import date

from smoopt.dates import iso

_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def day(written: str) -> str:
    """Write a page's date as `25 Aug 2023`; "" if it is none."""
    read = iso(written)
    if not read:
        return ""
    found = date.fromisoformat(read[:10])
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
