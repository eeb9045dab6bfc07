"""Regular expressions that are compiled when they are first used.

Long ones take a millisecond to compile, and few sites need them all.
"""

import re
from typing import AnyStr, cast


class _Late:
    """Stands in for a compiled pattern, and compiles it on the first access to its methods."""

    def __init__(self, pattern: str | bytes, flags: re.RegexFlag) -> None:
        self._uncompiled = pattern, flags

    def __getattr__(self, name: str) -> object:
        pattern, flags = self._uncompiled
        found: object = getattr(re.compile(pattern, flags), name)
        setattr(self, name, found)
        return found


def late(pattern: AnyStr, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[AnyStr]:
    """Return a pattern that is compiled on first use, so an invalid one raises only then."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
