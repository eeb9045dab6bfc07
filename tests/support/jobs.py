"""Jobs for the engine that behave badly in all ways; here so that workers can load them quickly."""

import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from smoopt.plugin.running_hook import Death, noted
from tests.support.runs import until


class Did(NamedTuple):
    """What a job did with a page, and in which process."""

    path: str
    process: int
    lost: bool = False
    raised: str = ""


class Plain:
    """Do nothing, and say where; takes `seconds` for it, and leaves a file in `trace`."""

    def __init__(self, seconds: float = 0.0, trace: Path | None = None) -> None:
        self.seconds = seconds
        self.trace = trace

    def __call__(self, path: str) -> Did:
        time.sleep(self.seconds)
        if self.trace is not None:
            (self.trace / path.replace("/", "_")).touch()
        return Did(path, os.getpid())

    def lost(self, path: str, death: Death) -> Did:
        return Did(path, os.getpid(), lost=True)

    def raised(self, path: str, error: BaseException) -> Did:
        return Did(path, os.getpid(), lost=True, raised=repr(error))


class Deadly(Plain):
    """Kill the worker on some pages: on each as often as `lives` says, or always."""

    def __init__(self, pages: set[str], trace: Path | None = None, lives: int = 1000) -> None:
        super().__init__(0.0, trace)
        self.pages = pages
        self.lives = lives
        self.home = os.getpid()

    def __call__(self, path: str) -> Did:
        if path in self.pages and self._dies(path):
            assert os.getpid() != self.home, "this would have ended the build"
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(path)

    def _dies(self, path: str) -> bool:
        if self.trace is None:
            return True
        deaths = len(list(self.trace.glob(f"{path}.death*")))
        (self.trace / f"{path}.death{deaths}").touch()
        return deaths < self.lives


class Dying(Deadly):
    """Kill the worker once on some pages, when the batches that it has finished are taken.

    Which pages are begun stands in the file `begun`; what is taken, the test adds to `taken`.
    """

    def __init__(self, pages: set[str], batches: list[list[str]], trace: Path) -> None:
        super().__init__(pages, trace, lives=1)
        self._batch = {path: number for number, batch in enumerate(batches) for path in batch}
        self._finished: set[str] = set()
        self.begun, self.taken = trace / "begun", trace / "taken"
        self.taken.touch()

    def __call__(self, path: str) -> Did:
        with self.begun.open("a") as begun:
            begun.write(f"{path}\n")
        before = {other for other in self._finished if self._batch[other] != self._batch[path]}
        if path in self.pages:
            until(lambda: before <= {*self.taken.read_text().split()}, 60)
        did = super().__call__(path)
        self._finished.add(path)
        return did


class Lethal(Plain):
    """Kill the worker that loads it."""

    def __reduce__(self) -> tuple[Callable[[int, int], None], tuple[int, int]]:
        return _kill_worker, (os.getpid(), signal.SIGKILL)


def _kill_worker(home: int, sign: int) -> None:
    assert os.getpid() != home, "this would have ended the build"
    os.kill(os.getpid(), sign)


class Failing(Plain):
    """Raise on some pages."""

    def __init__(self, errors: dict[str, type[BaseException]]) -> None:
        super().__init__()
        self.errors = errors

    def __call__(self, path: str) -> Did:
        if path in self.errors:
            raise self.errors[path]
        return super().__call__(path)


def _half(self: Connection, data: bytes) -> None:
    os.write(self.fileno(), bytes(data[: len(data) // 2]))
    os.kill(os.getpid(), signal.SIGKILL)


class Sending(Plain):
    """Be killed in the middle of telling of a page, once."""

    def __init__(self, page: str, trace: Path) -> None:
        super().__init__()
        self.page = page
        self.sent = trace / "sent"

    def __call__(self, path: str) -> Did:
        if path == self.page and not self.sent.exists():
            self.sent.touch()
            Connection._send = _half  # type: ignore[attr-defined]
        return super().__call__(path)


class Stuck(Plain):
    """Take an hour for one page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page

    def __call__(self, path: str) -> Did:
        time.sleep(3600 if path == self.page else 0)
        return super().__call__(path)


class Stubborn(Plain):
    """Be in a hook on one page that does not end; note each try."""

    def __init__(self, page: str, trace: Path) -> None:
        super().__init__()
        self.page = page
        self.tries = trace

    def __call__(self, path: str) -> Did:
        if path == self.page:
            (self.tries / str(os.getpid())).touch()
            with noted("broken", "edits", 0.001):
                time.sleep(60)
        return super().__call__(path)


class Crowded(Plain):
    """Kill the worker on one page at first, and later whenever another works at the same time."""

    def __init__(self, page: str, trace: Path) -> None:
        super().__init__()
        self.page = page
        self.at_work = trace

    def __call__(self, path: str) -> Did:
        mine = self.at_work / f"{os.getpid()}.at-work"
        mine.touch()
        if path == self.page:
            first = self.at_work / "first"
            is_first = not first.exists()
            first.touch()
            until = time.monotonic() + 0.3
            while not is_first and time.monotonic() < until and self._is_alone():
                time.sleep(0.005)
            if is_first or not self._is_alone():
                mine.unlink()
                os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.005)
        mine.unlink()
        return super().__call__(path)

    def _is_alone(self) -> bool:
        return len(list(self.at_work.glob("*.at-work"))) == 1


class Unsendable(Plain):
    """Give for one page what no other process can be sent, or none can read."""

    def __init__(self, page: str, given: object) -> None:
        super().__init__()
        self.page = page
        self.given = given

    def __call__(self, path: str) -> Did:
        did = super().__call__(path)
        return did._replace(raised=self.given) if path == self.page else did  # type: ignore[arg-type]


class Unreadable:
    """Raise where it is read."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("none",)


class Slow(Plain):
    """Take a second for one page, and note then how many others are done."""

    def __init__(self, page: str, trace: Path) -> None:
        super().__init__(0.0, trace)
        self.page = page
        self.done = trace

    def __call__(self, path: str) -> Did:
        if path == self.page:
            time.sleep(1)
            (self.done / "meanwhile").write_text(str(len(list(self.done.iterdir()))))
        return super().__call__(path)


class Homebody(Plain):
    """Kill every process that it is sent to."""

    def __setstate__(self, state: dict[str, object]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
