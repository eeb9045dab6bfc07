"""Requests for pages, and form submissions, with limits of time, size and redirects."""

import socket
import ssl
import time
from collections.abc import Mapping
from typing import Literal, Self
from urllib.parse import quote, urlencode

import msgspec

from smoopt.model.errors import CannotRun
from smoopt.model.extras import refuse_without
from smoopt.model.web_address import host_of, is_of_the_web, joined, parts_of
from smoopt.web.unpacking import unpacked
from smoopt.web.web_answer import Answer, Cause, NotHTTP, Unreachable

Method = Literal["GET", "HEAD", "POST"]
FORM = "application/x-www-form-urlencoded"
_MOST_REDIRECTS = 5
# Redirects that keep a form: https://www.rfc-editor.org/rfc/rfc9110#section-15.4
_SENT_ON = (307, 308)
REDIRECTS = (301, 302, 303, *_SENT_ON)
# Characters of an address that stay as they are: all that are allowed, and escapes
_SAFE = "%/:@!$&'()*+,;=~?-._"


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """How a host is asked: user agent, accepted types, and limits of size and time.

    `encodings` is written as in the header; `most_bytes` limits a body, both as sent and as
    unpacked; `seconds` limits an answer with all its redirects. With `only_pages`, only bodies
    of HTML are read.
    """

    agent: str
    accept: str = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
    encodings: str = "identity"
    # A page's metadata is in its head, or in a text that a person can read.
    most_bytes: int = 2_000_000
    seconds: float = 15.0
    only_pages: bool = True


class WebClient:
    """Requests from public hosts; with `allow_private`, also from those of the local network.

    Connections are kept alive for a while; `with` closes them all.
    """

    def __init__(self, manner: Manner, *, allow_private: bool = False) -> None:
        """Prepare to send requests, by default in this manner; raises CannotRun."""
        needed = "requests to other hosts need httpcore2"
        refuse_without("web", needed, "httpcore2", raises=CannotRun)
        from smoopt.web.exchanges import Exchanges  # noqa: PLC0415 - an extra

        self._manner = manner
        self._exchanges = Exchanges(ssl.create_default_context(), allow_private=allow_private)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._exchanges.close()

    def get(self, url: str) -> Answer:
        """Request a page, following redirects; raises Unreachable."""
        return self._followed(url, "GET", None)

    def post(self, url: str, form: Mapping[str, str]) -> Answer:
        """Send a form; raises Unreachable."""
        return self.send(url, urlencode(form).encode(), FORM)

    def send(self, url: str, data: bytes, kind: str) -> Answer:
        """Send data of a media type; raises Unreachable."""
        return self._followed(url, "POST", (data, kind))

    def _followed(self, url: str, method: Method, sent: tuple[bytes, str] | None) -> Answer:
        until = time.monotonic() + self._manner.seconds
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self.once(url, self._manner, method, sent, until)
            to = answer.header("location")
            if answer.status not in (REDIRECTS if sent is None else _SENT_ON) or not to:
                return answer
            url = joined(url, to) or to
        raise Unreachable(f"it redirects more than {_MOST_REDIRECTS} times", is_final=True)

    def once(
        self,
        url: str,
        manner: Manner,
        method: Method = "GET",
        sent: tuple[bytes, str] | None = None,
        until: float | None = None,
    ) -> Answer:
        """Send one request without following redirects; raises Unreachable.

        `until` is a deadline of the clock `time.monotonic`; without it, the manner's limit
        counts.
        """
        started = time.monotonic()
        until = started + manner.seconds if until is None else until
        parts = parts_of(url)
        if parts is None or not is_of_the_web(url) or "@" in parts.netloc:
            raise Unreachable(f"{url} is not a valid address", is_final=True)
        host = host_of(url)
        query = f"?{quote(parts.query, _SAFE)}" if parts.query else ""
        at = f"{parts.scheme}://{host}{quote(parts.path, _SAFE) or '/'}{query}"
        headers = {"Host": host, "User-Agent": manner.agent, "Accept": manner.accept}
        headers["Accept-Encoding"] = manner.encodings
        data = None
        if sent is not None:
            data, headers["Content-Type"] = sent
            headers |= {"Content-Length": str(len(data)), "Connection": "close"}

        def wanted(answer: Answer) -> int:
            """Return 0 for what is not a page, and if data was sent: there the status is enough."""
            is_read = method == "GET" and (answer.is_page or not manner.only_pages)
            return manner.most_bytes if is_read else 0

        try:
            answer = self._exchanges.ask(at, method, headers, data, until, wanted)
        except (OSError, NotHTTP, ValueError) as error:
            cause = _cause(error)
            why = f"{host}: {_said(error)}"
            raise Unreachable(why, is_final=cause == "name", cause=cause) from error
        if most := wanted(answer):
            answer = _read(answer, most)
        return answer._replace(url=url, seconds=time.monotonic() - started)


def _cause(error: Exception) -> Cause:
    """Return the kind of an error; "name" means that the host name does not exist."""
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
        return "name"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, NotHTTP):
        return "answer"
    return "time" if isinstance(error, TimeoutError) else "other"


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError):  # a socket says it in many ways
        return "it did not answer in time"
    if isinstance(error, NotHTTP):
        return f"the answer is incomplete: {error}"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _read(answer: Answer, most: int) -> Answer:
    """Unpack a body, up to the length that is wanted."""
    sent = answer.body
    coding = ", ".join(answer.headers.get("content-encoding", ()))
    found = unpacked(sent, coding, most, is_whole=len(sent) <= most)
    is_cut = found.is_cut or len(sent) > most
    return answer._replace(body=found.body, is_cut=is_cut, fault=found.fault, sent=len(sent))
