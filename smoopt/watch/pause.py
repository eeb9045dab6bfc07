"""`Pause`: how long to wait after a change until the generator is taken to have finished.

Nothing signals that a generator has written its last file, so smoopt waits until nothing has
changed for a while. The length of that pause adapts:

1. It begins at 10 ms, so that a single page that is saved is built at once.
2. It doubles, up to 1 s, whenever something changes during a rebuild, or so soon after it (within
   four times the pause) that the rebuild came too early. After one rebuild it doubles only once.
3. It halves for every second in which nothing happens.
4. Where changes never pause, they are built after 10 s all the same.

A generator that takes 50 ms for a page is thus interrupted three or four times by small rebuilds,
and then left alone until it is done. Where files were only deleted, at least 0.3 s must pass: most
generators that delete a file write it again.
"""

_SHORTEST, _LONGEST = 0.01, 1.0
_TOO_SOON = 4
_CALM = 1.0
_PATIENCE = 10.0
# For changes that are likely to be followed by more.
PERHAPS_MORE = 0.3


class Pause:
    """The pause to wait for, in seconds of any clock that only goes forward."""

    def __init__(self) -> None:
        """Begin with the shortest pause."""
        self.pause = _SHORTEST
        self._first: float | None = None
        self._last = 0.0
        self._built: float | None = None
        self._grown = False

    def noticed(self, now: float) -> None:
        """Record that something has changed."""
        self._shrink(now)
        if self._built is not None and not self._grown:
            self._grown = now - self._built < _TOO_SOON * self.pause
            self.pause = min(_LONGEST, self.pause * (1 + self._grown))
        self._first = now if self._first is None else self._first
        self._last = now

    def left(self, now: float, least: float = 0.0) -> float:
        """Return the seconds to wait if nothing else changes; 0 when it is time to build."""
        first = now if self._first is None else self._first
        until = min(self._last + max(self.pause, least), first + _PATIENCE)
        return max(0.0, until - now)

    def built(self, now: float) -> None:
        """Record that a rebuild has ended, which covered all changes up to its beginning."""
        self._first, self._built, self._grown = None, now, False
        self._last = now

    def _shrink(self, now: float) -> None:
        calm = int((now - self._last) / _CALM)
        self.pause = max(_SHORTEST, self.pause / 2**calm) if calm < 10 else _SHORTEST  # noqa: PLR2004
