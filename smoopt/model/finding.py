"""A `Finding` is one thing the site's author should know, and where it is."""

from enum import IntEnum
from typing import NamedTuple

import msgspec


class Severity(IntEnum):
    """How much a finding matters; higher is worse."""

    INFO = 0
    WARNING = 1
    ERROR = 2


def threshold(fail_on: str) -> Severity | None:
    """Read how bad a finding must be to count; None for no finding that counts."""
    return None if fail_on == "never" else Severity[fail_on.upper()]


class Place(NamedTuple):
    """A position in a file of the site: its path, and 1-based line and column in code points."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write `path:line:column`, leaving out what is unknown (0)."""
        path, line, column = self
        if path and line and column:
            return f"{path}:{line}:{column}"
        return ":".join(str(part) for part in self if part)


class Finding(msgspec.Struct, frozen=True):
    """One remark on a page.

    `code` is the id of its rule (`og-image-missing`); `message` says what was found, what was
    expected and what to do; `plugin` is filled in by whoever called the plugin;
    `mended` says that smoopt has put it right already; `details` is the traceback of a plugin
    that failed.
    """

    severity: Severity
    code: str
    place: Place
    message: str
    plugin: str = ""
    mended: bool = False
    details: str = ""

    def __str__(self) -> str:
        """Write one line: place, severity, message and code."""
        return f"{self.place}: {self.severity.name.lower()}: {self.statement}"

    @property
    def statement(self) -> str:
        """What is said, and by which rule."""
        return f"{self.message} [{self.code}]"
