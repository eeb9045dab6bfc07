"""A record of which articles were announced, which `smoopt kit --done` leaves for the next run."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from smoopt.files.record_file import VERSION, own_record


class _File(msgspec.Struct, frozen=True):
    """The file's content: each article's digest when it was announced, by its address."""

    announced: dict[str, str]
    version: int = VERSION


class Announced:
    """The articles of a site that have been announced."""

    def __init__(self, file: Path | None) -> None:
        """Read the file, which need not exist; raises ConfigError if it holds something else."""
        what, without = "announced articles", "all would be new again"
        self._file = None if file is None else own_record(file, what, without)
        known = self._file.read(_File) if self._file else None
        self._digests = known.announced if known else {}

    def __bool__(self) -> bool:
        """Return whether any article has been announced."""
        return bool(self._digests)

    def news(self, address: str, digest: str) -> Literal["new", "changed", ""]:
        """Return whether an article is new or changed since it was announced; "" for neither."""
        before = self._digests.get(address)
        return "new" if before is None else "" if before == digest else "changed"

    def take(self, articles: Iterable[tuple[str, str]]) -> None:
        """Record articles, given as address and digest, as announced; raises ConfigError."""
        self._digests.update(articles)
        if self._file is not None:
            self._file.write_struct(_File(self._digests))
