"""Regular expressions that are compiled when they are first needed."""

import re
from functools import cache


@cache
def late(pattern: str) -> re.Pattern[str]:
    """Give a pattern that heeds no case; long ones take a millisecond to compile, for few pages."""
    return re.compile(pattern, re.IGNORECASE)
