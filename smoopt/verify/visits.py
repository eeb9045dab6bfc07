"""`Visit`: a request for an address, with all redirects on the same host."""

from typing import NamedTuple

from smoopt.model.web_address import host_of, joined
from smoopt.verify.pace import Pace
from smoopt.web.web_answer import Answer, Unreachable
from smoopt.web.web_client import REDIRECTS, Manner, Method, WebClient

OK = 200
# As in browsers: https://fetch.spec.whatwg.org/#http-redirect-fetch (2026-12-01)
MOST_REDIRECTS = 20


class Visit(NamedTuple):
    """The result of requesting an address.

    `through` are the addresses that redirected, the requested one first. `away` is a redirect
    target on another host, which was not requested; `failed` says why there was no answer.
    `is_endless` means more redirects than are followed.
    """

    asked: str
    through: tuple[str, ...] = ()
    answer: Answer | None = None
    away: str = ""
    failed: Unreachable | None = None
    is_endless: bool = False

    @property
    def url(self) -> str:
        """The address that answered in the end, or the requested one."""
        return self.answer.url if self.answer is not None else self.asked

    @property
    def is_there(self) -> bool:
        """Whether the status is 200, without a redirect to another host."""
        return self.answer is not None and self.answer.status == OK and not self.away

    @property
    def body(self) -> bytes:
        """The body, b"" without an answer."""
        return self.answer.body if self.answer is not None else b""

    @property
    def outcome(self) -> str:
        """The result in a few words."""
        if self.failed is not None:
            return str(self.failed)
        if self.away:
            return f"a redirect to {self.away}"
        if self.is_endless:
            return "redirects without end"
        return "" if self.answer is None else self.answer.phrase


class Visitor:
    """Sends requests to one host only, at a limited pace."""

    def __init__(self, client: WebClient, host: str, pace: Pace) -> None:
        """Take the host with its port, as `host_of` returns it."""
        self._client = client
        self._host = host
        self.pace = pace

    def is_own(self, url: str) -> bool:
        """Return whether an address is on the host."""
        return host_of(url) == self._host

    def visit(self, url: str, manner: Manner, method: Method = "GET") -> Visit:
        """Request an address, and follow redirects on this host."""
        through: list[str] = []
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            self.pace.wait()
            try:
                answer = self._client.once(at, manner, method)
            except Unreachable as error:
                return Visit(url, tuple(through), failed=error)
            self.pace.took(answer.sent)
            to = answer.header("location")
            led = joined(at, to) if to and answer.status in REDIRECTS else None
            if led is None:
                return Visit(url, tuple(through), answer)
            through.append(at)
            if not self.is_own(led):
                return Visit(url, tuple(through), answer, away=led)
            at = led
        return Visit(url, tuple(through), is_endless=True)
