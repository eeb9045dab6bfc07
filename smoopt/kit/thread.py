"""A text that is too long for one post, split into a thread of posts without losing any of it."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from wcwidth import iter_graphemes

from smoopt.kit.whole_words import is_whole
from smoopt.model.plain_text import sentences

# A longer text should be an article.
_MOST = 25
_PARAGRAPH = re.compile(r".*?\n\n|.+", re.DOTALL)
_WORD = re.compile(r"\s*\S+\s*")


class Thread:
    """Splits a text into the posts of a thread; `fits` tells whether one is short enough.

    `ending` stands after the text of the `first` or the `last` post.
    """

    def __init__(
        self, fits: Callable[[str], bool], ending: str, at: Literal["first", "last"]
    ) -> None:
        """Take what decides where posts end: their limit, and the ending with its place."""
        self._fits = fits
        self._ending = ending
        self._first = ending if at == "first" else ""

    def posts(self, text: str) -> tuple[str, ...]:
        """Split a text into numbered posts; () where that cannot be done.

        Posts end with a paragraph or sentence where those are short enough, else with a
        word. A word is split only if it fits into no post, and hashtags and addresses never
        are.
        """
        # The width of the numbers is known only at the end; nines are as wide as any.
        for most in (9, _MOST):
            chunks = self._chunks(text, f"{most}/{most}")
            if len(chunks) <= most:
                break
        last = len(chunks) - 1
        return tuple(
            _post(chunk, self._ending_of(number, last), f"{number + 1}/{last + 1}")
            for number, chunk in enumerate(chunks)
        )

    def _ending_of(self, number: int, last: int) -> str:
        if self._first:
            return self._first if number == 0 else ""
        return self._ending if number == last else ""

    def _chunks(self, text: str, number: str) -> list[str]:
        """Split a text for posts that end with numbers as wide as `number`; [] where that fails."""
        chunks = [""]

        def fits(chunk: str, *, first: bool) -> bool:
            return self._fits(_post(chunk.strip(), self._first if first else "", number))

        def put(piece: str, level: int = 0) -> bool:
            if fits(chunks[-1] + piece, first=len(chunks) == 1):
                chunks[-1] += piece
            elif chunks[-1].strip() and fits(piece, first=False):
                chunks.append(piece)
            elif level == len(_FINER) or len(chunks) > _MOST or is_whole(piece.strip()):
                return False
            else:
                return all(put(finer, level + 1) for finer in _FINER[level](piece))
            return True

        if not put(text):
            return []
        if not self._first and not self._fits(_post(chunks[-1].strip(), self._ending, number)):
            chunks.append("")
            if not self._fits(_post("", self._ending, number)):
                return []
        return [chunk.strip() for chunk in chunks] if len(chunks) <= _MOST else []


def _post(chunk: str, ending: str, number: str) -> str:
    return "\n\n".join(filter(None, (chunk, ending, number)))


def _paragraphs(text: str) -> Iterator[str]:
    return (found[0] for found in _PARAGRAPH.finditer(text))


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(text))


# How to split a piece that is too long, from coarse to fine.
_FINER = (_paragraphs, sentences, _words, iter_graphemes)
