"""What a page asks its site, kept so that a later run can ask again.

Where every answer is the same as then, the page can be left alone.
"""

import zlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
Q = TypeVar("Q", bound="Questioned")
# A question, as the method's name and its argument; and a checksum of the answer.
Question = tuple[str, str]
Asked = tuple[str, str, int]
# What can be asked, by name, without being kept.
_QUESTIONS: dict[str, Callable[..., object]] = {}


class Questioned:
    """Something that keeps what it is asked by the methods marked with `question`."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.questions: dict[Question, object] = {}

    def asked(self) -> tuple[Asked, ...]:
        """Give what was asked since the last call, with a checksum of each answer."""
        questions, self.questions = self.questions, {}
        return tuple((*question, _checksum(answer)) for question, answer in questions.items())

    def answers(self, asked: Iterable[Asked]) -> bool:
        """Tell whether all that was asked is still answered as it was then."""
        # What is asked here is not what a page asks: it need not be kept.
        return all(_checksum(_QUESTIONS[name](self, about)) == was for name, about, was in asked)


def question(method: Callable[[Q, str], T]) -> Callable[[Q, str], T]:
    """Keep what is asked and answered."""
    name = method.__name__
    _QUESTIONS[name] = method

    @wraps(method)
    def asked(self: Q, about: str) -> T:
        answer = method(self, about)
        self.questions[name, about] = answer
        return answer

    return asked


def _checksum(answer: object) -> int:
    """Sum up an answer: text, number, None or a struct of these; eight hexadecimals' worth."""
    return zlib.crc32(repr(answer).encode("utf-8", "surrogateescape"))
