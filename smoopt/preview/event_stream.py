"""`EventStream`: server-sent events on changes, for every open page of the preview.

https://html.spec.whatwg.org/multipage/server-sent-events.html (2026-11-21)
"""

import asyncio
import json
import threading
from collections.abc import AsyncIterator

# Seconds between messages that keep a connection alive and show when it is broken
_BEAT = 15.0

Listener = tuple[asyncio.AbstractEventLoop, "asyncio.Queue[str | None]"]


class EventStream:
    """Sends events from any thread to all listeners."""

    def __init__(self) -> None:
        """Begin without listeners."""
        self._listeners: set[Listener] = set()
        self._lock = threading.Lock()
        self._ended = False

    def send(self, kind: str, data: dict[str, object]) -> None:
        """Send an event to all listeners."""
        self._put(f"event: {kind}\ndata: {json.dumps(data)}\n\n")

    def end(self) -> None:
        """End all streams, so that the server can stop."""
        self._ended = True
        self._put(None)

    def _put(self, message: str | None) -> None:
        with self._lock:
            for loop, queue in self._listeners:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(queue.put_nowait, message)

    async def listen(self) -> AsyncIterator[str]:
        """Yield the events from now on."""
        listener: Listener = (asyncio.get_running_loop(), asyncio.Queue())
        with self._lock:
            self._listeners.add(listener)
        try:
            yield "retry: 1000\n\n"
            while not self._ended:
                try:
                    message = await asyncio.wait_for(listener[1].get(), _BEAT)
                except TimeoutError:
                    message = ": still here\n\n"
                if message is None:
                    return
                yield message
        finally:
            with self._lock:
                self._listeners.discard(listener)
