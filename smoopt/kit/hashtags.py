"""Hashtags made of words and phrases, in CamelCase, which screen readers read as words."""

import unicodedata
from collections.abc import Iterable, Iterator

from smoopt.model.late_pattern import late
from smoopt.model.plain_text import alike, tidy

# What separates two words of a phrase; in Persian, also a zero-width non-joiner.
_BETWEEN = late(r"(?:[\s_\-–—/.·・]|(?<=[\u0600-\u06ff])\u200c)+|\s*[&,:]\s+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")
# Nobody reads a longer one, and Bluesky rejects it; in graphemes:
# https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/richtext/facet.json
# (2026-12-01).
_LONGEST = 64


def hashtags(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the hashtags for some phrases, each once.

    Phrases whose hashtag would be another word, such as `C++` and `.NET`, get none; nor do
    numbers, which networks do not accept as hashtags.
    """
    found: dict[str, str] = {}
    for tag in _each(phrases):
        found.setdefault(alike(tag), tag)
    return tuple(found.values())


def _each(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        text = unicodedata.normalize("NFC", tidy(phrase)).removeprefix("#").translate(_APOSTROPHES)
        if not text or not text[0].isalnum() or not _is_word(text[-1]):
            continue
        words = [word for word in _BETWEEN.split(text) if word]
        tag = _joined(words)
        # All networks accept letters, combining marks and digits, but none a number alone.
        if all(map(_is_word, tag)) and any(map(str.isalpha, tag)) and len(tag) < _LONGEST:
            yield f"#{tag}"


def _is_word(character: str) -> bool:
    """Return whether a character is a letter, a combining mark on one, a decimal digit or `_`."""
    if character == "_" or character.isdecimal():
        return True
    kind = unicodedata.category(character)
    return kind[0] == "L" or (kind in {"Mn", "Mc"} and character != "\ufe0f")


def _joined(words: list[str]) -> str:
    """Join words in CamelCase, or by `_` where the script has no capitals."""
    if len(words) < 2:  # noqa: PLR2004 - as it is written: iPhone
        return "".join(words)
    joined = ""
    for word in words:
        first = word[0].upper() if len(word[0].upper()) == 1 else word[0]
        has_case = first != word[0].lower() or first.isdecimal()
        joint = "" if has_case or not joined else "_"
        joined += f"{joint}{first}{word[1:]}"
    return joined
