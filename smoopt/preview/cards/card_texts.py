"""The texts of a card, searched in the platform's order and cut to its lengths."""

import re
from datetime import date
from typing import NamedTuple

from smoopt.html.page import Page
from smoopt.model.dates import iso_date
from smoopt.preview.cards.page_tags import PageTag, PageTags, listed, readable
from smoopt.preview.cards.platform import Platform, TextLimit

# https://mastodawn.com/explore/tag/000abc (2026-11-21), by observation: no colour names, no short
# forms
_COLOR = re.compile(r"#[0-9a-f]{6}")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


class CardPart(NamedTuple):
    """A part of a card: its text, its source tag, and notes in words."""

    text: str = ""
    tag: PageTag | None = None
    notes: tuple[str, ...] = ()


def title(platform: Platform, tags: PageTags) -> CardPart:
    """Return the title."""
    return _text("title", platform, tags, platform.titles, platform.title_length)


def description(platform: Platform, tags: PageTags) -> CardPart:
    """Return the description, on platforms that show one."""
    if not platform.descriptions:
        return CardPart()
    limit = platform.description_length
    return _text("description", platform, tags, platform.descriptions, limit)


def color(tags: PageTags) -> str:
    """Return the page's theme colour if it is in the only form that Discord reads, or ""."""
    value = tags.text("theme-color").lower()
    return value if _COLOR.fullmatch(value) else ""


def pairs(platform: Platform, tags: PageTags) -> tuple[tuple[str, str], ...]:
    """Return the pairs of label and value that a platform shows."""
    numbers = range(1, platform.shows_pairs + 1)
    found = ((tags.text(f"twitter:label{n}"), tags.text(f"twitter:data{n}")) for n in numbers)
    return tuple((label, value) for label, value in found if label and value)


def day(written: str) -> str:
    """Return a page's date as `25 Aug 2023`; "" if it is not a date."""
    read = iso_date(written)
    if not read:
        return ""
    found = date.fromisoformat(read[:10])
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def language(page: Page) -> str:
    """Return the language that the page declares, or ""."""
    root = page.document.root
    return "" if root is None else (root.attr("lang") or "").strip()


def _text(
    part: str, platform: Platform, tags: PageTags, keys: tuple[str, ...], limit: TextLimit
) -> CardPart:
    """Find a text, and cut it to the length shown."""
    if platform.takes_earliest:
        tag = tags.earliest(*keys[:2]) or tags.first(*keys)
    else:
        tag = tags.first(*keys, empty=platform.takes_empty)
    if tag is None or not tag.text:
        return CardPart(notes=(_missing(part, platform, keys, tag),))
    shown = limit.cut(tag.text)
    notes = _fallen_back(part, tags, keys, tag)
    if shown != tag.text:
        notes += (
            f"The {part} is longer than the {limit.limit} {limit.unit} that {platform.name} shows.",
        )
    return CardPart(shown, tag, notes)


def _missing(part: str, platform: Platform, keys: tuple[str, ...], tag: PageTag | None) -> str:
    """Return a note that a text is missing, and the consequence."""
    if tag is None:
        found = f"The page has no {listed(keys, 'or')}"
    else:
        found = f"{readable(tag.key)} is empty, which {platform.name} takes as it is"
    if part != "title":
        return f"{found}."
    shown = "the address in its place" if platform.needs_no_title else "the bare link"
    return f"{found}: {platform.name} shows {shown}."


def _fallen_back(part: str, tags: PageTags, keys: tuple[str, ...], tag: PageTag) -> tuple[str, ...]:
    """Return a note if a text comes from a fallback tag, or from one before the usual one."""
    usual = f"og:{part}"
    if usual not in keys or tag.key == usual:
        return ()
    if keys.index(tag.key) < keys.index(usual):
        if tags.text(usual) in {"", tag.text}:
            return ()
        return (f"The {part} comes from {readable(tag.key)}, which goes before {usual}.",)
    if tags.text(usual):
        return (f"The {part} comes from {readable(tag.key)}, which stands before {usual}.",)
    what = "is empty" if tags.all(usual) else "is missing"
    return (f"{usual} {what}: the {part} comes from {readable(tag.key)}.",)
