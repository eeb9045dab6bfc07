"""Words that mark pages with questions or steps, by language."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from smoopt.plugin.translations import DEFAULT, SAME_WORDS

# Scripts without spaces between words
_DENSE = re.compile(r"[\u3040-\u9fff]")


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a language; in `how_to`, `…` stands for the task."""

    faq: tuple[str, ...]
    how_to: tuple[str, ...]
    steps: tuple[str, ...]


class PartWords(NamedTuple):
    """Patterns of a language: `how_to` matches a whole title, `steps` a whole heading."""

    faq: tuple[str, ...]
    how_to: re.Pattern[str]
    steps: re.Pattern[str]

    def names_faq(self, title: str) -> bool:
        """Return whether a title announces questions."""
        folded = title.casefold()
        return any(_has_whole(folded, word) for word in self.faq if word in folded)


@cache
def part_words(language: str) -> PartWords:
    """Return the words of a language, by its primary tag; those of English work in all."""
    known = _read()
    tags = dict.fromkeys((SAME_WORDS.get(language, language), DEFAULT))
    spoken = [known[tag] for tag in tags if tag in known]
    return PartWords(
        tuple(word.casefold() for words in spoken for word in words.faq),
        _pattern(re.escape(word).replace("…", ".+") for words in spoken for word in words.how_to),
        _pattern(rf"{re.escape(word)}\s*[:：]?" for words in spoken for word in words.steps),
    )


def _has_whole(text: str, word: str) -> bool:
    if _DENSE.search(word):
        return True
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


def _pattern(choices: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(choices), re.IGNORECASE)


@cache
def _read() -> dict[str, _Words]:
    data = (Path(__file__).parent / "part_words.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, _Words])
