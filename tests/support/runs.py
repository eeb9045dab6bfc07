"""Running smoopt as its users do, and reading whole folders to see what it did."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from smoopt.build.memory import fingerprint
from smoopt.cli import main
from tests.support.pictures import png
from tests.support.places import ROOT

URL = "https://example.org/"
# Everything is waited for, on busy machines too; only what never comes takes so long, in seconds.
PATIENCE = 120.0
# For pytest: what is installed for these tests takes longer to load than a package's tests do.
ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
PAGE = (
    "<!doctype html>\n<html lang=en>\n<head>\n<title>{title}</title>\n</head>\n<body>\n<main>\n"
    "<h1>{title}</h1>\n<p>A paragraph about {title} that is long enough to describe it.</p>\n"
    "</main>\n</body>\n</html>\n"
)


class Run(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def page(title: str) -> str:
    """Write a small page."""
    return PAGE.format(title=title)


def smoopt(*arguments: object, cwd: Path | None = None) -> Run:
    """Run a command in this process, as in one of its own."""
    out, err = io.StringIO(), io.StringIO()
    code = _ran_in_this_process(arguments, cwd, out, err)
    return Run(code, out.getvalue(), err.getvalue())


def on_one_screen(*arguments: object, cwd: Path | None = None, answer: str = "") -> Run:
    """Run a command in this process; all that it says is its output, and what is answered to it.

    The screen is a hundred columns wide, and shows neither colours nor progress.
    """
    screen = _Screen()
    keyboard, kind = _Keyboard(answer, screen), {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    with mock.patch.object(sys, "stdin", keyboard), mock.patch.dict(os.environ, kind):
        code = _ran_in_this_process(arguments, cwd, screen, screen)
    return Run(code, screen.getvalue(), "")


class _Screen(io.StringIO):
    """Where all is shown that is written."""

    def isatty(self) -> bool:
        return True


class _Keyboard(_Screen):
    """What somebody types at a terminal, which shows it."""

    def __init__(self, typed: str, screen: io.StringIO) -> None:
        super().__init__(typed)
        self.screen = screen

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(-1 if size is None else size)
        self.screen.write(line)
        return line


def _ran_in_this_process(
    arguments: tuple[object, ...], cwd: Path | None, out: io.StringIO, err: io.StringIO
) -> int:
    """Run a command; gives its exit code."""
    fingerprint.forget()
    words = ["smoopt", *map(str, arguments)]
    with (
        chdir(cwd or Path.cwd()),
        mock.patch.object(sys, "argv", words),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
    return 0


def command(*arguments: object) -> list[str]:
    """Write the command line that runs smoopt in a process of its own."""
    return [sys.executable, "-m", "smoopt", *map(str, arguments)]


def environment(**changed: str) -> dict[str, str]:
    """Give the environment of a process, without what would colour its output."""
    kept = {key: value for key, value in os.environ.items() if key not in {"FORCE_COLOR", "TERM"}}
    places = (changed.pop("PYTHONPATH", ""), str(ROOT), kept.get("PYTHONPATH", ""))
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, places)), **changed}


def process(
    *arguments: object, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Run:
    """Run a command in a process of its own."""
    return ended(command(*arguments), cwd=cwd, env=env)


def ended(
    words: list[str],
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> Run:
    """Run anything and wait for its end, but not for longer."""
    done = subprocess.run(
        words,
        cwd=cwd,
        env=env or environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def on_a_terminal(cwd: Path, *arguments: object, **changed: str) -> Run:
    """Run a command on a terminal of its own, with all that it shows there as its output.

    `changed` is of its environment.
    """
    import pty  # not on Windows, where others of these run

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(*arguments),
        cwd=cwd,
        env=environment(**{"TERM": "xterm-256color", "COLUMNS": "100", **changed}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as child:
        os.close(theirs)
        shown = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not read:
                break
            shown += read
        os.close(ours)
    return Run(child.returncode, shown.decode(), "")


# A small build first imports everything: a plain user may not be able to read where it lies.
_PREPARED = """
import os, resource, sys, tempfile
import difflib, email.utils, importlib.resources, importlib.util, inspect, ipaddress, jinja2.sandbox
import lxml.etree, pathspec, pprint, tomllib, traceback
from pathlib import Path
from tests.support.places import ROOT
from smoopt import cli
words = sys.argv
with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "index.html").write_text({page!r})
    (Path(folder) / "picture.png").write_bytes({picture!r})
    for form in ("build", "--json"), ("check", "--format=text"), ("check", "--format=lines"):
        sys.argv = ["smoopt", *form, folder]
        try:
            sys.stdout = sys.stderr = open(os.devnull, "w")
            cli.main()
        except SystemExit:
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
sys.argv = words
{before}
cli.main()
"""
NOBODY = 65534
_PLAIN_USER = f"""
if os.getuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
"""


def as_plain_user(*arguments: object, cwd: Path) -> Run:
    """Run a command as a user whom permissions bind."""
    return after(_PLAIN_USER, *arguments, cwd=cwd)


def after(before: str, *arguments: object, cwd: Path) -> Run:
    """Run a command in a process that first does something to itself."""
    picture = PAGE.replace("<h1>", '<img src="picture.png"><h1>')
    script = _PREPARED.format(page=picture, picture=png(2, 2), before=before)
    return ended([sys.executable, "-c", script, *map(str, arguments)], cwd=cwd)


def own_by_plain_user(root: Path, user: int = NOBODY) -> None:
    """Give a folder and all in it to the user of `as_plain_user`, or to another."""
    if os.getuid() == 0:
        for path in (root, *root.rglob("*")):
            os.chown(path, user, user, follow_symlinks=False)


class Entry(NamedTuple):
    """What stands at a path: a file's bytes, a link's target, or b"" for a folder."""

    kind: str
    content: bytes
    mode: int
    modified: int
    inode: int


def tree(root: Path) -> dict[str, Entry]:
    """Read everything below a folder, following no links."""
    return {path.relative_to(root).as_posix(): _entry(path) for path in sorted(root.rglob("*"))}


def contents(root: Path) -> dict[str, tuple[str, bytes]]:
    """Read what is below a folder, without times and inodes."""
    return {name: entry[:2] for name, entry in tree(root).items()}


def copied(root: Path) -> dict[str, tuple[str, bytes, int, int]]:
    """Read what a faithful copy of a folder has in common with it."""
    return {name: entry[:4] for name, entry in tree(root).items()}


def _entry(path: Path) -> Entry:
    status = path.lstat()
    if path.is_symlink():
        return Entry("link", os.fsencode(path.readlink()), 0, 0, status.st_ino)
    folder = path.is_dir()
    content = b"" if folder else path.read_bytes()
    kind = "folder" if folder else "file"
    return Entry(kind, content, status.st_mode, status.st_mtime_ns, status.st_ino)


def until(claim: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait until something is true."""
    limit = time.monotonic() + seconds
    while not claim():
        if time.monotonic() > limit:
            return False
        time.sleep(0.005)
    return True


def number_in(file: Path) -> int:
    """Wait for a process number in a file."""
    assert until(lambda: file.exists() and file.read_text().endswith("\n"))
    return int(file.read_text())


def is_running(process: int) -> bool:
    """Tell whether a process exists and is no zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or ") Z " not in status.read_text()
