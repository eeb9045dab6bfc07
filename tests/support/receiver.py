"""A web server on this computer that answers as other sites do, and takes what is sent."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs

import pytest

PAGE = "<!doctype html><title>Here</title>"


class Reply(NamedTuple):
    """What is answered; an address in a header or the body may begin with `{base}`."""

    body: str | bytes = ""
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200
    kind: str = "text/html; charset=utf-8"


class Posted(NamedTuple):
    """What was sent: where to, as a form, with which headers, and as it is."""

    path: str
    form: dict[str, list[str]]
    headers: dict[str, str]
    data: str


class Receiver:
    """What is answered by path, all that was asked, and what was sent."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self.port = server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.pages: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.taking: Reply = Reply(status=202)
        self.takes_head = True
        self.asked: list[str] = []
        self.posted: list[Posted] = []

    def secure(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        plain = self._server.socket
        self._server.socket = context.wrap_socket(plain, server_side=True)

    def call(self, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Have a name for this computer, by which it is found while a test runs."""
        look_up = socket.getaddrinfo

        def found_here(asked: str, *more: object, **named: object) -> object:
            return look_up("127.0.0.1" if asked == host else asked, *more, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", found_here)
        self.base = f"http://{host}:{self.port}"

    def answer(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        body = reply.body
        if isinstance(body, str):
            body = body.replace("{base}", self.base)
        headers = tuple((name, value.replace("{base}", self.base)) for name, value in reply.headers)
        self.reply(handler, reply._replace(body=body, headers=headers))

    @staticmethod
    def reply(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        """Answer by exactly what is given."""
        body = reply.body if isinstance(reply.body, bytes) else reply.body.encode()
        handler.send_response(reply.status)
        if reply.kind:
            handler.send_header("Content-Type", reply.kind)
        for name, value in reply.headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            receiver.asked.append(self.path)
            reply = receiver.pages.get(self.path, Reply(status=404))
            if isinstance(reply, Reply):
                receiver.answer(self, reply)
            else:
                reply(self)

        def do_HEAD(self) -> None:
            if receiver.takes_head:
                self.do_GET()
            else:
                receiver.answer(self, Reply(status=405))

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"])).decode()
            moved = receiver.pages.get(self.path)
            receiver.posted.append(
                Posted(self.path, parse_qs(data), dict(self.headers.items()), data)
            )
            is_moved = isinstance(moved, Reply) and moved.status in range(300, 400)
            receiver.answer(self, moved if is_moved else receiver.taking)  # type: ignore[arg-type]

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver = Receiver(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
