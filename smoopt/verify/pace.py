"""`Pace`: a limit on requests per second, and on bytes in all."""

import time
from threading import Lock

from smoopt.model.errors import SiteError


class Pace:
    """Schedules requests; several threads may use it."""

    def __init__(self, rate: float, most_bytes: int) -> None:
        """Allow so many requests per second, and so many bytes in all."""
        self._between = 1 / rate
        self._next = 0.0
        self._left = self._most = most_bytes
        self._lock = Lock()
        self.requests = 0

    def wait(self) -> None:
        """Wait until a request may be sent; raises SiteError once all the bytes have been used."""
        with self._lock:
            if self._left <= 0:
                raise SiteError(
                    f"{self._most:,} bytes were downloaded, and no more are allowed: use a "
                    "smaller --sample, or a larger --most-bytes"
                )
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._between
            self.requests += 1
        time.sleep(turn - now)

    def took(self, count: int) -> None:
        """Count received bytes."""
        with self._lock:
            self._left -= count
