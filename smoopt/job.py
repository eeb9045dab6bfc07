"""`BuildJob` and `UndoJob`: what is done with one page from disk to disk, in any process."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from smoopt.edits import File
from smoopt.errors import PageError, SiteError
from smoopt.marks import pristine
from smoopt.pipeline import Outcome, transform
from smoopt.plugins import Registry
from smoopt.record import (
    NOWHERE,
    Record,
    Version,
    digest,
    encoded,
    failed,
    not_written,
    unreadable,
)
from smoopt.site import Site
from smoopt.source import Source
from smoopt.store import Store
from smoopt.walk import Stamp, stamp

Shares = Mapping[str, Mapping[str, object]]


class Done(NamedTuple):
    """The record of a page, and the files that it needs and this process has not given before."""

    record: Record
    files: tuple[File, ...] = ()


class BuildJob:
    """Render a page and write it, unless what is there is what would be written.

    `known` holds records that still count: nothing that those pages depend on has changed but
    perhaps their own bytes and shares. With `dry`, nothing is written.
    """

    def __init__(
        self,
        site: Site,
        registry: Registry,
        output: Path | None,
        known: Mapping[str, Record],
        shares: Shares,
        *,
        dry: bool = False,
    ) -> None:
        """Prepare to build into `output`, or in place where that is None."""
        self.site = site
        self.registry = registry
        self.output = output
        self.known = known
        self.shares = shares
        self.dry = dry
        self._given: set[str] = set()

    @cached_property
    def store(self) -> Store:
        """The folder that is written to."""
        return Store(self.output or self.site.root)

    def __call__(self, path: str) -> Done:
        """Build one page; never raises for what the page does."""
        source = f"{self.site.root}/{path}"
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            return Done(unreadable(path, error))
        shares = self.shares.get(path, {})
        said, seen = encoded(shares), Version(self._stamp(path), digest(data))
        known = self.known.get(path)
        if known is not None and known.shares == said and self._holds(known, seen):
            return Done(self._kept(known, seen))
        self.site.asked()
        outcome = transform(path, data, self.site, self.registry, shares)
        outcome = outcome if self.dry else self._written(outcome, data)
        target = self._target(path, outcome, data, seen)
        record = Record(
            path,
            outcome.status,
            outcome.skip.value if outcome.skip else "",
            outcome.added if outcome.status == "changed" else 0,
            outcome.findings,
            tuple(file.path for file in outcome.files),
            target if self.output is None else seen,
            target,
            self.site.asked(),
            {name: msgspec.msgpack.encode(value) for name, value in outcome.surveyed.items()},
            said,
        )
        new = tuple(file for file in outcome.files if file.path not in self._given)
        self._given |= {file.path for file in new}
        return Done(record, new)

    def lost(self, path: str) -> Done:
        """Say that a page's worker died of it."""
        return _lost(path)

    def _stamp(self, path: str) -> Stamp:
        """Give the stamp that the walk saw: what was written since has another."""
        return self.site.walked.files.get(path, NOWHERE)

    def _holds(self, known: Record, seen: Version) -> bool:
        """Tell whether the result of the last run stands where it should."""
        if self.output is None:
            return seen.digest == known.target.digest
        if seen.digest != known.source.digest:
            return False
        target = self.output / known.path
        if stamp(target) == known.target.stamp:
            return True
        try:
            return digest(target.read_bytes()) == known.target.digest
        except OSError:
            return False

    def _kept(self, known: Record, seen: Version) -> Record:
        """Bring the stamps of a record up to date."""
        there = None if self.output is None else stamp(self.output / known.path)
        target = seen if there is None else Version(there, known.target.digest)
        return msgspec.structs.replace(known.kept(), source=seen, target=target)

    def _written(self, outcome: Outcome, data: bytes) -> Outcome:
        """Write a page if its bytes changed, or in any case where the output is another folder."""
        try:
            if self.output is not None and outcome.data == data:
                self.store.copy(self.site.root / outcome.path, outcome.path)
            elif outcome.data != data:
                self.store.put(outcome.path, outcome.data, self._like(outcome.path))
        except (OSError, SiteError) as error:
            if outcome.status == "failed":  # why is said already
                return outcome
            findings = (*outcome.findings, not_written(outcome.path, error))
            return Outcome(outcome.path, "failed", data, findings=findings)
        return outcome

    def _like(self, path: str) -> Path | None:
        return None if self.output is None else self.site.root / path

    def _target(self, path: str, outcome: Outcome, data: bytes, seen: Version) -> Version:
        """Give what stands at the target now."""
        if self.output is None and outcome.data == data:
            return seen
        there = stamp(f"{self.output or self.site.root}/{path}")
        return Version(there or NOWHERE, digest(outcome.data))


class UndoJob:
    """Give a page its original bytes back."""

    def __init__(self, site: Site) -> None:
        """Prepare to undo what was built in place."""
        self.site = site

    @cached_property
    def store(self) -> Store:
        """The folder that is written to."""
        return Store(self.site.root)

    def __call__(self, path: str) -> Done:
        """Undo one page; never raises for what the page does."""
        try:
            data = (self.site.root / path).read_bytes()
        except OSError as error:
            return Done(unreadable(path, error))
        try:
            was = pristine(Source(data))
        except PageError as error:
            return Done(failed(path, "page-failed", f"{error}; it stays as it is"))
        if was == data:
            return Done(Record(path, "unchanged"))
        try:
            self.store.put(path, was)
        except (OSError, SiteError) as error:
            return Done(Record(path, "failed", findings=(not_written(path, error),)))
        return Done(Record(path, "changed", added=len(was) - len(data)))

    def lost(self, path: str) -> Done:
        """Say that a page's worker died of it."""
        return _lost(path)


def _lost(path: str) -> Done:
    message = (
        "the process that worked on it was ended, as systems do where memory runs out; "
        "the page stays as it was"
    )
    return Done(failed(path, "page-failed", message))
