"""Whether a text contains a phrase, compared by words in any inflected form."""

import re
import unicodedata
from itertools import takewhile

from smoopt.model.plain_text import alike

_WORD = re.compile(r"\w+")
# Words as short as `of` and `the` count only in phrases without longer ones.
_TELLING = 4
# How much two forms of a word have in common: `mill` and `mills`, but not `mill` and `milk`
_STEM = 0.6
# https://www.unicode.org/reports/tr15/ (2026-12-01) does not decompose these.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def has_phrase(text: str, phrase: str) -> bool:
    """Return whether a text has all significant words of a phrase, in any order and form."""
    whole = alike(text)
    if alike(phrase) in whole:
        return True
    words = set(_words(text))
    return all(
        word in whole or any(_is_form(word, other) for other in words)
        for word in _telling(_words(phrase))
    )


def in_address(path: str, phrase: str) -> bool:
    """Return whether the path of an address has a phrase, as generators write it: without accents.

    A phrase in another script may be transliterated in several ways, so it counts as present.
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
    """Return whether two words are forms of one, by their beginnings."""
    pairs = zip(word, other, strict=False)
    shared = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])
    return shared >= _TELLING and shared >= _STEM * max(len(word), len(other))


def _plain(text: str) -> str:
    """Return a text without accents, as in addresses."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
