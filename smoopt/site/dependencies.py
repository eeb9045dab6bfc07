"""Dependencies of a page: its queries to the site, kept so that a later run can repeat them.

Where every answer is still the same, the page can be left alone.
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
# The tracked methods, by name, as they are without tracking.
_UNTRACKED: dict[str, Callable[..., object]] = {}
# The methods whose answers change with a file's content, which may be a page's.
_READING: set[str] = set()


class DependencyTracking(ReadOnly):
    """An object that records the answers of its methods that are marked with `tracked`."""

    answers: dict[tuple[str, str], object]

    def __init__(self) -> None:
        """Start with no answers recorded."""
        self._hold(answers={})

    def dependencies(self) -> tuple[Dependency, ...]:
        """Return what was asked since the last call, with a checksum of each answer."""
        answers = self.answers
        self._hold(answers={})
        return tuple((*asked, _checksum(answer)) for asked, answer in answers.items())

    def still_answers(self, dependencies: Iterable[Dependency]) -> bool:
        """Tell whether all queries still get the same answers."""
        # These queries are not a page's, so they need not be kept.
        return all(
            _checksum(_UNTRACKED[name](self, about)) == was for name, about, was in dependencies
        )

    def still_reads(self, dependencies: Iterable[Dependency]) -> bool:
        """Tell whether queries that read other pages get the same answers; others are skipped."""
        return self.still_answers(
            asked for asked in dependencies if asked[0] in _READING and may_be_page(asked[1])
        )


def tracked(method: Callable[[Q, str], T]) -> Callable[[Q, str], T]:
    """Record each query of a method, and its answer."""
    name = method.__name__
    _UNTRACKED[name] = method

    @wraps(method)
    def ask(self: Q, about: str) -> T:
        answer = method(self, about)
        self.answers[name, about] = answer
        return answer

    return ask


def tracked_reading(method: Callable[[Q, str], T]) -> Callable[[Q, str], T]:
    """Do what `tracked` does, for a method that reads a file, which may be a page."""
    _READING.add(method.__name__)
    return tracked(method)


def _checksum(answer: object) -> int:
    """Return a 32-bit checksum of an answer: text, number, None or a struct of these."""
    return zlib.crc32(repr(answer).encode("utf-8", "surrogateescape"))
