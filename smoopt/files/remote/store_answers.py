"""Asking a store: whatever its library raises is an OSError with words."""

import errno
import os
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def asked(question: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Ask, and give the answer; raises OSError.

    Libraries try again by themselves where a store is busy (429, 503) or a connection breaks.
    """
    try:
        return question(*given, **named)
    except OSError as error:
        if error.strerror:
            raise
        number = _number(error)
        raise type(error)(number, _words(error) or os.strerror(number)) from error
    except Exception as error:  # each library has its own
        raise OSError(errno.EIO, _words(error) or type(error).__name__) from error


def _number(error: OSError) -> int:
    if error.errno:
        return error.errno
    if isinstance(error, FileNotFoundError):
        return errno.ENOENT
    return errno.EACCES if isinstance(error, PermissionError) else errno.EIO


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())
