"""What is done with one page from disk to disk, in any process.

In place, its generator may be writing the page as well (`LiveJob`): between reading it and putting
the built one in its place, it may have written the page anew, and that version would be lost for
good. So the file is looked at again just before, and a page that has changed is read again.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

import msgspec

from smoopt.build.failures import PAGE_BUSY, not_written, page_unreadable, worker_lost
from smoopt.build.given_files import given
from smoopt.build.memory.records import NOWHERE, Record, Version, digest, encoded, failed
from smoopt.build.outcome import Outcome, accepted
from smoopt.build.output.target import Beside, Target
from smoopt.build.page_faults import page_failed
from smoopt.build.pipeline import transform
from smoopt.files.handle import WrittenMeanwhile
from smoopt.files.stamp import Stamp
from smoopt.model.edits import File
from smoopt.model.errors import SiteError
from smoopt.model.finding import Place
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death
from smoopt.site.site import Site

Shares = Mapping[str, Mapping[str, object]]
_NOTHING: Mapping[str, str] = {}
# How often a page is read that is being written.
_TRIES = 20


class Done(NamedTuple):
    """The record of a page, and the files that it needs and this process has not given before."""

    record: Record
    files: tuple[File, ...] = ()


class BuildJob:
    """Render a page and write it, unless what is there is what would be written.

    `known` holds records that still count: nothing that those pages depend on has changed but
    perhaps their own bytes and shares. `refused` are paths at which no file may be added, and why.
    With `dry`, nothing is written.
    """

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
        """Prepare to build into a target, which may be the site itself."""
        self.site = site
        self.registry = registry
        self.target = target
        self.known = known
        self.shares = shares
        self.refused = refused
        self.dry = dry
        self._given: set[tuple[str, bytes]] = set()

    def __call__(self, path: str) -> Done:
        """Build one page; never raises for what the page does."""
        try:
            data, status = self.site.opened.read_with_status(path)
        except OSError as error:
            return Done(failed(page_unreadable(path, error)))
        shares = self.shares.get(path, {})
        said, seen = encoded(shares), Version(self._stamp(path), digest(data))
        known = self.known.get(path)
        counts = known is not None and known.shares == said and not self._is_judged(known)
        if known is not None and counts and self._holds(known, seen):
            return Done(self._kept(known, seen, data))
        self.site.dependencies()
        rendered = transform(path, data, self.site, self.registry, shares)
        outcome = accepted(rendered, data, self.refused)
        dependencies = self.site.dependencies()
        beside, stamp = Beside(), None
        if not self.dry:
            outcome, stamp = self._written(outcome, data, status)
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
            dependencies,
            dict(outcome.surveyed),
            said,
            beside.copies,
            beside.revisions,
            given(rendered.files),
            outcome.status == "failed" and self.target.is_bare(path),
            seen if outcome.status == "changed" else Version(),
        )
        return Done(record, tuple(self._new(outcome.files)))

    def _is_judged(self, known: Record) -> bool:
        """Tell whether other files of a page are refused now than when it was rendered."""
        refused = any(one.path in self.refused for one in known.files)
        return bool(known.files) and refused != (known.status == "failed")

    def _new(self, files: Iterable[File]) -> Iterator[File]:
        """Give those files that were not given before."""
        for file in files:
            version = file.path, digest(file.content)
            if version not in self._given:
                self._given.add(version)
                if file.kept and not self.dry:
                    self.site.keep(file)
                yield file

    def lost(self, path: str, death: Death) -> Done:
        """Say that a page's worker died of it, which nothing else writes beside now."""
        if not self.dry:
            self.target.store.sweep_beside(path)
            if self.target.apart:
                with suppress(OSError, SiteError):  # that it is lost is said anyway
                    self.target.store.copy(self.site.opened, path)
        self.registry.blame(death, Place(path))
        record = failed(worker_lost(path, death, self.registry.strangers))
        return Done(msgspec.structs.replace(record, is_bare=self.target.is_bare(path)))

    def raised(self, path: str, error: BaseException) -> Done:
        """Say what was raised for a page, which may have been written."""
        return Done(failed(page_failed(path, error), "; it may be built only in part"))

    def _stamp(self, path: str) -> Stamp:
        """Give the stamp that the walk saw: what was written since has another."""
        return self.site.walked.files.get(path, NOWHERE)

    def _holds(self, known: Record, seen: Version) -> bool:
        """Tell whether the result of the last run stands where it should."""
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
        """Bring the stamps of a record up to date, and the copies of its page."""
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

    def _written(
        self, outcome: Outcome, data: bytes, status: os.stat_result
    ) -> tuple[Outcome, Stamp | None]:
        """Write a page if its bytes changed, or in any case where the output is another folder.

        Gives the stamp of what was written, too.
        """
        store = self.target.store
        try:
            if outcome.data != data:
                known = self.known.get(outcome.path)
                time = known.time_before(outcome.data) if known else None
                return outcome, store.renew(outcome.path, outcome.data, status, time).stamp
            if self.target.apart:
                store.lay(outcome.path, data, status)
        except WrittenMeanwhile:  # then it is read again
            raise
        except (OSError, SiteError) as error:
            if outcome.status != "failed":  # else why is said already
                findings = (*outcome.findings, not_written(outcome.path, error))
                outcome = Outcome(outcome.path, "failed", data, findings=findings)
        return outcome, None

    def _there(
        self, outcome: Outcome, data: bytes, seen: Version, written: Stamp | None
    ) -> Version:
        """Give what stands at the target now."""
        if not self.target.apart and outcome.data == data:
            return seen
        there = written or self.target.opened.stamp(outcome.path)
        return Version(there or NOWHERE, digest(outcome.data))


class LiveJob(BuildJob):
    """Render a page and write it over what was read, and over nothing else."""

    def __call__(self, path: str) -> Done:
        """Build one page; never raises for what the page or its generator does."""
        for _ in range(_TRIES):
            # Before it is read: what is written from now on has another stamp.
            self.site.walked.files[path] = self._now(path)
            try:
                return super().__call__(path)
            except WrittenMeanwhile:
                continue
        message = "another program kept writing it while it was built"
        busy = PAGE_BUSY.at(Place(path), message)
        return Done(failed(busy, "; it stays as its generator left it"))

    def _now(self, path: str) -> Stamp:
        return self.site.opened.stamp(path) or NOWHERE
