"""What comes back from a host: an `Answer`, or that there is none."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal, NamedTuple

from smoopt.model.web_address import host_of

# Why nobody answered: no such name, a certificate that does not hold, no time left, what came is
# broken, or another.
Cause = Literal["name", "certificate", "time", "answer", "other"]
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class Unreachable(Exception):
    """There was no answer; says why. `is_final`: there will be none another time, either."""

    def __init__(self, why: str, *, is_final: bool = False, cause: Cause = "other") -> None:
        super().__init__(why)
        self.is_final = is_final
        self.cause = cause


class NotHTTP(Exception):
    """What came is no answer, or breaks off; says how."""


class Answer(NamedTuple):
    """What came back: from which address, after redirects, with which status, headers and bytes.

    Headers are named in small letters. `body` is unpacked, and ends where the asker wants no more
    (`is_cut`); `fault` says what kept it from being unpacked; `sent` are the bytes that came,
    and `seconds` how long that took.
    """

    url: str
    status: int
    headers: Mapping[str, list[str]]
    body: bytes = b""
    is_cut: bool = False
    fault: str = ""
    sent: int = 0
    seconds: float = 0.0

    def header(self, name: str) -> str:
        """Give the first header of a name, or ""."""
        return next(iter(self.headers.get(name, ())), "")

    @property
    def kind(self) -> str:
        """The media type that it says it has, in small letters and without parameters, or ""."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether it is HTML; an answer without a type may be."""
        return not self.kind or self.kind in _PAGES

    @property
    def phrase(self) -> str:
        """The status in words: `404 Not Found`."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)

    @property
    def said(self) -> str:
        """Who answered, and what."""
        later = self.header("retry-after")
        after = f", retry after {later}" if later else ""
        return f"{host_of(self.url)} answers {self.phrase}{after}"
