"""`RunningCommand`: the generator's own watch command, which runs as long as smoopt watches.

It is started through the shell, in a session and process group of its own, so that everything that
it starts can be ended with it, and Ctrl-C reaches it through smoopt only. It inherits smoopt's
output. Its input is a pipe to which nothing is ever written: it could not read from the terminal,
and as many tools end when their input is closed, they also end if smoopt is killed. On Linux the
system then ends the shell, too.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

# How many seconds a generator has to end after Ctrl-C, and its child processes after that.
_GRACE, _SHORT_GRACE = 3.0, 0.3
_POLL = 0.01
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG: https://man7.org/linux/man-pages/man2/prctl.2.html


class RunningCommand:
    """A command that is running."""

    def __init__(self, command: str) -> None:
        """Start the command, before any thread runs, as code is run between fork and exec."""
        linux = sys.platform == "linux"
        self._process = subprocess.Popen(  # noqa: S602 - it is the user's own command line
            command,
            shell=True,
            stdin=subprocess.PIPE,
            start_new_session=os.name == "posix",
            preexec_fn=_end_with_parent if linux else None,  # noqa: PLW1509 - no threads yet
        )

    def code(self) -> int | None:
        """Return its exit code as a shell would, or None while it runs."""
        code = self._process.poll()
        return code if code is None or code >= 0 else 128 - code

    def end(self) -> None:
        """End the command and everything that it started: by SIGINT, then SIGTERM, then SIGKILL."""
        self._send(signal.SIGINT)
        self._wait(lambda: self._process.poll() is not None, _GRACE)
        # Shells let background processes ignore Ctrl-C.
        self._wait(self._is_gone, _SHORT_GRACE)
        if not self._is_gone():
            self._send(signal.SIGTERM)
            self._wait(self._is_gone, _GRACE)
        if not self._is_gone():
            self._kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _send(self, number: int) -> None:
        if sys.platform == "win32":
            self._process.terminate()
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
        else:
            self._send(signal.SIGKILL)

    def _wait(self, claim: Callable[[], bool], seconds: float) -> None:
        """Wait until a condition is true, but at most so many seconds."""
        until = time.monotonic() + seconds
        while not claim() and time.monotonic() < until:
            time.sleep(_POLL)

    def _is_gone(self) -> bool:
        """Return whether no process of its group is left."""
        if self._process.poll() is None:
            return False
        if sys.platform == "win32":
            return True
        try:
            os.killpg(self._process.pid, 0)
        except (ProcessLookupError, PermissionError):  # macOS forbids it if only zombies are left
            return True
        return False


def _end_with_parent() -> None:
    """Ask the system to end this process when its parent ends."""
    import ctypes  # noqa: PLC0415 - in the child only

    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)
