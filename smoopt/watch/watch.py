"""`Watch`: builds a site again whenever its generator has written to it.

Events (or scans of all files where there are none) say where something may have changed; after a
pause only that is built. Mass changes are built in one go, with nothing listening meanwhile, and
checked again after that: so no event is lost, new folders are listened to, and all cores can work.

As systems lose events, everything is checked at intervals, too: a missed change is built late, but
never lost. A missing or empty site folder is waited for: generators delete it to write it anew, and
the previous output stays until then.
"""

import os
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path

from smoopt.model.errors import SmooptError
from smoopt.model.stopped import stop_if_asked
from smoopt.model.wording import counted
from smoopt.watch.events import EVERYTHING, Events, WatchLimit
from smoopt.watch.generator_process import RunningCommand
from smoopt.watch.pause import PERHAPS_MORE, Pause
from smoopt.watch.polling import Polling, identity, is_there
from smoopt.watch.updates import CommandLine, Updates

# How often to look at the settings and at the site's folder itself, in seconds
_GLANCE = 0.25
# How often to look for a missing site, and after how long to report that, in seconds
_LOOK, _SAID_AFTER = 0.02, 0.5
# With more changed paths than this, one scan of everything costs less.
_MANY = 100
# How often to try the first build
_TRIES = 3
# Seconds until everything is scanned again, and the same as a multiple of a scan's duration
_ROUND, _ROUND_COSTS = 10.0, 100


class Watch:
    """Watches one site until the generator's command has ended, or for ever without one."""

    def __init__(
        self,
        root: Path,
        command_line: CommandLine,
        child: RunningCommand | None,
        *,
        poll: bool = False,
        updates: Updates | None = None,
    ) -> None:
        """Prepare to watch the folder `root`, which need not exist yet.

        `updates` is called for each change; by default it builds the output.
        """
        self._root = root
        self._command_line = command_line
        self._child = child
        self._updates = Updates(root, command_line) if updates is None else updates
        self._polling = Polling(root, lambda: self._updates.walked)
        self._events: Events | Polling = self._polling if poll else Events(root)
        self._pause = Pause()
        self._pending: set[str] = set()
        self._renew, self._ready = True, False
        self._settings = self._last_settings = command_line.settings()
        self._folder: tuple[int, int] | None = None
        self._glance_at = self._round_at = 0.0
        self._tries = _TRIES

    def run(self) -> int:
        """Watch until the child has ended by itself; return its exit code."""
        if self._root.exists() and not self._root.is_dir():
            raise SmooptError(f"{self._root}: is a file; expected the folder your generator writes")
        if self._child is not None and is_there(self._root):
            with suppress(OSError):  # it is about to delete the folder
                self._listen()
                self._settle()
        self._pending.add(EVERYTHING)
        self._build()
        while (code := self._code()) is None:
            self._step()
        return self._finish(code)

    def close(self) -> None:
        """Stop listening, and save the record of the build for the next run."""
        self._events.stop()
        self._updates.close()

    # Events

    def _step(self) -> None:
        """Wait for events for a moment, and build if it is time to."""
        stop_if_asked()
        left = self._left()
        if left and (paths := self._events.wait(min(left, _GLANCE))):
            self._notice(paths)
        if self._pending and not self._left():
            self._build()
        if time.monotonic() > self._glance_at:
            self._glance()

    def _notice(self, paths: set[str]) -> None:
        if paths != {EVERYTHING} or EVERYTHING not in self._pending:
            self._pause.noticed(time.monotonic())
        self._pending |= paths

    def _left(self) -> float:
        """Return the seconds until it is time to build, if nothing else changes."""
        if not self._pending:
            return _GLANCE
        some = islice(self._pending, _MANY)
        lost = not any(os.path.lexists(self._root / path) for path in some)
        return self._pause.left(time.monotonic(), PERHAPS_MORE if lost else 0.0)

    def _build(self) -> None:
        """Build what has changed."""
        try:
            if not is_there(self._root):
                self._pending.add(EVERYTHING)
                if not self._await():
                    return
            paths, self._pending = self._pending, set()
            if EVERYTHING in paths or len(paths) > _MANY:
                self._whole()
            else:
                self._updates.rebuild(paths)
        except (SmooptError, OSError) as error:
            self._pending.add(EVERYTHING)
            if self._ready and is_there(self._root):
                self._command_line.say((f"smoopt: {error}",))
                self._pending, self._renew = set(), True
                self._round_at = time.monotonic() + _ROUND  # then it is tried again
            elif is_there(self._root):
                # Perhaps the folder was deleted and created again.
                self._tries -= 1
                if not self._tries:
                    raise
        self._pause.built(time.monotonic())

    def _whole(self) -> None:
        """Build everything that is out of date, then listen again."""
        self._events.stop()
        try:
            if self._renew:
                self._renew = False
                self._updates.renew()
            else:
                self._updates.rebuild(None)
        finally:
            self._listen()
        self._look_at_all()  # for what has changed since
        if not self._ready:
            self._ready = True
            how = "by looking at all files" if self._events is self._polling else "Ctrl-C ends it"
            pages = counted(self._updates.pages, "page")
            self._command_line.say((f"watching {self._root} ({pages}); {how}",))

    def _look_at_all(self) -> bool:
        began = time.monotonic()
        done = self._updates.rebuild(None)
        now = time.monotonic()
        self._round_at = now + max(_ROUND, _ROUND_COSTS * (now - began))
        return done

    def _listen(self) -> None:
        self._folder = identity(self._root)
        try:
            self._events.start()
        except WatchLimit as error:
            self._command_line.say(str(error).splitlines())
            self._events = self._polling

    # What no event reports

    def _glance(self) -> None:
        """Look for changes of the settings and of the folder itself, and at times of everything."""
        now = time.monotonic()
        self._glance_at = now + _GLANCE
        settings = self._command_line.settings()
        # They must be the same twice in a row: somebody may be writing them.
        if settings != self._settings and settings == self._last_settings:
            self._settings, self._renew = settings, True
            self._notice({EVERYTHING})
        self._last_settings = settings
        if identity(self._root) != self._folder or self._events.is_deaf():
            self._notice({EVERYTHING})
        if not self._pending and now > self._round_at:
            self._go_round()

    def _go_round(self) -> None:
        """Check everything; if a change was found that no event reported, listen again."""
        if self._renew:
            self._notice({EVERYTHING})
        elif self._events is not self._polling:
            with suppress(SmooptError, OSError):  # the next event or glance finds out why
                if self._look_at_all() and not self._events.wait(PERHAPS_MORE):
                    self._notice({EVERYTHING})

    def _await(self) -> bool:
        """Wait until the site exists and nobody writes to it; return whether it does exist."""
        began, said, was_away = time.monotonic(), False, False
        while not is_there(self._root) and self._code() is None:
            was_away = True
            if not said and time.monotonic() - began > _SAID_AFTER:
                what = "is empty" if self._root.is_dir() else "is not there"
                self._command_line.say((f"{self._root} {what}; waiting for it",))
                said = True
            time.sleep(_LOOK)
        if was_away and is_there(self._root):
            self._events.stop()
            self._listen()
            self._settle()
        return is_there(self._root)

    def _settle(self) -> None:
        """Wait until nothing has changed for a while."""
        self._pause.noticed(time.monotonic())
        while left := self._pause.left(time.monotonic(), PERHAPS_MORE):
            if self._events.wait(left):
                self._pause.noticed(time.monotonic())

    def _code(self) -> int | None:
        return None if self._child is None else self._child.code()

    def _finish(self, code: int) -> int:
        """Build the last changes of a generator that has ended, and return its exit code."""
        self._command_line.say((f"the command has ended with exit code {code}",))
        if is_there(self._root):
            self._updates.rebuild(None)
        return code
