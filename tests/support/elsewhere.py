"""A Python that lacks what only Unix or Linux has: as near as can be had to one on Windows.

Modules, functions and constants are gone before smoopt is loaded, in its workers, too; these are
spawned, for nothing can be forked. What the standard library needs of them itself is loaded before.
"""

import subprocess
from pathlib import Path

from tests.support.runs import Run, command, environment

_LACKING = """
import os, signal, sys
import ctypes, multiprocessing.connection, subprocess, sysconfig, tempfile, threading
import urllib.request

sysconfig.get_config_vars()

for name in ("fcntl", "resource", "termios", "pwd", "grp", "pty", "tty", "syslog", "readline"):
    sys.modules[name] = None
for module, names in (
    (os, "fork forkpty register_at_fork sync nice chown fchown lchown getuid geteuid getgid setsid"
         " sched_getaffinity mkfifo O_PATH"),
    (signal, "SIGALRM SIGHUP SIGQUIT SIGUSR1 SIGUSR2 setitimer ITIMER_REAL alarm pause"
             " pthread_sigmask"),
):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
os.O_NOFOLLOW = os.O_DIRECTORY = os.O_NONBLOCK = 0  # the standard library asks for these
os.supports_dir_fd, os.supports_fd = set(), set()
sys.platform = "darwin"
"""
# What Windows writes where output is not a terminal: https://docs.python.org/3/library/io.html
_ENCODING = "cp1252"


def prepared(place: Path) -> dict[str, str]:
    """Give the environment of a Python that lacks all that; what prepares it is written there."""
    (place / "sitecustomize.py").write_text(_LACKING)
    return environment(PYTHONPATH=str(place), PYTHONIOENCODING=_ENCODING, PYTHONWARNINGS="error")


def elsewhere(folder: Path, *arguments: object) -> Run:
    """Run a command in a folder, as if it were elsewhere."""
    done = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=prepared(folder.parent),
        capture_output=True,
        encoding=_ENCODING,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)
