"""Serving the preview of a site, live: what changes is followed as `smoopt watch` does it."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from socket import socket
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from smoopt.model.errors import SmooptError
from smoopt.preview.server.app import application
from smoopt.preview.server.host_and_ports import Ports
from smoopt.preview.state import PreviewState
from smoopt.watch.updates import CommandLine
from smoopt.watch.watch import Watch

# How often settings are checked, in seconds: somebody is waiting to see the result.
_GLANCE = 0.05
# How long it may take to end, in seconds.
_GRACE = 3.0


def serve(
    root: Path,
    command_line: CommandLine,
    host: str,
    port: int,
    ready: Callable[[str, int], None],
    abandon: Callable[[], None],
    *,
    poll: bool,
) -> None:
    """Serve the preview of a site; `ready` hears where, and how many pages there are.

    `abandon` is called where it is asked to end and cannot, for a thread does not come back.
    Raises SmooptError where settings, site or port cannot be used.
    """
    state = PreviewState(root, command_line)
    ports = Ports(host, port)
    follower = Follower(root, command_line, state, poll=poll)
    last_resort = _LastResort(abandon)
    server = _Server(state, application(state, host, ports.port, ports.site_port), last_resort)
    try:
        follower.start()
        ready(ports.address, state.pages)
        server.run(sockets=[ports.companion, ports.site])
    finally:
        last_resort.prepare()
        follower.stop()
        state.stop()
        ports.close()
        last_resort.drop()


class Follower(Watch):
    """Tells the preview's state what has changed, in a thread, until it is stopped."""

    def __init__(
        self, root: Path, command_line: CommandLine, state: PreviewState, *, poll: bool = False
    ) -> None:
        """Prepare to follow a site that the state has read."""
        super().__init__(root, command_line, None, poll=poll, updates=state)
        self._state = state
        self._renew = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Follow no more."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self.close()

    def _follow(self) -> None:
        try:
            self.run()
        except (SmooptError, OSError) as error:
            self._state.fail(f"changes are no longer shown: {error}")

    def _step(self) -> None:
        self._glance_at = min(self._glance_at, time.monotonic() + _GLANCE)
        super()._step()

    def _left(self) -> float:
        return min(super()._left(), _GLANCE)

    def _code(self) -> int | None:
        return 0 if self._stopping.is_set() else None

    def _finish(self, code: int) -> int:
        return code


class _LastResort:
    """Abandons what has been asked to end and does not, after a while."""

    def __init__(self, abandon: Callable[[], None]) -> None:
        self._timer = threading.Timer(_GRACE, abandon)
        self._timer.daemon = True
        self._is_prepared = False

    def prepare(self) -> None:
        """Begin to count, if it has not begun before."""
        if not self._is_prepared:
            self._is_prepared = True
            self._timer.start()

    def drop(self) -> None:
        """All has ended."""
        self._timer.cancel()


class _Server(uvicorn.Server):
    """Lets those go that wait for events, or they would be waited for; and ends in any case."""

    def __init__(self, state: PreviewState, app: ASGIApp, last_resort: _LastResort) -> None:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
        )
        super().__init__(config)
        self._state = state
        self._last_resort = last_resort

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._last_resort.prepare()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._state.events.end()
        await super().shutdown(sockets)
