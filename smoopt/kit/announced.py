"""Which articles were announced: a record that `smoopt kit --done` leaves for the next run."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from smoopt.files.record_file import VERSION, own_record


class _File(msgspec.Struct, frozen=True):
    """A digest of each article's content when it was announced, by its address."""

    announced: dict[str, str]
    version: int = VERSION


class Announced:
    """The articles of a site that were announced."""

    def __init__(self, file: Path | None) -> None:
        """Read the file, which need not exist; raises ConfigError where it is something else."""
        what, without = "announced articles", "all would be new again"
        self._file = None if file is None else own_record(file, what, without)
        known = self._file.read(_File) if self._file else None
        self._digests = known.announced if known else {}

    def __bool__(self) -> bool:
        """Whether any were."""
        return bool(self._digests)

    def news(self, address: str, digest: str) -> Literal["new", "changed", ""]:
        """Tell whether an article is new, or has changed since it was announced; "" for neither."""
        before = self._digests.get(address)
        return "new" if before is None else "" if before == digest else "changed"

    def take(self, articles: Iterable[tuple[str, str]]) -> None:
        """Write down articles as announced, by address and digest; raises ConfigError."""
        self._digests.update(articles)
        if self._file is not None:
            self._file.write_struct(_File(self._digests))
