"""Hashtags of words and phrases: in CamelCase, which screen readers read as words."""

import unicodedata
from collections.abc import Iterable, Iterator

from smoopt.model.late_pattern import late
from smoopt.model.plain_text import alike, tidy

# What stands between two words of a phrase; in Persian, that may be a joint of no width.
_BETWEEN = late(r"(?:[\s_\-–—/.·・]|(?<=[\u0600-\u06ff])\u200c)+|\s*[&,:]\s+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")
# Nobody reads a longer one; Bluesky takes none: in graphemes,
# https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/richtext/facet.json
# (2026-12-01).
_LONGEST = 64


def hashtags(phrases: Iterable[str]) -> tuple[str, ...]:
    """Give the hashtags of phrases, each once; those that would not be the same words have none.

    So `C++` and `.NET`, of which a hashtag is another word, and numbers, which are no hashtags.
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
        # All networks take letters, their marks and digits, but none takes a number.
        if all(map(_is_word, tag)) and any(map(str.isalpha, tag)) and len(tag) < _LONGEST:
            yield f"#{tag}"


def _is_word(character: str) -> bool:
    """Tell a letter, a mark on one, a digit or `_`; signs of emoji are marks of another kind."""
    if character == "_" or character.isdecimal():
        return True
    kind = unicodedata.category(character)
    return kind[0] == "L" or (kind in {"Mn", "Mc"} and character != "\ufe0f")


def _joined(words: list[str]) -> str:
    """Join words: by capitals, or by `_` where a script has none."""
    if len(words) < 2:  # noqa: PLR2004 - as it is written: iPhone
        return "".join(words)
    joined = ""
    for word in words:
        first = word[0].upper() if len(word[0].upper()) == 1 else word[0]
        has_case = first != word[0].lower() or first.isdecimal()
        joint = "" if has_case or not joined else "_"
        joined += f"{joint}{first}{word[1:]}"
    return joined
