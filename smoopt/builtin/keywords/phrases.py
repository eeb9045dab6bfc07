"""Whether a text has a phrase, as people take it: by its words, in any form."""

import re
import unicodedata
from itertools import takewhile

from smoopt.model.plain_text import alike

_WORD = re.compile(r"\w+")
# Words as short as `of` and `the` count only in phrases that have no others.
_TELLING = 4
# What two forms of a word have in common at least: `mill` and `mills`, not `mill` and `milk`.
_STEM = 0.6
# https://www.unicode.org/reports/tr15/ (2026-12-01) does not take these apart.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def has_phrase(text: str, phrase: str) -> bool:
    """Tell whether a text has all telling words of a phrase, in any order and any form."""
    whole = alike(text)
    if alike(phrase) in whole:
        return True
    words = set(_words(text))
    return all(
        word in whole or any(_is_form(word, other) for other in words)
        for word in _telling(_words(phrase))
    )


def in_address(path: str, phrase: str) -> bool:
    """Tell whether the path of an address has a phrase, as generators write it: without accents.

    One in another script may be written in Latin letters there, in more than one way, and is taken
    to be in it.
    """
    forms = {_plain(phrase), _plain(phrase.casefold().translate(_UMLAUTS))}
    if has_phrase(path, phrase):
        return True
    return any(not form.isascii() or has_phrase(_plain(path), form) for form in forms)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("_", " "))


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if len(word) >= _TELLING or not word.isascii()] or words


def _is_form(word: str, other: str) -> bool:
    """Tell two forms of one word, by how they begin."""
    pairs = zip(word, other, strict=False)
    shared = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])
    return shared >= _TELLING and shared >= _STEM * max(len(word), len(other))


def _plain(text: str) -> str:
    """Write a text without accents, as addresses have it."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
