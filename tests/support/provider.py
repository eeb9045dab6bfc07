"""A provider of OpenID Connect on this computer, and one that lies: tests/readers/provider.mjs."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.readers.install import FOLDER, node


class Running(NamedTuple):
    """Addresses: of the honest issuer, of the liar (one issuer a lie), of a back end."""

    honest: str
    liar: str
    back_end: str
    lies: tuple[str, ...]


@contextmanager
def running(callback: str) -> Iterator[Running]:
    """Run them; readers are sent back to `callback`."""
    command = [*node(), str(FOLDER / "provider.mjs"), callback]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        yield Running(**{**said, "lies": tuple(said["lies"])})
        process.stdin.close()
