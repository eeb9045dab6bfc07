"""Addresses and opening hours as people write them."""

from collections.abc import Iterator

import msgspec

from smoopt.builtin.identity.contact import Address
from smoopt.builtin.identity.opening_hours import DAYS, Ranges, week

# Countries with the postal code after town and state, and with the postal code on its own line:
# https://www.upu.int/en/Postal-Solutions/Programmes-Services/Addressing-Solutions (2026-12-01)
_BEHIND = frozenset({"AU", "BR", "CA", "IN", "KR", "MX", "NZ", "US", "ZA"})
_APART = frozenset({"GB", "IE"})


class Part(msgspec.Struct, frozen=True):
    """A part of an address: its class in microformats, and its text; `first` in its line."""

    name: str
    text: str
    first: bool = False


class Hours(msgspec.Struct, frozen=True):
    """A row of the opening hours: days, and hours, which are "" if it is closed."""

    days: str
    hours: str


def address_parts(address: Address) -> Iterator[Part]:
    """Yield an address as it is written in its country, line by line."""
    box = Part("p-post-office-box", address.post_office_box, first=True)
    street = Part("p-street-address", address.street, first=True)
    yield from _said(street, Part("p-extended-address", address.extended, first=True), box)
    code, town = Part("p-postal-code", address.postal_code), Part("p-locality", address.locality)
    region = Part("p-region", address.region)
    lines: tuple[tuple[Part, ...], ...]
    if address.country in _BEHIND:
        lines = ((town, region, code),)
    elif address.country in _APART:
        lines = ((town,), (region,), (code,))
    else:
        lines = ((code, town), (region,))
    for line in lines:
        for number, part in enumerate(_said(*line)):
            yield msgspec.structs.replace(part, first=number == 0)


def _said(*parts: Part) -> Iterator[Part]:
    return (part for part in parts if part.text)


def rows(rules: tuple[str, ...], names: tuple[str, ...]) -> Iterator[Hours]:
    """Yield the opening hours, with consecutive days of the same hours in one row."""
    known = week(rules)
    grouped: list[tuple[Ranges, list[str]]] = []
    last = ""
    for name, day in zip(names, DAYS, strict=True):
        if day not in known:
            last = ""
            continue
        if last and grouped[-1][0] == known[day]:
            grouped[-1][1].append(name)
        else:
            grouped.append((known[day], [name]))
        last = day
    for ranges, days in grouped:
        ends = days if len(days) == 1 else (days[0], days[-1])
        yield Hours("–".join(ends), ", ".join(map(str, ranges)))
