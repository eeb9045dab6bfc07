"""The record of notifications by address and digest, and the changes since."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from smoopt.web.told_record import ToldFile, ToldRecord

Why = Literal["new", "changed", "gone"]
# Digests by recipient and address
ToldPings = ToldRecord[str]


class Change(NamedTuple):
    """An address to submit, why, and the digest of its content, "" if it is gone."""

    url: str
    why: Why
    digest: str


def read_told(file: Path) -> ToldPings:
    """Read the record of notifications, empty where there is no file; raises ConfigError."""
    return ToldRecord(file, ToldFile[str], "pings")


def changes(before: Mapping[str, str], now: Mapping[str, str], below: str) -> Iterator[Change]:
    """Yield new and changed addresses, then those below the address `below` that are gone."""
    for url, digest in now.items():
        if before.get(url) != digest:
            yield Change(url, "changed" if url in before else "new", digest)
    for url in sorted(before.keys() - now.keys()):
        if url.startswith(below):
            yield Change(url, "gone", "")


def digests(told: Iterable[Change]) -> dict[str, str | None]:
    """Return the digests to record after changes were sent; None removes an address."""
    return {one.url: None if one.why == "gone" else one.digest for one in told}
