"""Requests to a store: whatever its library raises becomes an OSError with a message."""

import errno
import os
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Passing errors: a busy store, a broken connection, anything without a number.
_PASSING = {
    *(errno.EBUSY, errno.EIO, errno.EAGAIN, errno.ETIMEDOUT, errno.EPIPE, errno.ECONNRESET),
    # What s3fs says for an answer of 500, also where the system has no such number.
    getattr(errno, "EREMOTEIO", 121),
}
# How often work of several requests is tried, and the base of the wait in seconds.
_TRIES, _WAIT = 4, 0.2


def asked(question: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Call a library's function; raises OSError.

    Libraries try again by themselves where a store is busy (429, 503) or a connection breaks.
    """
    try:
        return question(*given, **named)
    except OSError as error:
        if error.strerror:
            raise
        number = _number(error)
        said = "" if error.errno else _words(error)
        raise type(error)(number, said or code_of(error) or os.strerror(number)) from error
    except Exception as error:  # each library has its own
        raise OSError(errno.EIO, _words(error) or type(error).__name__) from error


def patiently(work: Callable[[], T]) -> T:
    """Do work of several requests, and all of it again if it breaks off in the middle.

    Libraries themselves retry single requests. Raises OSError.
    """
    for tried in range(1, _TRIES):
        try:
            return asked(work)
        except OSError as error:
            if error.errno not in _PASSING:
                raise
        time.sleep(_WAIT * 2**tried * random.uniform(0.5, 1))  # noqa: S311 - no secret
    return asked(work)


def code_of(error: BaseException) -> str:
    """Return a store's error code from an exception of its library; "" without one."""
    cause: BaseException | None = error
    while cause is not None:
        answer = getattr(cause, "response", None)
        if isinstance(answer, dict):
            return str(answer.get("Error", {}).get("Code", ""))
        cause = cause.__cause__
    return ""


def _number(error: OSError) -> int:
    if error.errno:
        return error.errno
    if isinstance(error, FileNotFoundError):
        return errno.ENOENT
    return errno.EACCES if isinstance(error, PermissionError) else errno.EIO


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())
