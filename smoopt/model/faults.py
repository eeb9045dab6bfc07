"""`guarded`: work that may fail in any way, so that one page's fault never costs the others.

No list of exceptions is ever complete: a page may make a library raise what nobody has thought of,
and may take all memory or every frame of the stack.
"""

import textwrap
import traceback
from collections.abc import Callable
from typing import TypeVar

from smoopt.model.stopped import asks_to_stop

T = TypeVar("T")
# The most characters of an exception's message that are shown.
_MOST_CHARACTERS = 500
# The most that are read of it.
_MOST_READ = 20_000
# The last frames are enough for an endless recursion.
MOST_FRAMES = 20


def guarded(work: Callable[[], T], instead: Callable[[BaseException], T]) -> T:
    """Do some work; if it raises, do something `instead`. Only a request to stop is raised."""
    try:
        return work()
    except BaseException as error:
        if asks_to_stop(error):
            raise
        return instead(error)


def described(error: BaseException) -> str:
    """Format an exception on one line, even if its own `__str__` raises."""
    said = _written(error, lambda: traceback.format_exception_only(error))
    return textwrap.shorten(said[:_MOST_READ], _MOST_CHARACTERS, placeholder=" …")


def traced(error: BaseException) -> str:
    """Write how an exception came about, as Python does."""
    said = _written(error, lambda: traceback.format_exception(error, limit=-MOST_FRAMES))
    return said if len(said) <= _MOST_READ else f"{said[:_MOST_READ]} …\n"


def _written(error: BaseException, lines: Callable[[], list[str]]) -> str:
    """Join lines about an exception; what it says of itself may be no text, or raise again."""

    def unsaid(_: BaseException) -> str:
        kind = type.__dict__["__name__"].__get__(type(error))  # whatever else it says it is named
        return f"{kind}: it cannot say what it is"

    return guarded(lambda: "".join(lines()), unsaid)
