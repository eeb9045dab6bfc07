"""The result of a request: an `Answer`, or why there is none."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal, NamedTuple

from smoopt.model.web_address import host_of

# Why there is no answer: unknown host name, invalid certificate, timeout, invalid response, or
# something else
Cause = Literal["name", "certificate", "time", "answer", "other"]
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class Unreachable(Exception):
    """There was no answer, with the reason; `is_final` means that another try will fail, too."""

    def __init__(self, why: str, *, is_final: bool = False, cause: Cause = "other") -> None:
        super().__init__(why)
        self.is_final = is_final
        self.cause = cause


class NotHTTP(Exception):
    """The response is not HTTP or is incomplete; the message says how."""


class Answer(NamedTuple):
    """A response: its address after redirects, its status, headers and body.

    Names of headers are in lower case. `body` is unpacked, and cut (`is_cut`) at the length
    that was wanted; `fault` says why it could not be unpacked; `sent` is the number of bytes
    received, and `seconds` the time that the request took.
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
        """Return the first header of a name in lower case, or ""."""
        return next(iter(self.headers.get(name, ())), "")

    @property
    def kind(self) -> str:
        """The media type in lower case and without parameters, or ""."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether it is HTML, or has no media type."""
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
        """The host, the status, and when to retry if it says so."""
        later = self.header("retry-after")
        after = f", retry after {later}" if later else ""
        return f"{host_of(self.url)} answers {self.phrase}{after}"
