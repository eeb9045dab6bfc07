"""The network backend for httpcore2: connects to checked addresses only, up to a deadline.

httpcore2 passes the timeouts of a request to each call unchanged. Those passed here are not
durations but a deadline of the clock `time.monotonic`, as a connection may serve several requests.
"""

import socket
import ssl
import time
from selectors import EVENT_READ, DefaultSelector

import httpcore2

from smoopt.web.public_hosts import connected


class JudgedNetwork(httpcore2.NetworkBackend):
    """Connects to addresses that were checked, and to no others."""

    def __init__(self, *, allow_private: bool) -> None:
        """Prepare to connect; with `allow_private`, also to hosts of the local network."""
        self._allow_private = allow_private

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *_: object, **__: object
    ) -> httpcore2.NetworkStream:
        """Connect before the deadline `timeout`; raises OSError."""
        until = time.monotonic() if timeout is None else timeout
        link = connected(host, port, until, allow_private=self._allow_private)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # head and data are two writes
        return _Stream(link)


class _Stream(httpcore2.NetworkStream):
    """A connection on which each call ends at a deadline, however slow the other side is."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the bytes received; raises OSError."""
        self._end_at(timeout)
        return self._link.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all bytes; raises TimeoutError and WriteError.

        After a WriteError, a response may still come.
        """
        rest = memoryview(buffer)
        try:
            while rest:
                self._end_at(timeout)
                rest = rest[self._link.send(rest) :]
        except TimeoutError:
            raise
        except OSError as error:
            raise httpcore2.WriteError(error) from error

    def close(self) -> None:
        """Close the connection."""
        self._link.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Start TLS; raises OSError and ValueError after closing the connection."""
        try:
            self._end_at(timeout)  # one deadline for the whole handshake
            return _Stream(ssl_context.wrap_socket(self._link, server_hostname=server_hostname))
        except (OSError, ValueError):
            self.close()
            raise

    def get_extra_info(self, info: str) -> object:
        """Return whether there is something to read; on an idle connection, that is its end."""
        if info != "is_readable":
            return None
        with DefaultSelector() as selector:
            selector.register(self._link, EVENT_READ)
            return bool(selector.select(0))

    def _end_at(self, until: float | None) -> None:
        left = 0.0 if until is None else until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._link.settimeout(left)
