"""A server on this computer that says whatever it is given, HTTP or not."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

# What becomes of a connection; it is closed afterwards.
Talk = Callable[[socket.socket], None]


@contextmanager
def talking(*talks: Talk) -> Iterator[int]:
    """Serve connections one after the other, the last way also all that follow; gives the port."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        waiting = list(talks)
        while True:
            try:
                link, _ = server.accept()
            except OSError:  # the block has ended
                return
            talk = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            with link, suppress(OSError):
                talk(link)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


def heard(link: socket.socket) -> bytes:
    """Read what is asked, up to the end of its head; b"" where the other side has gone."""
    said = b""
    while not said.endswith(b"\r\n\r\n"):
        if not (piece := link.recv(1)):
            return b""
        said += piece
    return said
