"""Lengths and calendars as programs see them that know nothing of smoopt, by Node."""

import json
import subprocess
from collections.abc import Sequence
from typing import NamedTuple

from tests.readers.install import FOLDER, node


class Measured(NamedTuple):
    """Lengths of texts as X counts, numbers of their graphemes, and the events of a calendar."""

    x: list[int]
    graphemes: list[int]
    events: list[dict[str, str]]


def measured(texts: Sequence[str] = (), calendar: str = "") -> Measured:
    """Let npm's twitter-text, the browsers' segmenter and ical.js read, in one process."""
    asked = json.dumps({"texts": texts, "calendar": calendar}).encode()
    command = [*node(), str(FOLDER / "measure.mjs")]
    done = subprocess.run(command, input=asked, capture_output=True, check=False)
    if done.returncode:
        raise AssertionError(f"the readers failed: {done.stderr.decode()[-2000:]}")
    return Measured(**json.loads(done.stdout))
