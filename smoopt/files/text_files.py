"""`TextFiles`: the author's content of text files, without what smoopt has added."""

from contextlib import suppress

import msgspec
import xxhash

from smoopt.files.bounded import WRITTEN
from smoopt.files.folder import Folder
from smoopt.files.stamp import Stamp
from smoopt.files.text_marks import is_markable, original


class Text(msgspec.Struct, frozen=True):
    """A text file: the sum of the author's bytes, and whether anything was added to them."""

    sum: str
    is_marked: bool


class TextFiles:
    """The text files of a folder to which something may be added.

    Each is read again only when its size or time has changed.
    """

    def __init__(self, opened: Folder) -> None:
        """Start with nothing read."""
        self._opened = opened
        self._known: dict[str, tuple[Stamp, Text]] = {}
        # What was there when `has_changed` last looked, or what smoopt has written since.
        self._told: dict[str, Text] = {}

    def get(self, path: str) -> Text | None:
        """Return a file's text; None if nothing can be added to it, or it cannot be read."""
        seen = self._opened.regular(path) if is_markable(path) else None
        if seen is None:
            return None
        known = self._known.get(path)
        if known is None or known[0] != seen:
            with suppress(OSError):
                data = self._opened.read(path, WRITTEN)
                self._known[path] = known = seen, _text(path, data)
        return known and known[1]

    def wrote(self, path: str, data: bytes) -> None:
        """Note what smoopt itself has just written, so that it does not count as a change."""
        self._told[path] = _text(path, data)

    def has_changed(self, path: str) -> bool:
        """Tell whether a file differs from the last time, or cannot be read."""
        now = self.get(path)
        if now is None:
            return True
        was, self._told[path] = self._told.get(path), now
        return was != now


def _text(path: str, data: bytes) -> Text:
    was = original(path, data)
    # What is damaged counts as marked, so that somebody looks at it.
    return Text(xxhash.xxh3_128_hexdigest(data if was is None else was), was != data)
