"""Begin several calls before the first is done, for answers that take long to arrive."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def overlapping(begun: Iterable[T], most: int) -> Iterator[T]:
    """Yield what was begun in order, with at most `most` begun at a time.

    With 1, each is yielded before the next is begun.
    """
    waiting: deque[T] = deque()
    for one in begun:
        waiting.append(one)
        if len(waiting) >= most:
            yield waiting.popleft()
    yield from waiting
