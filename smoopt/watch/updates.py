"""`Updates`: keeps the output in step with the site, and reports what was done."""

import gc
import shlex
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from smoopt.build.processes.engine import PagesDone
from smoopt.build.rebuild import Rebuilder
from smoopt.build.summary import Summary
from smoopt.files.stamp import Stamp
from smoopt.files.walk import Walk, nothing
from smoopt.model.errors import SmooptError
from smoopt.model.wording import counted


class CommandLine(NamedTuple):
    """Functions that the command line provides.

    `open` reads settings and site, and raises SmooptError; `settings` returns the stamps of the
    files that may contain settings; `alone` locks the site against other runs; `say` prints
    lines; `progress` shows how many of a number of pages are done.
    """

    open: Callable[[], Rebuilder]
    settings: Callable[[], Mapping[Path, Stamp | None]]
    alone: Callable[[], AbstractContextManager[None]]
    say: Callable[[Iterable[str]], None]
    progress: Callable[[int], AbstractContextManager[PagesDone]]


class Updates:
    """A site and its output, kept up to date from one change to the next."""

    def __init__(self, root: Path, command_line: CommandLine) -> None:
        """Take the site's folder; nothing is read yet."""
        self._root = root
        self._command_line = command_line
        self._builder: Rebuilder | None = None
        # The command that lists all findings of a rule
        self._listing = shlex.join(("smoopt", "build", str(root), "--dry-run", "--list"))

    @property
    def walked(self) -> Walk:
        """What the last build has seen and written."""
        return nothing() if self._builder is None else self._builder.site.walked

    @property
    def pages(self) -> int:
        """The number of pages of the site."""
        return 0 if self._builder is None else len(self._builder.site.pages)

    def renew(self) -> None:
        """Read settings and site again, and build everything; faulty settings change nothing.

        Raises SmooptError if there are no previous settings to fall back on.
        """
        began = time.perf_counter()
        self.close()
        try:
            with self._command_line.alone():
                builder = self._command_line.open()
                with self._command_line.progress(len(builder.site.pages)) as pages_done:
                    summary = builder.build(pages_done)
        except SmooptError as error:
            if self._builder is None:
                raise
            self._command_line.say((f"smoopt: {error}", "the previous settings stay in use"))
            return
        self._builder = builder
        summary.seconds = time.perf_counter() - began
        where = str(builder.output or self._root)
        self._command_line.say((*summary.shown_findings(self._listing), *summary.lines(where)))
        # What stays from now on need not be examined by each garbage collection.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def rebuild(self, paths: Set[str] | None) -> bool:
        """Build what is affected by changed paths, or check everything; return whether any was.

        Raises SmooptError and OSError if nothing can be built.
        """
        builder, began = self._builder, time.perf_counter()
        if builder is None or (builder.output and not builder.output.is_dir()):
            self.renew()
            return True
        with self._command_line.alone():
            summary = builder.rebuild(paths, lambda _: None)
        summary.seconds = time.perf_counter() - began
        done = ", ".join(_done(summary))
        findings = tuple(summary.shown_findings(self._listing))
        if done or findings:
            line = f"{self._named(paths or ())}: {done}, {summary.seconds * 1000:.0f} ms"
            self._command_line.say((*findings, line))
        return bool(done)

    def close(self) -> None:
        """Save the record of the build for the next run."""
        if self._builder is not None and self._root.is_dir():
            with self._command_line.alone():
                self._builder.remember()

    def _named(self, paths: Iterable[str]) -> str:
        """Name what has changed: the first page if there is one, and how many more there are."""
        known = sorted(path for path in paths if path)
        pages = [path for path in known if self._builder and self._builder.site.is_page(path)]
        first, *others = pages or known or [str(self._root)]
        return f"{first} and {len(others):,} more" if others else first


def _done(summary: Summary) -> Iterator[str]:
    """Yield counts of what was done."""
    pages = summary.statuses.total()
    counts = [f"{count:,} {status}" for status, count in sorted(summary.statuses.items()) if count]
    if pages == 1:
        yield f"1 page {next(iter(+summary.statuses))}"
    elif pages:
        yield f"{pages:,} pages ({', '.join(counts)})"
    files = (
        (summary.files_written, "added"),
        (summary.files_copied, "copied"),
        (summary.files_removed, "removed"),
    )
    for count, what in files:
        if count:
            yield f"{counted(count, 'file')} {what}"
