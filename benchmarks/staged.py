"""Run smoopt in this process, and write what that took as JSON to the file that is named first.

Every ten milliseconds a timer looks at where the main thread is: that gives the seconds of each
stage, whatever the code inside it. With `--memory PAGES` a site is written to `memory://site`
before, for what lies there is there in one process only.
"""

import json
import re
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from generated import page, pages

_TICK = 0.01


class Stage(NamedTuple):
    """A stage, and the modules and functions whose frames tell of it."""

    name: str
    module: str
    function: str = ""


# The innermost frame that is of a stage decides; what other frames tell of is "other".
STAGES = (
    Stage("gather", r"/smoopt/builtin/", r"gather|reduce|combine\w*|site_findings|shares?"),
    Stage("gather", r"/smoopt/build/(memory/(surveys|reduc\w+|partitions)|site_findings)\.py"),
    Stage("site files", r"/smoopt/builtin/", r"site_files"),
    Stage("site files", r"/smoopt/build/(site_files|additions)\.py"),
    Stage("listing", r"/smoopt/files/(walk|remote/object_lists)\.py"),
    Stage("manifest", r"/smoopt/build/memory/(manifest|\w*records|shelf)\.py"),
    Stage("pages", r"/smoopt/build/(processes/\w+|pipeline|\w+_job)\.py"),
)
_NAMED = tuple((each.name, re.compile(each.module), re.compile(each.function)) for each in STAGES)
_seen: Counter[str] = Counter()
_known: dict[tuple[str, str], str] = {}


def _look(_: int, frame: FrameType | None) -> None:
    while frame is not None:
        where = frame.f_code.co_filename, frame.f_code.co_name
        if where not in _known:
            _known[where] = _stage(*where)
        if _known[where]:
            _seen[_known[where]] += 1
            return
        frame = frame.f_back
    _seen["other"] += 1


def _stage(file: str, function: str) -> str:
    for name, module, functions in _NAMED:
        if module.search(file) and (not functions.pattern or functions.fullmatch(function)):
            return name
    return ""


def _fill_memory(count: int) -> None:
    from fsspec import filesystem, register_implementation  # noqa: PLC0415 - an extra's
    from named_memory import NamedMemory  # noqa: PLC0415

    register_implementation("memory", NamedMemory, clobber=True)
    files = filesystem("memory")
    for number, path in enumerate(pages(count)):
        files.pipe_file(f"/site/{path}", page(number, count))


def _peak() -> float:
    """Give this process's peak of resident memory, in megabytes: since it was begun, on Linux."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _spent(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    report, words = Path(sys.argv[1]), sys.argv[2:]
    if words[0] == "--memory":
        _fill_memory(int(words[1]))
        words = words[2:]
    from smoopt.cli import main as smoopt  # noqa: PLC0415 - the time that it takes counts

    sys.argv = ["smoopt", *words]
    signal.signal(signal.SIGALRM, _look)
    before, began = _spent(resource.RUSAGE_SELF), time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
    code: object = 0
    try:
        smoopt()
    except SystemExit as ended:
        code = ended.code
    signal.setitimer(signal.ITIMER_REAL, 0)
    seconds, all_ = time.perf_counter() - began, max(1, _seen.total())
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    done = {
        "code": code,
        "seconds": seconds,
        "cpu": _spent(resource.RUSAGE_SELF) - before,
        "workers_cpu": _spent(resource.RUSAGE_CHILDREN),
        "peak": _peak(),
        "workers_peak": children,
        # A look that came late stands for those that were left out.
        "stages": {name: seconds * count / all_ for name, count in _seen.items()},
    }
    report.write_text(json.dumps(done))


if __name__ == "__main__":
    main()
