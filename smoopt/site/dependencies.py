"""Dependencies of a page: its queries to the site, kept so that a later run can repeat them.

Where every answer is the same as then, the page can be left alone.
"""

import zlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from smoopt.model.page_files import may_be_page
from smoopt.model.read_only import ReadOnly

T = TypeVar("T")
Q = TypeVar("Q", bound="DependencyTracking")
# A method's name, its argument, and a checksum of the answer.
Dependency = tuple[str, str, int]
# What can be asked, by name, without being kept.
_UNTRACKED: dict[str, Callable[..., object]] = {}
# Those methods whose answers change with what a file holds, be it a page.
_READING: set[str] = set()


class DependencyTracking(ReadOnly):
    """Something that keeps the answers of its methods marked with `tracked`."""

    answers: dict[tuple[str, str], object]

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self._hold(answers={})

    def dependencies(self) -> tuple[Dependency, ...]:
        """Give what was asked since the last call, with a checksum of each answer."""
        answers = self.answers
        self._hold(answers={})
        return tuple((*asked, _checksum(answer)) for asked, answer in answers.items())

    def still_answers(self, dependencies: Iterable[Dependency]) -> bool:
        """Tell whether all that was asked is still answered as it was then."""
        # These queries are not a page's, so they need not be kept.
        return all(
            _checksum(_UNTRACKED[name](self, about)) == was for name, about, was in dependencies
        )

    def still_reads(self, dependencies: Iterable[Dependency]) -> bool:
        """Tell whether other pages still say what was read in them; all else is not asked."""
        return self.still_answers(
            asked for asked in dependencies if asked[0] in _READING and may_be_page(asked[1])
        )


def tracked(method: Callable[[Q, str], T]) -> Callable[[Q, str], T]:
    """Keep what is asked and answered."""
    name = method.__name__
    _UNTRACKED[name] = method

    @wraps(method)
    def ask(self: Q, about: str) -> T:
        answer = method(self, about)
        self.answers[name, about] = answer
        return answer

    return ask


def tracked_reading(method: Callable[[Q, str], T]) -> Callable[[Q, str], T]:
    """Do what `tracked` does for an answer that is read in a file, which may be a page."""
    _READING.add(method.__name__)
    return tracked(method)


def _checksum(answer: object) -> int:
    """Sum up an answer: text, number, None or a struct of these; eight hexadecimals' worth."""
    return zlib.crc32(repr(answer).encode("utf-8", "surrogateescape"))
