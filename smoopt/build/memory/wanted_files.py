"""`WantedFiles`: the files at fixed addresses that plugins want, by page."""

from collections.abc import Iterable, Mapping

from smoopt.build.given_files import Given
from smoopt.build.memory.records import Record


class WantedFiles:
    """What pages want, by the latest records that were noted.

    `stuck` are pages that failed and may hold what smoopt once added: they may refer to any file.
    """

    def __init__(self) -> None:
        """Start empty."""
        self.by_page: dict[str, tuple[Given, ...]] = {}
        self.stuck: set[str] = set()

    def note(self, records: Iterable[Record]) -> None:
        """Note which files pages want, and which pages are stuck."""
        for record in records:
            self.forget((record.path,))
            if record.files:
                self.by_page[record.path] = record.files
            if record.status == "failed" and not record.is_bare:
                self.stuck.add(record.path)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget what some pages want."""
        for path in paths:
            self.by_page.pop(path, None)
            self.stuck.discard(path)

    def lacking(self, there: Mapping[str, str], records: Mapping[str, Record]) -> list[str]:
        """List the pages, but for failed ones, that want a file which is missing or changed.

        `there` are the files at fixed addresses, with their digests.
        """
        return [
            path
            for path, files in self.by_page.items()
            if any(there.get(one.path) != one.digest for one in files)
            and path in records
            and records[path].status != "failed"
        ]
