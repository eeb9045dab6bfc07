"""A folder served as a host would, for the tests that open its pages in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class _Quiet(SimpleHTTPRequestHandler):
    """Serve files, under a policy if there is one, and say nothing."""

    def __init__(self, *arguments: object, policy: str, report_only: bool, directory: str) -> None:
        self.policy = policy
        self.header = f"Content-Security-Policy{'-Report-Only' * report_only}"
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        if self.policy:
            self.send_header(self.header, self.policy)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def served(root: Path, policy: str = "", *, report_only: bool = False) -> Iterator[str]:
    """Serve a folder; gives its address with a closing slash.

    `report_only`: what the policy would refuse happens, and the page hears of it.
    """
    handler = partial(_Quiet, policy=policy, report_only=report_only, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
