"""Who was told of which address in which state: a file that one run leaves for the next."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from smoopt.build.memory.record_file import read_record, write_record

Why = Literal["new", "changed", "gone"]


class Change(NamedTuple):
    """An address to tell of, why, and the digest of what is there now, "" where that is gone."""

    url: str
    why: Why
    digest: str


class _File(msgspec.Struct, frozen=True):
    """Digests by who was told, and by address."""

    told: dict[str, dict[str, str]]
    version: Literal[1] = 1


class ToldBefore:
    """What was told, of all whom a site tells."""

    def __init__(self, file: Path) -> None:
        """Read the file, which need not exist; raises SiteError for one that is something else."""
        self._file = file
        found = read_record(file, _File, "pings", "all would be sent again")
        self._told: dict[str, dict[str, str]] = {} if found is None else found.told

    def knows(self, whom: str) -> bool:
        """Tell whether anybody was told anything by this name."""
        return whom in self._told

    def changes(self, whom: str, now: Mapping[str, str], below: str) -> Iterator[Change]:
        """Give what is to be told: what has another digest, and what is gone below an address."""
        before = self._told.get(whom, {})
        for url, digest in now.items():
            if before.get(url) != digest:
                yield Change(url, "changed" if url in before else "new", digest)
        for url in sorted(before.keys() - now.keys()):
            if url.startswith(below):
                yield Change(url, "gone", "")

    def know(self, whom: str, changes: Iterable[Change]) -> None:
        """Keep what was told; raises OSError."""
        of_whom = self._told.setdefault(whom, {})
        for change in changes:
            if change.why == "gone":
                of_whom.pop(change.url, None)
            else:
                of_whom[change.url] = change.digest
        self.save()

    def save(self) -> None:
        """Write the file; raises OSError."""
        write_record(self._file, _File(self._told))
