"""`Objects`: whole files of a store, by the store's own names, with many requests at a time.

A store answers each request after some milliseconds or tens of them, however many are made at the
same time. So requests run in threads; all other work on pages is done in one.
"""

import errno
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from smoopt.files.bounded import refuse_longer
from smoopt.files.handle import WrittenMeanwhile
from smoopt.files.remote.object_status import Info, is_folder, stamp_in
from smoopt.files.remote.store_answers import asked
from smoopt.files.remote.writing import Writing
from smoopt.files.stamp import Stamp

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

T = TypeVar("T")
# How many requests are made at a time, and how many bytes may wait to be written.
AT_A_TIME = 32
_MOST_BYTES = 64_000_000


class Held(NamedTuple):
    """The status of a file with the wanted content, and whether it had to be written."""

    info: Info
    is_new: bool


class Objects:
    """The files of a store that fsspec knows, asked as all of them can be."""

    # Whether files with equal stamps have equal content, wherever they are.
    tells_contents = False

    def __init__(self, protocol: str, files: "AbstractFileSystem") -> None:
        """Take a connection."""
        self.files = files
        self.writing = Writing(protocol, files)
        # Others answer one request after another in any case.
        self.at_a_time = AT_A_TIME if files.async_impl else 1
        self._threads: ThreadPoolExecutor | None = None
        self._begun: deque[tuple[Future[Any], int]] = deque()

    def begin(self, work: Callable[[], T], size: int = 0) -> "Future[T]":
        """Begin a request in a thread, once there is room for `size` bytes."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.at_a_time, thread_name_prefix="store")
        while self._begun and sum(size for _, size in self._begun) + size > _MOST_BYTES:
            wait([self._begun.popleft()[0]])
        future = self._threads.submit(work)
        if size:
            while self._begun and self._begun[0][0].done():
                self._begun.popleft()
            self._begun.append((future, size))
        return future

    def info(self, place: str) -> Info:
        """Return what the store knows of a file or folder; raises OSError."""
        found: Info = asked(self.files.info, place)
        return found

    def look(self, place: str) -> Info | None:
        """Return the status of a file; None if there is none."""
        try:
            found = self.info(place)
        except FileNotFoundError:
            return None
        return None if is_folder(found) else found

    def below(self, place: str) -> Iterator[Info]:
        """Yield what the store knows of all files below a place; raises OSError."""
        yield from asked(self.files.find, place, detail=True).values()

    def headers(self, place: str) -> Mapping[str, object]:
        """Return the headers with which the store should serve a file."""
        return self.writing.typed(place)

    def read(self, place: str, most: int | None = None) -> tuple[bytes, Info]:
        """Read a file of at most `most` bytes; return what was known of it before that, too."""
        info = self.info(place)
        if is_folder(info):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), place)
        refuse_longer(info.get("size"), most, place)
        data: bytes = asked(self.files.cat_file, place)
        return data, info

    def hold(self, place: str, data: bytes) -> Held:
        """Make a file hold `data`."""
        was = self.look(place)
        return self._write(place, data) if was is None else self._hold(place, data, was)

    def replace(self, place: str, data: bytes, read: Stamp) -> Held:
        """Make a file hold `data` in place of what was read; raises WrittenMeanwhile."""
        was = self.look(place)
        if was is None or stamp_in(was) != read:
            raise WrittenMeanwhile
        return self._hold(place, data, was)

    def _hold(self, place: str, data: bytes, was: Info) -> Held:
        if was.get("size") == len(data) and asked(self.files.cat_file, place) == data:
            return Held(was, False)
        return self._write(place, data)

    def _write(self, place: str, data: bytes) -> Held:
        asked(self.writing.write, place, data)
        return Held(self.info(place), True)
