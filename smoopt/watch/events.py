"""`Events`: where something may have changed below a folder, as reported by the system.

An event only says where to look: what has changed is read from the disk. So nothing depends on the
order or the kind of events, which differ from system to system.

On Linux a file counts when it is closed, not when it is created or written to, so half-written
pages are not looked at; other systems have no such event. smoopt creates its own files under a
temporary name, by which their events are recognised and ignored.
"""

import errno
import os
import stat
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver

from smoopt.files.temporary_names import is_temporary

# The path that stands for the whole site in a set of paths
EVERYTHING = ""
_LINUX = sys.platform == "linux"
_WANTED: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    FileClosedEvent if _LINUX else FileModifiedEvent,
]
_TRIES = 20
_LIMITS = {errno.ENOSPC: "max_user_watches", errno.EMFILE: "max_user_instances"}


class WatchLimit(Exception):
    """The system allows no more folders to be watched; the message says what can be done."""


class Events:
    """The events of a folder and everything below it; `start` may be called again after `stop`."""

    def __init__(self, root: Path) -> None:
        """Take the folder, which need not exist yet."""
        self._root = root
        self._observer: BaseObserver | None = None
        self._threads: set[threading.Thread] = set()
        self._places: SimpleQueue[str] = SimpleQueue()

    def start(self) -> None:
        """Begin to listen; raises WatchLimit, and OSError if the folder does not exist."""
        for tries in reversed(range(_TRIES)):
            before, threads = _listening(), set(threading.enumerate())
            observer = _observer()
            observer.start()
            try:
                real = os.path.realpath(self._root)
                handler = _Handler(real, self._places)
                observer.schedule(handler, real, recursive=True, event_filter=_WANTED)
            except OSError as error:
                observer.stop()
                _close(_listening() - before)
                if error.errno in _LIMITS:
                    raise WatchLimit(_advice(_LIMITS[error.errno])) from error
                # A folder was deleted while its parent was being read.
                if not tries or not self._root.is_dir():
                    raise
                time.sleep(0.01)
            else:
                self._observer = observer
                self._threads = set(threading.enumerate()) - threads
                return

    def stop(self) -> None:
        """Stop listening, and drop all events not yet read."""
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()
            observer.join()
        self._places, self._threads = SimpleQueue(), set()

    def is_deaf(self) -> bool:
        """Return whether a listening thread has died, as it may after an unexpected exception."""
        return not all(thread.is_alive() for thread in self._threads)

    def wait(self, seconds: float) -> set[str]:
        """Wait at most so many seconds; return the reported paths, which may include EVERYTHING."""
        places = set()
        with suppress(Empty):
            places.add(self._places.get(timeout=seconds))
            while True:
                places.add(self._places.get_nowait())
        return places


class _Handler(FileSystemEventHandler):
    """Puts the paths of events into a queue; runs in a thread of its own."""

    def __init__(self, root: str, places: "SimpleQueue[str]") -> None:
        self._root = root
        self._inside = root.rstrip(os.sep) + os.sep
        self._places = places

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Queue the paths of an event, unless they are temporary files of smoopt's."""
        source, target = os.fsdecode(event.src_path), os.fsdecode(event.dest_path)
        # When two files are exchanged, one of them gets the temporary name.
        if any(is_temporary(os.path.basename(place)) for place in (source, target)):  # noqa: PTH119
            return
        if isinstance(event, DirMovedEvent) and not source:
            # What is in a folder that was moved in from elsewhere is not listened to.
            self._places.put(EVERYTHING)
        elif not (isinstance(event, FileCreatedEvent) and _LINUX and _will_be_closed(source)):
            for place in filter(None, (source, target)):
                self._places.put(self._path(place))

    def _path(self, place: str) -> str:
        if not place.startswith(self._inside):
            return EVERYTHING
        return place.removeprefix(self._inside).replace(os.sep, "/")


def _will_be_closed(place: str) -> bool:
    """Return whether a file is being written, so that an event of its closing follows.

    A symbolic or hard link is complete when it is created: no further event follows.
    """
    try:
        status = os.lstat(place)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1


def _observer() -> BaseObserver:
    if _LINUX:
        from watchdog.observers.inotify import InotifyObserver  # noqa: PLC0415

        # All events, or a file that is moved in would look like one that is being written.
        return InotifyObserver(generate_full_events=True)
    from watchdog.observers import Observer  # noqa: PLC0415

    return Observer()


def _listening() -> set[int]:
    """Return this process's inotify descriptors; watchdog leaves its own open if it fails."""
    found = set()
    with suppress(OSError):
        for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
            with suppress(OSError):
                if os.readlink(f"/proc/self/fd/{name}") == "anon_inode:inotify":  # noqa: PTH115
                    found.add(int(name))
    return found


def _close(descriptors: set[int]) -> None:
    """Close descriptors, of which the system allows only so many."""
    for descriptor in descriptors:
        with suppress(OSError):
            os.close(descriptor)


def _advice(name: str) -> str:
    what = "folders" if name == "max_user_watches" else "programs"
    least = 524288 if name == "max_user_watches" else 1024
    return (
        f"the system lets no more {what} be watched (fs.inotify.{name}). To raise that limit:\n"
        f"  sudo sysctl fs.inotify.{name}={least}\n"
        f"and to keep it: echo fs.inotify.{name}={least} | sudo tee /etc/sysctl.d/60-inotify.conf\n"
        "Until then smoopt checks all files at intervals, as with --poll"
    )
