"""Providers on this computer: one of OpenID Connect, and one that lies; one of Bluesky's network.

They are tests/readers/provider.mjs and tests/readers/atproto.mjs.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from tests.readers.install import FOLDER, node


class Running(NamedTuple):
    """Addresses: of the honest issuer, of the liar (one issuer a lie), of a back end."""

    honest: str
    liar: str
    back_end: str
    lies: tuple[str, ...]


class Atproto(NamedTuple):
    """Addresses: of what signs in, what has the accounts, what knows them, another's client."""

    issuer: str
    host: str
    known: str
    other: str


@contextmanager
def running(callback: str) -> Iterator[Running]:
    """Run those of OpenID Connect; readers are sent back to `callback`."""
    with _started("provider.mjs", callback) as said:
        yield Running(**{**said, "lies": tuple(said["lies"])})


@contextmanager
def atproto(callback: str) -> Iterator[Atproto]:
    """Run that of Bluesky's network; readers are sent back to `callback`."""
    with _started("atproto.mjs", callback) as said:
        yield Atproto(**said)


@contextmanager
def _started(script: str, callback: str) -> Iterator[dict[str, Any]]:
    """Run one, and give what it says of itself."""
    command = [*node(), str(FOLDER / script), callback]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.stdin.close()
