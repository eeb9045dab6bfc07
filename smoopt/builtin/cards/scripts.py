"""The scripts of a text: their fonts, their direction, and how they are set."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class Script(NamedTuple):
    """A script: its font, and its characters as a class of a regular expression.

    `leading` is the space between lines in em; `spaced` means that spaces separate words.
    """

    family: str
    characters: str
    leading: float
    spaced: bool = True


_ROMAN = Script(
    "Noto Sans", "\u0041-\u024f\u0370-\u052f\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff", 0.14
)
_HAN = (
    "\u2e80-\u2fdf\u3001-\u303f\u3100-\u312f\u31c0-\u31ef\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_KANA, _HANGUL = (
    "\u3040-\u30ff\u31f0-\u31ff\uff61-\uff9f",
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff",
)
# The font of each Han variant: one character may be drawn in four ways.
_VARIANTS = ("Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans CJK TC")
_JAPANESE, _KOREAN, _SIMPLIFIED, _TRADITIONAL = _VARIANTS
_HONG_KONG = "Noto Sans CJK HK"
SCRIPTS = (
    Script(
        "Noto Sans Arabic",
        "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        0.24,
    ),
    Script("Noto Sans Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", 0.16),
    Script("Noto Sans Devanagari", "\u0900-\u097f\ua8e0-\ua8ff", 0.26),
    Script("Noto Sans Bengali", "\u0980-\u09ff", 0.26),
    Script("Noto Sans Gurmukhi", "\u0a00-\u0a7f", 0.26),
    Script("Noto Sans Gujarati", "\u0a80-\u0aff", 0.26),
    Script("Noto Sans Oriya", "\u0b00-\u0b7f", 0.28),
    Script("Noto Sans Tamil", "\u0b80-\u0bff", 0.26),
    Script("Noto Sans Telugu", "\u0c00-\u0c7f", 0.3),
    Script("Noto Sans Kannada", "\u0c80-\u0cff", 0.3),
    Script("Noto Sans Malayalam", "\u0d00-\u0d7f", 0.28),
    Script("Noto Sans Sinhala", "\u0d80-\u0dff", 0.28),
    Script("Noto Sans Thai", "\u0e00-\u0e7f", 0.3, spaced=False),
    Script("Noto Sans Lao", "\u0e80-\u0eff", 0.3, spaced=False),
    Script("Noto Sans Myanmar", "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f", 0.36, spaced=False),
    Script("Noto Sans Khmer", "\u1780-\u17ff\u19e0-\u19ff", 0.36, spaced=False),
    Script("Noto Sans Georgian", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f", 0.16),
    Script("Noto Sans Armenian", "\u0530-\u058f\ufb13-\ufb17", 0.16),
    Script("Noto Sans Ethiopic", "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f", 0.2),
    Script("", f"{_HAN}{_KANA}", 0.2, spaced=False),
    Script("", _HANGUL, 0.2),
    _ROMAN,
)
_FOUND = tuple((script, re.compile(f"[{script.characters}]")) for script in SCRIPTS)
_SYMBOLS = "Noto Sans Symbols"
_LETTER = re.compile(r"[^\W\d_]")
# If this share of a text has no spaces between words, it is broken anywhere.
_MUCH = 0.3
# Latin, Greek and Cyrillic titles look better set a little tighter.
_TIGHT = -0.022
_SHORT = {"zh-tw", "zh-mo", "zh-hant"}


class Setting(NamedTuple):
    """How a card's texts are set; `families` come after the font that the author chose."""

    families: tuple[str, ...]
    leading: float
    spaced: bool
    tracking: float
    direction: str


@lru_cache(maxsize=256)
def setting(title: str, others: str, language: str) -> Setting:
    """Choose how a card is set, by its title and its other texts."""
    whole = f"{title} {others}"
    there = [script for script, found in _FOUND if found.search(whole)]
    families = [script.family for script in there if script.family and script is not _ROMAN]
    if any(not script.family for script in there):
        families.append(_han_font(whole, language.lower()))
    in_title = [script for script, found in _FOUND if found.search(title)]
    letters = max(1, len(_LETTER.findall(title)))
    unspaced = sum(len(found.findall(title)) for script, found in _FOUND if not script.spaced)
    return Setting(
        (*families, _ROMAN.family, _SYMBOLS),
        max((script.leading for script in in_title), default=_ROMAN.leading),
        unspaced / letters < _MUCH,
        _TIGHT if in_title in ([], [_ROMAN]) else 0,
        _direction(title, language),
    )


def _han_font(text: str, language: str) -> str:
    """Choose the Han variant by the language; for other languages, by the scripts beside it."""
    primary = language.partition("-")[0]
    if primary == "zh":
        if language.endswith("hk"):
            return _HONG_KONG
        return _TRADITIONAL if any(map(language.startswith, _SHORT)) else _SIMPLIFIED
    if primary == "ja" or re.search(f"[{_KANA}]", text):
        return _JAPANESE
    return _KOREAN if primary == "ko" or re.search(f"[{_HANGUL}]", text) else _SIMPLIFIED


def _direction(text: str, language: str) -> str:
    """Return the base direction: by the first letter, as `dir=auto` does, else by the language."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "rtl" if language.partition("-")[0] in {"ar", "fa", "he", "ur"} else "ltr"


def extra_for(characters: str) -> str:
    """Return the extra of smoopt with fonts for some characters, "" if there is none."""
    is_han = re.search(f"[{_HAN}{_KANA}{_HANGUL}\uff00-\uffef]", characters)
    return "cards-cjk" if is_han else ""


def initials(name: str) -> str:
    """Return the first letters of a person's first and last name, in place of a face."""
    words = [word for word in name.split() if _LETTER.match(word)]
    if not words:
        return ""
    if re.match(f"[{_HAN}{_KANA}{_HANGUL}]", words[0]):
        return words[0][0]
    return "".join(_first(word) for word in dict.fromkeys((words[0], words[-1])))


def _first(word: str) -> str:
    """Return the first letter of a word with its combining marks."""
    return word[0] + "".join(_signs(word[1:]))


def _signs(rest: str) -> Iterator[str]:
    for character in rest:
        if not unicodedata.category(character).startswith("M"):
            return
        yield character
