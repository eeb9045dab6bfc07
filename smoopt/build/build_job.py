"""`BuildJob`: read a page, render it and write it, in any process."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import NamedTuple

import msgspec

from smoopt.build.failures import not_written, page_unreadable, worker_lost
from smoopt.build.given_files import Given, given
from smoopt.build.memory.records import NOWHERE, Record, Version, digest, encoded, failed
from smoopt.build.outcome import Outcome, accepted
from smoopt.build.output.target import Beside, Target
from smoopt.build.page_faults import page_failed
from smoopt.build.pipeline import transform
from smoopt.build.processes.job import ReadingJob
from smoopt.files.folder import Folder, Written
from smoopt.files.handle import WrittenMeanwhile
from smoopt.files.stamp import Stamp
from smoopt.model.edits import File
from smoopt.model.errors import SiteError
from smoopt.model.finding import Place
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death
from smoopt.site.dependencies import Dependency
from smoopt.site.site import Site

# Waits until the writing of a page has ended.
_Writing = Callable[[], Written]
Shares = Mapping[str, Mapping[str, object]]
_NOTHING: Mapping[str, str] = {}


class Done(NamedTuple):
    """A page's record, and those of its files that this process has not returned before."""

    record: Record
    files: tuple[File, ...] = ()


class _Read(NamedTuple):
    """What is known of a page when it is about to be written."""

    data: bytes
    seen: Version
    shares: bytes
    dependencies: tuple[Dependency, ...]
    files: tuple[Given, ...]


class BuildJob(ReadingJob[Done]):
    """Render a page and write it, unless the file has the right content already.

    `known` holds the records that are still valid: of what those pages depend on, only their own
    bytes and shares may have changed. `refused` maps each path at which no file may be added to the
    reason.
    """

    doing = "build"

    def __init__(
        self,
        site: Site,
        registry: Registry,
        target: Target,
        known: Mapping[str, Record],
        shares: Shares,
        *,
        refused: Mapping[str, str] = _NOTHING,
        dry: bool = False,
    ) -> None:
        """Prepare to build into a target, which may be the site itself; `dry` writes nothing."""
        self.site = site
        self.registry = registry
        self.target = target
        self.known = known
        self.shares = shares
        self.refused = refused
        self.dry = dry
        self.at_a_time = 1 if dry else target.opened.at_a_time
        self._given: set[tuple[str, bytes]] = set()

    @property
    def folder(self) -> Folder:
        """The folder that pages are read from."""
        return self.site.opened

    def __call__(self, path: str) -> Done:
        """Build one page; never raises because of the page."""
        return self.begin(path)()

    def begin(self, path: str) -> Callable[[], Done]:
        """Render one page and begin to write it; the function returned does the rest."""
        # Taken before the page is read, so that any later write shows as another stamp.
        stamp = self.site.walked.files.get(path, NOWHERE)
        try:
            data, status = self.site.opened.read_with_status(path)
        except OSError as error:
            return partial(Done, failed(page_unreadable(path, error)))
        shares = self.shares.get(path, {})
        said, seen = encoded(shares), Version(stamp, digest(data))
        known = self.known.get(path)
        counts = known is not None and known.shares == said and not self._is_judged(known)
        if known is not None and counts and self._holds(known, seen):
            return partial(Done, self._kept(known, seen, data))
        self.site.dependencies()
        rendered = transform(path, data, self.site, self.registry, shares)
        outcome = accepted(rendered, data, self.refused)
        read = _Read(data, seen, said, self.site.dependencies(), given(rendered.files))
        writing = None if self.dry else self._writing(outcome, data, status)
        return partial(self._ended, outcome, read, writing)

    def _ended(self, outcome: Outcome, read: _Read, writing: _Writing | None) -> Done:
        """Wait until a page is written, and return its record."""
        path, data, seen = outcome.path, read.data, read.seen
        beside, stamp = Beside(), None
        if not self.dry:
            outcome, stamp = self._written(outcome, data, writing)
            beside = self.target.follow(path, data, outcome.data)
        there = self._there(outcome, data, seen, stamp)
        record = Record(
            path,
            outcome.status,
            outcome.skip.value if outcome.skip else "",
            outcome.added if outcome.status == "changed" else 0,
            (*outcome.findings, *beside.findings),
            (*(file.path for file in outcome.files if not file.fixed), *beside.own),
            seen if self.target.apart else there,
            there,
            read.dependencies,
            dict(outcome.surveyed),
            read.shares,
            beside.copies,
            beside.revisions,
            read.files,
            outcome.status == "failed" and self.target.is_bare(path),
            seen if outcome.status == "changed" else Version(),
        )
        return Done(record, tuple(self._new(outcome.files)))

    def _is_judged(self, known: Record) -> bool:
        """Tell whether the refusal of a page's files has changed since it was rendered."""
        refused = any(one.path in self.refused for one in known.files)
        return bool(known.files) and refused != (known.status == "failed")

    def _new(self, files: Iterable[File]) -> Iterator[File]:
        """Yield the files that this process has not returned before."""
        for file in files:
            version = file.path, digest(file.content)
            if version not in self._given:
                self._given.add(version)
                if file.kept and not self.dry:
                    self.site.keep(file)
                yield file

    def lost(self, path: str, death: Death) -> Done:
        """Return the result for a page whose worker died of it; sweep what that left there."""
        if not self.dry:
            self.target.store.sweep_beside(path)
            if self.target.apart:
                with suppress(OSError, SiteError):  # the page is reported as lost in any case
                    self.target.store.copy(self.site.opened, path)
        self.registry.blame(death, Place(path))
        record = failed(worker_lost(path, death, self.registry.strangers))
        return Done(msgspec.structs.replace(record, is_bare=self.target.is_bare(path)))

    def raised(self, path: str, error: BaseException) -> Done:
        """Return the result for a page for which the job raised; it may have been written."""
        return Done(failed(page_failed(path, error), "; it may be built only in part"))

    def _holds(self, known: Record, seen: Version) -> bool:
        """Tell whether the last run's result is in place, and was made from the same source."""
        if not self.target.apart:
            return seen.digest == known.target.digest
        if seen.digest != known.source.digest:
            return False
        opened = self.target.opened
        if opened.stamp(known.path) == known.target.stamp:
            return True
        try:
            return digest(opened.read(known.path)) == known.target.digest
        except OSError:
            return False

    def _kept(self, known: Record, seen: Version, data: bytes) -> Record:
        """Update a record's stamps, and the compressed copies of its page."""
        there = self.target.opened.stamp(known.path) if self.target.apart else None
        target = seen if there is None else Version(there, known.target.digest)
        record = msgspec.structs.replace(known.kept(), source=seen, target=target)
        if self.dry or not (known.copies or self.target.is_followed(known.path)):
            return record
        page = data if there is None else self.target.opened.read(known.path)
        beside = self.target.follow(known.path, data, page)
        others = (item for item in known.findings if item.place.path not in known.copies)
        return msgspec.structs.replace(
            record,
            findings=(*others, *beside.findings),
            own=tuple(dict.fromkeys((*known.own, *beside.own))),
            copies=beside.copies,
            revisions=beside.revisions,
        )

    def _writing(self, outcome: Outcome, data: bytes, status: os.stat_result) -> _Writing | None:
        """Begin to write a page if its bytes changed, and always into a separate output folder."""
        path, store = outcome.path, self.target.store
        if outcome.data != data:
            known = self.known.get(path)
            time = known.time_before(outcome.data) if known else None
            return store.renewing(path, outcome.data, status, time)
        return store.laying(path, data, status) if self.target.apart else None

    def _written(
        self, outcome: Outcome, data: bytes, writing: _Writing | None
    ) -> tuple[Outcome, Stamp | None]:
        """Wait until a page is written; return its outcome and the stamp of its file."""
        try:
            return outcome, writing().stamp if writing else None
        except WrittenMeanwhile:  # then it is read again
            raise
        except (OSError, SiteError) as error:
            return outcome.unwritten(data, not_written(outcome.path, error)), None

    def _there(self, outcome: Outcome, data: bytes, seen: Version, new: Stamp | None) -> Version:
        """Return the version of the page's file at the target now."""
        if not self.target.apart and outcome.data == data:
            return seen
        there = new or self.target.opened.stamp(outcome.path)
        return Version(there or NOWHERE, digest(outcome.data))
