"""Serves the preview of a site live, following changes as `smoopt watch` does."""

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

# Seconds between checks of the settings: somebody is waiting to see the result.
_GLANCE = 0.05
# How many seconds ending may take
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
    """Serve the preview of a site; `ready` is called with its address and the number of pages.

    `abandon` is called if the server should end and a thread does not return. Raises
    SmooptError if settings, site or port cannot be used.
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
    """Reports changes to the preview's state, in a thread, until it is stopped."""

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
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread, and stop listening."""
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
    """Calls `abandon` if ending takes too long."""

    def __init__(self, abandon: Callable[[], None]) -> None:
        self._timer = threading.Timer(_GRACE, abandon)
        self._timer.daemon = True
        self._is_prepared = False

    def prepare(self) -> None:
        """Start the timer, unless it has been started."""
        if not self._is_prepared:
            self._is_prepared = True
            self._timer.start()

    def drop(self) -> None:
        """Cancel the timer."""
        self._timer.cancel()


class _Server(uvicorn.Server):
    """Ends the event streams at shutdown, which would wait for them, and ends in any case."""

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
