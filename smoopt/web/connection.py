"""A connection that ends in time, and is made to an address which was judged."""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Timer

from smoopt.web.public_hosts import connected

_LATE = "it did not answer in time"


class Connection(http.client.HTTPConnection):
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
        except TimeoutError as error:  # the socket's own limit was over a moment before
            raise TimeoutError(_LATE) from error
        except (OSError, http.client.HTTPException, ValueError):
            if not self._is_late:
                raise
        finally:
            timer.cancel()
        if self._is_late:
            raise TimeoutError(_LATE)

    def _end(self) -> None:
        self._is_late = True
        if self._link is not None:
            with suppress(OSError):  # it has ended
                # Not by the method of TLS, which would take its state from under who reads.
                socket.socket.shutdown(self._link, socket.SHUT_RDWR)
