"""Work of which more is begun before the first is done, where each answer takes its time."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def overlapping(begun: Iterable[T], most: int) -> Iterator[T]:
    """Yield results in order, with at most so many calls begun ahead.

    With one, each is given before the next is begun.
    """
    waiting: deque[T] = deque()
    for one in begun:
        waiting.append(one)
        if len(waiting) >= most:
            yield waiting.popleft()
    yield from waiting
