"""`PartJob`: what a worker of a cluster does with a run of pages, whose records it writes itself.

What goes back to the coordinator is short, however many pages there are.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from itertools import groupby
from typing import NamedTuple, cast

from smoopt.build.build_job import BuildJob, Done
from smoopt.build.memory.header import Shard
from smoopt.build.memory.records import NOWHERE, Record, Records, keep
from smoopt.build.memory.sharded_records import ReadRecords
from smoopt.build.memory.shares import Shares, among
from smoopt.build.memory.stored_paths import StoredPaths
from smoopt.build.processes.engine import Task
from smoopt.build.processes.job import each_done
from smoopt.files.stamp import Stamp
from smoopt.files.stored_files import stamps_along
from smoopt.html.skip import Skip
from smoopt.model.errors import SiteError
from smoopt.plugin.call import packed, unpacked
from smoopt.plugin.running_hook import Death


class PartDone(NamedTuple):
    """What became of a run of pages.

    `written` is the file of their records, or the records where they cannot be in a file, or None
    where it is unknown what became of the pages. `noted` are the pages that the coordinator must
    know of, `stamps` those of the pages where they are built in place.
    """

    number: int
    paths: tuple[str, ...]
    written: Shard | Records | None = None
    has_news: bool = False
    noted: tuple[Done, ...] = ()
    stamps: tuple[Stamp, ...] = ()


class PartJob:
    """Do a job for the pages of a run, and write their records."""

    doing = BuildJob.doing

    def __init__(self, job: BuildJob, known: ReadRecords, first: int) -> None:
        """Prepare; the file of the first run of pages gets the number `first`."""
        self._job = job
        self._known = known
        self._first = first

    def __call__(self, path: str) -> PartDone:
        """Work on the pages of a task."""
        number, told, paths = _unpacked(path)
        self._job.shares = told
        records = self._known.part(number).copy()
        noted, stamps, has_news = list[Done](), list[Stamp](), False
        files = self._job.site.walked.files
        # What a worker has built that was lost before anybody took its answer.
        earlier = self._known.shelf.written(self._first + number)
        done = {each: Done(earlier[each]) for each in paths if _is_whole(earlier.get(each))}
        # Taken before any is read, so that any later write shows as another stamp.
        seen = {each: files.get(each, NOWHERE) for each in paths if each not in done}
        done |= zip(seen, each_done(self._job, [*seen], _in_turn(seen, files)), strict=True)
        for page in map(done.__getitem__, paths):
            was, record = earlier.get(page.record.path), page.record
            has_news = keep(records, record.after(was) if was else record) or has_news
            stamps.append(page.record.target.stamp)
            if page.files or _is_notable(page.record):
                noted.append(page)
        if self._job.target.apart or self._job.dry:
            stamps = []
        written = self._written(number, records)
        return PartDone(number, paths, written, has_news, tuple(noted), tuple(stamps))

    def _written(self, number: int, records: Records) -> Shard | Records:
        try:
            shard, left_out = self._known.shelf.write(records, self._first + number)
        except (OSError, SiteError):
            return records
        return records if left_out else shard

    def lost(self, path: str, death: Death) -> PartDone:  # noqa: ARG002 - a page's, not a run's
        """Return an unknown result: a worker died, and any of the pages may be to blame."""
        return _unknown(path)

    def raised(self, path: str, error: BaseException) -> PartDone:  # noqa: ARG002 - likewise
        """Return an unknown result: something was raised, and any of the pages may be to blame."""
        return _unknown(path)


def _in_turn(seen: Mapping[str, Stamp], files: MutableMapping[str, Stamp]) -> Iterator[str]:
    """Yield pages, and restore the stamp that each was seen with just before its turn."""
    for path, stamp in seen.items():
        if stamp != NOWHERE:
            files[path] = stamp
        yield path


def _is_whole(record: Record | None) -> bool:
    """Tell whether a page is built, and nothing but its record is needed here to go on."""
    return record is not None and not (record.own or record.files or record.status == "failed")


def _is_notable(record: Record) -> bool:
    """Tell whether the coordinator must know of a page, whose record is in a file, at once."""
    return bool(record.files) or record.status == "failed" or record.skip == Skip.ADDED


def part_tasks(
    known: ReadRecords, paths: Iterable[str], shares: Shares, files: Mapping[str, Stamp]
) -> Iterator[str]:
    """Make one task of the pages of each run, as a text in place of a path: the most work first.

    So no worker waits long for another at the end. The text has the pages, which are in order, and
    what they know of others.
    """
    pages = paths if isinstance(paths, StoredPaths) else StoredPaths(paths)
    first, runs = 0, list[tuple[int, int, int, int]]()
    sized = zip(pages, stamps_along(files, pages), strict=True)
    for number, found in groupby(sized, lambda page: known.part_of(page[0])):
        works = [Task(path, stamp.size if stamp else 0).work for path, stamp in found]
        runs.append((-sum(works), number, first, len(works)))
        first += len(works)
    for _, number, first, count in sorted(runs):
        run = tuple(pages.run(first, count))
        told = packed(among(shares, run))
        yield "\0".join((str(number), b64encode(told).decode(), *run))


def pages_of(path: str) -> tuple[str, ...]:
    """Return the pages of a task."""
    return _unpacked(path)[2]


def _unpacked(path: str) -> tuple[int, Shares, tuple[str, ...]]:
    number, told, *paths = path.split("\0")
    return int(number), cast("Shares", unpacked(b64decode(told))), tuple(paths)


def _unknown(path: str) -> PartDone:
    """Return the result for a task of which it is unknown what became of its pages."""
    number, _, paths = _unpacked(path)
    return PartDone(number, paths)
