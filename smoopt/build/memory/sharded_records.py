"""`ShardedRecords`: the records of a large site, of which a process holds few at a time.

Pages are divided into runs, in their order, at folders where that is possible. The records of a run
of pages are written when those of another begin to change, so that smoopt loses little if it is
killed.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from itertools import groupby

from smoopt.build.memory.header import Basis, Shard
from smoopt.build.memory.records import Record, Records
from smoopt.build.memory.shelf import Shelf
from smoopt.files.walk import order
from smoopt.model.errors import SiteError

# How many pages are in one file of records, some 2 MB, at most.
MOST_PAGES = 2_000
# How many of these are held in memory: on one computer, which reads them again and again, some 64
# MB; in a cluster's workers and its coordinator, as few as possible.
HELD_HERE, HELD_FOR_WORKERS = 32, 3
# No further run of pages.
_NONE: tuple[int, Iterable[str]] = -1, ()


def cuts(pages: Iterable[str]) -> list[str]:
    """Choose where runs of pages begin, as keys by `order`; the start of the first is left out."""
    found, pages_of_run, last = [], 0, ""
    for path in pages:
        folder = path.rpartition("/")[0]
        is_full = pages_of_run >= MOST_PAGES
        if is_full or (folder != last and pages_of_run * 2 >= MOST_PAGES):
            found.append(order(path))
            pages_of_run = 0
        pages_of_run += 1
        last = folder
    return found


class ReadRecords(Mapping[str, Record]):
    """Records that are read from their files on demand; workers have these, too."""

    # How many runs of pages are held.
    most_held = HELD_FOR_WORKERS

    def __init__(
        self,
        shelf: Shelf,
        starts: Sequence[str],
        shards: Sequence[Shard | None],
        held: Mapping[int, Records],
    ) -> None:
        """Take the files of runs that begin at `starts`, and `held` records that are in none."""
        self.shelf = shelf
        self._starts = starts
        self._shards = [*shards]
        # The latest last.
        self._held = dict(held)
        # The run that was asked for last: pages are mostly gone through in order.
        self._at, self._latest = -1, Records()

    @property
    def parts(self) -> int:
        """How many runs of pages there are."""
        return len(self._shards)

    def part_of(self, path: str) -> int:
        """Return the number of the run that a page is in."""
        return bisect_right(self._starts, order(path))

    def part(self, number: int) -> Records:
        """Return the records of a run of pages."""
        if number == self._at:
            return self._latest
        held = self._held.get(number)
        if held is None:
            shard = self._shards[number]
            held = Records() if shard is None else self.shelf.read(shard)
            self._held[number] = held
        self._at, self._latest = number, held
        self._let_go()
        return held

    def _with(self, path: str) -> Records:
        """Return the records of the run that a page belongs to."""
        return self._latest if path in self._latest else self.part(self.part_of(path))

    def _let_go(self) -> None:
        """Drop the runs held longest, down to `most_held`, but not those that no file has."""
        count = max(0, len(self._held) - self.most_held)
        for number in [*self._held][:count]:
            if number != self._at and self._is_in_file(number):
                del self._held[number]

    def _is_in_file(self, number: int) -> bool:
        """Tell whether a file has the records of a run of pages as they are now."""
        return self._shards[number] is not None

    def __getitem__(self, path: str) -> Record:
        return self._with(path)[path]

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and path in self._with(path)

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self._shards)):
            yield from [*self.part(number)]

    def __len__(self) -> int:
        return sum(
            len(self._held[number]) if number in self._held else shard.pages if shard else 0
            for number, shard in enumerate(self._shards)
        )


class ShardedRecords(ReadRecords, MutableMapping[str, Record]):
    """Records that are written as well, each run of pages into a file of its own."""

    def __init__(self, shelf: Shelf, pages: Iterable[str]) -> None:
        """Start empty; `pages` are all pages that may get records."""
        starts = cuts(pages)
        super().__init__(shelf, starts, [None] * (len(starts) + 1), {})
        # Runs that changed since they were written, and the pages by run that no file can hold.
        self._changed: set[int] = set()
        self._odd: dict[int, list[str]] = {}

    def __setitem__(self, path: str, record: Record) -> None:
        self._changing(path)[path] = record

    def __delitem__(self, path: str) -> None:
        if path not in self:
            raise KeyError(path)
        del self._changing(path)[path]

    def arrange(self, paths: Iterable[str]) -> None:
        """Keep the records of these pages; both are in order."""
        runs = groupby(paths, self.part_of)
        following, pages = next(runs, _NONE)
        for number in range(self.parts):
            wanted = frozenset[str]()
            if number == following:
                wanted = frozenset(pages)
                following, pages = next(runs, _NONE)
            for path in [path for path in self.part(number) if path not in wanted]:
                del self[path]

    def _changing(self, path: str) -> Records:
        """Return the records of a page's run to change them; runs changed before are written."""
        number = self._at if path in self._latest else self.part_of(path)
        if number not in self._changed:
            self._write()
            self._changed.add(number)
        return self.part(number)

    def _is_in_file(self, number: int) -> bool:
        return number not in self._changed and number not in self._odd

    def _write(self) -> None:
        """Write what has changed; where that cannot be done, it is held until it can."""
        with suppress(OSError, SiteError):
            self.write()

    def write(self) -> tuple[list[Shard], list[str]]:
        """Write what has changed; return all files, and the pages whose records no file can hold.

        Raises OSError and SiteError.
        """
        for number in sorted(self._changed):
            held = self.part(number)
            held.arrange(sorted(held, key=order))
            self._shards[number], odd = self.shelf.write(held)
            self._odd.pop(number, None)
            if odd:
                self._odd[number] = odd
            self._changed.discard(number)
        files = [shard for shard in self._shards if shard is not None]
        return files, [path for odd in self._odd.values() for path in odd]

    def put(self, number: int, written: Shard | Records) -> None:
        """Take what a worker has written for a run of pages, or what it could not write."""
        self._changed.discard(number)
        self._odd.pop(number, None)
        self._held.pop(number, None)
        self._at, self._latest = -1, Records()
        if isinstance(written, Records):
            self._held[number] = written
            self._changed.add(number)
        else:
            self._shards[number] = written

    def shown(self) -> ReadRecords:
        """Return a read-only view of these records as they are now."""
        self._write()
        held = {number: self.part(number) for number in (*self._changed, *self._odd)}
        shards = [None if at in held else shard for at, shard in enumerate(self._shards)]
        return ReadRecords(self.shelf, self._starts, shards, held)


def records_for(
    shelf: Shelf | None, pages: Collection[str], basis: Basis, *, is_here: bool
) -> Records | ShardedRecords:
    """Return an empty store for records: in files for a large site.

    `is_here` says that this computer does the work.
    """
    if shelf is None or len(pages) <= MOST_PAGES:
        return Records()
    shelf.begin(basis)
    records = ShardedRecords(shelf, pages)
    records.most_held = HELD_HERE if is_here else HELD_FOR_WORKERS
    return records
