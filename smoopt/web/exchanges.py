"""`Exchanges`: single HTTP requests and responses, on connections that may be kept alive."""

import ssl
from collections.abc import Callable, Mapping
from contextlib import closing

import httpcore2

from smoopt.model.web_address import parts_of
from smoopt.web.judged_network import JudgedNetwork
from smoopt.web.web_answer import Answer, NotHTTP

# How many connections are kept alive, and for how many seconds: most hosts close them after five or
# more.
_MOST_KEPT = 4
_KEPT_SECONDS = 3.0
# The name of a step in httpcore: https://www.encode.io/httpcore/extensions/#trace (2026-12-01)
_CONNECTS = "connection.connect_tcp.started"
# Returns how many bytes of a body are wanted, given the response without it
Wanted = Callable[[Answer], int]


class Exchanges:
    """Sends requests directly: a proxy of the environment would resolve hosts itself."""

    def __init__(self, secure: ssl.SSLContext, *, allow_private: bool) -> None:
        """Prepare to send requests, with TLS settings from `secure`."""
        self._secure = secure
        self._network = JudgedNetwork(allow_private=allow_private)
        self._kept = self._pool(_MOST_KEPT)

    def close(self) -> None:
        """Close the connections that were kept alive."""
        self._kept.close()

    def ask(
        self,
        url: str,
        method: str,
        headers: Mapping[str, str],
        data: bytes | None,
        until: float,
        wanted: Wanted,
    ) -> Answer:
        """Request a normalized address; raises OSError, NotHTTP, ValueError.

        The body is returned as sent; of one that is longer than wanted, one byte more than
        that.
        """
        steps: list[str] = []
        limits = dict.fromkeys(("connect", "read", "write"), until)
        request = httpcore2.Request(
            method,
            _parsed(url),
            headers=[*headers.items()],
            content=data,
            extensions={"timeout": limits, "trace": lambda step, _: steps.append(step)},
        )
        if data is not None:  # sent once only, so on no connection that may be closed
            with self._pool(0) as pool:
                return _answer(pool, request, url, wanted)
        while True:
            steps.clear()
            try:
                return _answer(self._kept, request, url, wanted)
            except (OSError, NotHTTP):
                # A kept connection may have been closed meanwhile: only a new one can tell.
                if _CONNECTS in steps:
                    raise

    def _pool(self, most_kept: int) -> httpcore2.ConnectionPool:
        return httpcore2.ConnectionPool(
            self._secure,
            max_connections=None,
            max_keepalive_connections=most_kept,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=self._network,
        )


def _parsed(url: str) -> httpcore2.URL:
    """Parse an address as the rest of smoopt does; raises ValueError."""
    parts = parts_of(url)
    if parts is None or not parts.hostname:
        raise ValueError("no address that can be asked")
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    host = parts.hostname.encode("ascii")
    return httpcore2.URL(scheme=parts.scheme, host=host, port=parts.port, target=target)


def _answer(
    pool: httpcore2.ConnectionPool, request: httpcore2.Request, url: str, wanted: Wanted
) -> Answer:
    try:
        with closing(pool.handle_request(request)) as response:
            headers: dict[str, list[str]] = {}
            for name, value in response.headers:
                headers.setdefault(name.decode().lower(), []).append(value.decode("latin-1"))
            answer = Answer(url, response.status, headers)
            most = wanted(answer)
            body = bytearray()
            for piece in response.iter_stream() if most else ():
                body += piece
                if len(body) > most:
                    break
            return answer._replace(body=bytes(body[: most + 1]))
    except httpcore2.ProtocolError as error:
        raise NotHTTP(str(error).rstrip(".")) from error
