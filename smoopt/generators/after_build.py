"""What all generators' modules do once a site is written: build it, and report findings."""

import logging
import shlex
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from smoopt.build.lock import alone
from smoopt.build.project import Project
from smoopt.build.shown_findings import shown
from smoopt.build.summary import Summary, tracebacks
from smoopt.check.opened import opened
from smoopt.files.addresses import near
from smoopt.model.errors import SmooptError, reason
from smoopt.model.finding import Severity, threshold
from smoopt.model.plain_text import plain
from smoopt.model.wording import counted, in_words
from smoopt.site import config
from smoopt.site.url_checks import is_public
from smoopt.site.wrong_settings import convert

# Takes a severity as a level of the module `logging`, and the line.
Log = Callable[[int, str], None]

_BUSY = "{folder}: another smoopt is working on it; waiting until it has finished"
_SKIPPED = (
    "nothing done: the pages are for this computer alone, and the address that the site will have "
    "is not known; set `url` in the table [site] of smoopt.toml"
)
_LEVELS = {
    Severity.INFO: logging.INFO,
    Severity.WARNING: logging.WARNING,
    Severity.ERROR: logging.ERROR,
}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the generator's own configuration says of smoopt.

    `config` is a file, seen from the folder of that configuration. `fail_on` is what it is on the
    command line; where nothing is said, it is `warning` for a generator that is told to be strict.
    """

    enabled: bool = True
    config: str = ""
    fail_on: Literal["error", "warning", "never"] | None = None


class Written(NamedTuple):
    """A site that a generator has written to `folder`; its configuration is in `beside`.

    `published` is the site's address if only the generator knows it, else "", and
    `published_by` names the generator's setting for it. Pages that are `served` have an address
    of this computer, and do not outlast the server. The record for the next run is kept in the
    folder `memory`; None for the usual one. Without `remembers` there is no record, where the
    generator would mistake its file for a source.
    """

    folder: Path
    beside: Path
    published: str = ""
    published_by: str = ""
    served: bool = False
    memory: Path | None = None
    remembers: bool = True


class Ended(NamedTuple):
    """How `smoopt build` would have ended: its exit code, and the reason if that is not 0."""

    code: int = 0
    why: str = ""


def after_build(
    written: Written, said: object, where: str, log: Log, *, is_strict: bool = False
) -> Ended:
    """Build in place what a generator has written, and report findings to its log.

    `said` are the options in the generator's configuration, and `where` names that file and
    their table. With `is_strict`, a warning in the log makes the generator fail, so findings
    below the threshold are logged as information.
    """
    try:
        place, _, table = where.partition(": ")
        options = convert(said, Options, place, table)
        if not options.enabled:
            return Ended()
        file, project = _project(written, options)
        if project is None:
            log(logging.INFO, _SKIPPED)
            return Ended()
        summary = _built(project, written, log)
    except (SmooptError, OSError) as error:
        return Ended(2, plain(_cannot(error)))
    fail_on = options.fail_on or ("warning" if is_strict else "error")
    least = threshold(fail_on)
    for line in shown(summary.findings, _listing(written, file, project)):
        may_be = least is None or line.severity < least
        level = logging.INFO if is_strict and may_be else _LEVELS[line.severity]
        log(level, plain(": ".join(filter(None, (line.place, line.text)))))
    for text in tracebacks(summary.findings):
        log(logging.DEBUG, plain(text))
    log(logging.INFO, plain("; ".join(map(str.strip, summary.lines(str(near(written.folder)))))))
    code = summary.exit_code(least)
    return Ended(code, _too_bad(summary, fail_on) if code else "")


def _project(written: Written, options: Options) -> tuple[Path | None, Project | None]:
    """Return the configuration file and the project; None where no site address can be right.

    The file is the one named in the options, else the one beside the generator's, else the one
    here.
    """
    named = written.beside / options.config if options.config else None
    found = named or config.find(written.beside, Path())
    file = near(found) if found else None

    def read(url: str | None) -> Project:
        is_there = file is not None
        return Project(
            *(written.folder, None, url, file),
            configured=is_there,
            memory=written.memory,
            url_from=f"{written.published_by}, handed over by the generator",
        )

    project = read(None)
    if project.settings.site.url:
        return file, project
    if is_public(written.published):
        return file, read(written.published)
    return file, None if written.served else project


def _built(project: Project, written: Written, log: Log) -> Summary:
    """Build a site as `smoopt build` does; raises CannotRun."""
    started = time.perf_counter()
    with alone(lambda folder: log(logging.INFO, plain(_BUSY.format(folder=folder))), project.root):
        summary = project.repeated() if written.remembers else None
        if summary is None:
            builder = opened(project, None, remembers=written.remembers)
            summary = builder.build(lambda _: None)
    summary.seconds = time.perf_counter() - started
    return summary


def _listing(written: Written, file: Path | None, project: Project) -> str:
    """Return the command that lists all findings of a rule; "" if the output will not remain."""
    if written.served:
        return ""
    named = ("-c", str(file)) if file else ()
    url = ("--url", written.published) if written.published == project.settings.site.url else ()
    words = ("smoopt", "build", str(near(written.folder)), *named, *url, "--dry-run", "--list")
    return shlex.join(words)


def _too_bad(summary: Summary, fail_on: str) -> str:
    """Return why a build fails, and how to let it pass, or ""."""
    least = max(threshold(fail_on) or Severity.ERROR, Severity.WARNING)
    counts = Counter(finding.severity for finding in summary.findings)
    severities = (one for one in reversed(Severity) if one >= least and counts[one])
    bad = [counted(counts[one], one.name.lower()) for one in severities]
    bad = bad or [f"{counted(summary.failed, 'page')} that failed"]
    return f"found {in_words(bad)}; fail_on is {fail_on}"


def _cannot(error: OSError | SmooptError) -> str:
    """Return why the build could not run, with the file concerned."""
    place = getattr(error, "filename", None)
    return f"{place}: {reason(error)}" if place else reason(error)
