"""Asking the web: a page, or an answer to a form, within limits of time, size and redirects."""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from threading import Timer
from typing import NamedTuple
from urllib.parse import quote, urlencode

from smoopt.mentions.public_hosts import connected
from smoopt.model.version import __version__
from smoopt.model.web_address import host_of, is_of_the_web, joined, parts_of

# https://www.w3.org/TR/webmention/#sender-discovers-receiver-webmention-endpoint-p-3 (2026-12-01)
_AGENT = f"smoopt/{__version__} Webmention"
_SECONDS = 15.0
# An endpoint is named in the head, or in a text that a person can read.
_MOST_BYTES = 2_000_000
_MOST_REDIRECTS = 5
# By these, a form is sent on as it is: https://www.rfc-editor.org/rfc/rfc9110#section-15.4
_SENT_ON = (307, 308)
_REDIRECTS = (301, 302, 303, *_SENT_ON)
# What stays as it is in an address: all that may stand there, and escapes.
_SAFE = "%/:@!$&'()*+,;=~?-._"
_ACCEPTED = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


class Unreachable(Exception):
    """There was no answer; says why. `is_final`: there will be none another time, either."""

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        super().__init__(why)
        self.is_final = is_final


class Answer(NamedTuple):
    """What came back: from which address, after redirects, with which status, headers and bytes.

    Headers are named in small letters.
    """

    url: str
    status: int
    headers: Mapping[str, list[str]]
    body: bytes

    def header(self, name: str) -> str:
        """Give the first header of a name, or ""."""
        return next(iter(self.headers.get(name, ())), "")

    @property
    def is_page(self) -> bool:
        """Whether it is HTML; what does not say what it is may be."""
        kind = self.header("content-type").partition(";")[0].strip().lower()
        return kind in {"", "text/html", "application/xhtml+xml"}


class WebClient:
    """Asks hosts that are on the web; with `allow_private`, those of this network as well."""

    def __init__(self, *, allow_private: bool = False, seconds: float = _SECONDS) -> None:
        """Prepare to ask; an answer, with all that leads to it, may take so many seconds."""
        self._allow_private = allow_private
        self._seconds = seconds
        self._secure = ssl.create_default_context()

    def get(self, url: str) -> Answer:
        """Ask for a page; raises Unreachable."""
        return self._asked(url, "GET", None)

    def post(self, url: str, form: Mapping[str, str]) -> Answer:
        """Send a form; raises Unreachable."""
        return self._asked(url, "POST", urlencode(form).encode())

    def _asked(self, url: str, method: str, form: bytes | None) -> Answer:
        """Ask, and go where the answer leads on to."""
        until = time.monotonic() + self._seconds
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._once(url, method, form, until)
            to = answer.header("location")
            if answer.status not in (_REDIRECTS if form is None else _SENT_ON) or not to:
                return answer
            url = joined(url, to) or to
        raise Unreachable(f"it leads on more than {_MOST_REDIRECTS} times", is_final=True)

    def _once(self, url: str, method: str, form: bytes | None, until: float) -> Answer:
        """Ask once; raises Unreachable."""
        parts = parts_of(url)
        if parts is None or not is_of_the_web(url) or "@" in parts.netloc:
            raise Unreachable(f"{url} is no address that can be asked", is_final=True)
        path = quote(parts.path, _SAFE) or "/"
        query = f"?{quote(parts.query, _SAFE)}" if parts.query else ""
        headers = {"User-Agent": _AGENT, "Accept": _ACCEPTED, "Connection": "close"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        secure = self._secure if parts.scheme == "https" else None
        try:
            link = _Connection(host_of(url), secure, until, self._allow_private)
            with link.in_time():
                link.request(method, path + query, form, headers)
                with link.getresponse() as response:
                    return _read(url, response)
        except (OSError, http.client.HTTPException, ValueError) as error:
            said = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise Unreachable(f"{host_of(url)}: {said}", is_final=_is_unknown(error)) from error


def _is_unknown(error: Exception) -> bool:
    """Tell that there is no host of a name, and not that nobody could be asked."""
    return isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME


def _read(url: str, response: http.client.HTTPResponse) -> Answer:
    """Take an answer in: of the body no more than may name an endpoint."""
    headers: dict[str, list[str]] = {}
    for name, value in response.getheaders():
        headers.setdefault(name.lower(), []).append(value)
    answer = Answer(url, response.status, headers, b"")
    return answer._replace(body=response.read(_MOST_BYTES)) if answer.is_page else answer


class _Connection(http.client.HTTPConnection):
    """A connection that is made to an address which was judged, and to no other."""

    def __init__(
        self,
        host: str,
        secure: ssl.SSLContext | None,
        until: float,
        allow_private: bool,
    ) -> None:
        """Prepare to connect, under TLS with `secure`; all must be over at the time `until`."""
        self.default_port = 443 if secure else 80
        super().__init__(host)
        self._secure, self._allow_private = secure, allow_private
        self._until = until
        self._is_late = False
        # The library forgets it where the answer ends with the connection.
        self._link: socket.socket | None = None

    def connect(self) -> None:
        """Connect; raises OSError."""
        self.sock = self._link = connected(
            self.host, self.port, self._until, allow_private=self._allow_private
        )
        if self._secure is not None:
            self.sock = self._link = link = self._secure.wrap_socket(
                self._link, server_hostname=self.host, do_handshake_on_connect=False
            )
            link.do_handshake()

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """End the connection when the time is over, however slowly the other side goes on.

        Raises TimeoutError.
        """
        timer = Timer(max(self._until - time.monotonic(), 0.0), self._end)
        timer.daemon = True
        timer.start()
        try:
            with closing(self):
                yield
        except (OSError, http.client.HTTPException, ValueError):
            if not self._is_late:
                raise
        finally:
            timer.cancel()
        if self._is_late:
            raise TimeoutError("it did not answer in time")

    def _end(self) -> None:
        self._is_late = True
        if self._link is not None:
            with suppress(OSError):  # it has ended
                # Not by the method of TLS, which would take its state from under who reads.
                socket.socket.shutdown(self._link, socket.SHUT_RDWR)
