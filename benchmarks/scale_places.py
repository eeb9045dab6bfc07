"""Where generated sites lie: in a folder, in an object store, or in the memory of one process."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from generated import page, pages

BUCKET = "smoopt-scale"
_COUNTED = Path(__file__).with_name("counted")
_AT_ONCE = 500
_PATIENCE = 60


class Requests(NamedTuple):
    """What was asked of a store: how often, by method, and the bytes that went there and back."""

    counts: dict[str, int]
    bytes: int


class Place(Protocol):
    """Where sites lie, and what processes need to reach them."""

    name: str
    environment: Mapping[str, str]

    def site(self, count: int) -> list[str]:
        """Make a site of so many pages; give the words by which it is named."""

    def output(self) -> str:
        """Name a place for an output, where nothing is."""

    def clear(self) -> None:
        """Remove an output, and what is remembered of it."""

    def requests(self) -> Requests:
        """Say what was asked of the store since the last call."""


class Disk:
    """A folder."""

    name = "folder"
    environment: Mapping[str, str] = {}

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def site(self, count: int) -> list[str]:
        """Make a site; see `Place`."""
        root = self._folder / f"{count}" / "site"
        if not root.exists():
            for number, path in enumerate(pages(count)):
                target = root / path
                if number % 1000 == 0:
                    target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(page(number, count))
        return [str(root)]

    def output(self) -> str:
        """Name a place; see `Place`."""
        return str(self._folder / "built" / "out")

    def clear(self) -> None:
        """Remove an output; see `Place`."""
        shutil.rmtree(self._folder / "built", ignore_errors=True)

    def requests(self) -> Requests:
        """Say what was asked; see `Place`."""
        return Requests({}, 0)


class Given(Disk):
    """A site that somebody has, which is only read; its outputs are in a folder."""

    name = "given site"

    def __init__(self, folder: Path, site: Path) -> None:
        """Take both folders."""
        super().__init__(folder)
        self._site = site.resolve()

    def site(self, count: int) -> list[str]:  # noqa: ARG002 - it has as many as it has
        """Give the site; see `Place`."""
        return [str(self._site)]


class Memory(Disk):
    """`memory://`: only the process that builds has it, and so makes it."""

    name = "memory://"

    def __init__(self) -> None:
        """Need nothing."""

    def site(self, count: int) -> list[str]:
        """Make a site; see `Place`."""
        return ["--memory", str(count), "memory://site"]

    def output(self) -> str:
        """Name a place; see `Place`."""
        return "memory://built/out"

    def clear(self) -> None:
        """Do nothing: it is gone with the process."""


class Objects:
    """A store that speaks S3; every process that asks it writes down what it asked."""

    name = "S3"

    def __init__(self, endpoint: str, log: Path) -> None:
        self._log = log
        self.environment = {
            "AWS_ACCESS_KEY_ID": os.environ.get("AWS_ACCESS_KEY_ID", "test"),
            "AWS_SECRET_ACCESS_KEY": os.environ.get("AWS_SECRET_ACCESS_KEY", "testtest"),
            "AWS_DEFAULT_REGION": os.environ.get("AWS_DEFAULT_REGION", "us-east-1"),
            "AWS_ENDPOINT_URL": endpoint,
            "PYTHONPATH": str(_COUNTED),
            "REQUESTS_LOG": str(log),
        }
        os.environ.update({k: v for k, v in self.environment.items() if k.startswith("AWS_")})
        from s3fs import S3FileSystem  # noqa: PLC0415 - an extra's

        self._files = S3FileSystem(use_listings_cache=False)
        with suppress(FileExistsError):
            self._files.mkdir(BUCKET)

    def site(self, count: int) -> list[str]:
        """Make a site, unless its last page is in the store already; see `Place`."""
        address = f"{BUCKET}/{count}/site"
        paths = list(pages(count))
        if not self._files.exists(f"{address}/{paths[-1]}"):
            for first in range(0, count, _AT_ONCE):
                part = range(first, min(count, first + _AT_ONCE))
                self._files.pipe({f"{address}/{paths[n]}": page(n, count) for n in part})
        return [f"s3://{address}"]

    def output(self) -> str:
        """Name a place; see `Place`."""
        return f"s3://{BUCKET}/built/out"

    def clear(self) -> None:
        """Remove an output; see `Place`."""
        with suppress(FileNotFoundError):
            self._files.rm(f"{BUCKET}/built", recursive=True)

    def requests(self) -> Requests:
        """Say what was asked; see `Place`."""
        counts: Counter[str] = Counter()
        total = 0
        with suppress(FileNotFoundError), self._log.open() as lines:
            for line in lines:
                kind, sent, got = line.split()
                counts[kind] += 1
                total += int(sent) + int(got)
        if self._log.exists():
            os.truncate(self._log, 0)
        return Requests(dict(counts), total)


@contextmanager
def store(endpoint: str | None) -> Iterator[Objects]:
    """Use the store at an address, or begin moto's server on this computer."""
    with tempfile.TemporaryDirectory(prefix="smoopt-requests-") as folder:
        log = Path(folder) / "requests"
        if endpoint is not None:
            yield Objects(endpoint, log)
            return
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield Objects(f"http://127.0.0.1:{port}", log)
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if time.monotonic() > until:
            raise SystemExit("the object store does not begin")
        time.sleep(0.1)
