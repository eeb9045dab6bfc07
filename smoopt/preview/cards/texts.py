"""The texts of a card: found in the order of its platform, and cut to what that shows."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from smoopt.model.dates import iso
from smoopt.preview.cards.platform import Length, Platform
from smoopt.preview.cards.tags_read import Head, Tag, named

# https://mastodawn.com/explore/tag/000abc (2026-11-21), by observation: no names, no short forms.
_COLOR = re.compile(r"#[0-9a-f]{6}")


class Part(NamedTuple):
    """A part of a card: its text, the tag that gave it, and notes in words."""

    text: str = ""
    tag: Tag | None = None
    notes: tuple[str, ...] = ()


def title(platform: Platform, head: Head) -> Part:
    """Find the title."""
    return _words("title", platform, head, platform.titles, platform.title_length)


def description(platform: Platform, head: Head) -> Part:
    """Find the description, on platforms that have one."""
    if not platform.descriptions:
        return Part()
    limit = platform.description_length
    return _words("description", platform, head, platform.descriptions, limit)


def color(head: Head) -> str:
    """Give the page's theme colour if it is written in the one form that Discord reads, or ""."""
    value = head.text("theme-color").lower()
    return value if _COLOR.fullmatch(value) else ""


def pairs(platform: Platform, head: Head) -> tuple[tuple[str, str], ...]:
    """Give the pairs of label and value that a platform shows."""
    numbers = range(1, platform.pairs + 1)
    found = ((head.text(f"twitter:label{n}"), head.text(f"twitter:data{n}")) for n in numbers)
    return tuple((label, value) for label, value in found if label and value)


def _words(
    part: str, platform: Platform, head: Head, keys: tuple[str, ...], length: Length
) -> Part:
    """Find a text, and cut it to what is shown."""
    if platform.written:
        tag = head.earliest(*keys[:2]) or head.first(*keys)
    else:
        tag = head.first(*keys, blank=platform.blank)
    if tag is None or not tag.text:
        return Part(notes=(_missing(part, platform, keys, tag),))
    shown = length.shown(tag.text)
    notes = _fallen_back(part, head, keys, tag)
    if shown != tag.text:
        notes += (
            f"The {part} is longer than the {length.limit} {length.unit} that"
            f" {platform.name} shows.",
        )
    return Part(shown, tag, notes)


def _missing(part: str, platform: Platform, keys: tuple[str, ...], tag: Tag | None) -> str:
    """Say that a text is nowhere, and what follows from that."""
    if tag is None:
        found = f"The page has no {listed(keys, 'or')}"
    else:
        found = f"{named(tag.key)} is empty, which {platform.name} takes as it is"
    if part != "title":
        return f"{found}."
    shown = "the address in its place" if platform.nameless else "the bare link"
    return f"{found}: {platform.name} shows {shown}."


def listed(keys: Iterable[str], last: str = "and") -> str:
    """Name tags in a sentence: `a, b and c`."""
    *most, end = map(named, keys)
    return f"{', '.join(most)} {last} {end}" if most else end


def _fallen_back(part: str, head: Head, keys: tuple[str, ...], tag: Tag) -> tuple[str, ...]:
    """Say that a text comes from a tag which its platform asks late, or before the usual one."""
    usual = f"og:{part}"
    if usual not in keys or tag.key == usual:
        return ()
    if keys.index(tag.key) < keys.index(usual):
        if head.text(usual) in {"", tag.text}:
            return ()
        return (f"The {part} comes from {named(tag.key)}, which goes before {usual}.",)
    if head.text(usual):
        return (f"The {part} comes from {named(tag.key)}, which stands before {usual}.",)
    what = "is empty" if head.all(usual) else "is missing"
    return (f"{usual} {what}: the {part} comes from {named(tag.key)}.",)


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
