"""`Memory`: what became of every page, and what pages know of each other, from run to run."""

from collections.abc import Collection, Iterator, Mapping, MutableMapping
from itertools import chain, filterfalse
from pathlib import Path

import msgspec

from smoopt.build.memory import fingerprint
from smoopt.build.memory.header import Header
from smoopt.build.memory.known_builds import forget_gone
from smoopt.build.memory.manifest import Manifest
from smoopt.build.memory.partitions import WHOLE, Partitions, Surveys
from smoopt.build.memory.records import Record, Records, keep
from smoopt.build.memory.sharded_records import ShardedRecords, records_for
from smoopt.build.memory.shares import Shares, differing, put, remembered
from smoopt.build.memory.surveys import gathered
from smoopt.build.memory.wanted_files import WantedFiles
from smoopt.build.output.target import Target
from smoopt.build.summary import Summary
from smoopt.files.listed_files import for_lookup
from smoopt.files.store import Store
from smoopt.files.stored_files import stamps_along
from smoopt.files.stored_walk import anything_like
from smoopt.files.walk import Walk
from smoopt.model.finding import Finding, Severity
from smoopt.model.page_files import may_be_page
from smoopt.model.version import __version__
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site


class Memory:
    """What is known of a site's pages: `records`, and `shares`, what each knows of the others.

    `header` digests what all records depend on; it is None before there is a run.
    """

    def __init__(
        self, site: Site, output: Path | None, manifest: Manifest, *, dry: bool = False
    ) -> None:
        """Start empty, with the last run's manifest at hand; with `dry`, nothing is written."""
        self.site = site
        self.output = output
        self.manifest = manifest
        self._dry = dry
        self.header: Header | None = None
        self.records: MutableMapping[str, Record] = Records()
        self.shares: Shares = {}
        self.partitions: Partitions = WHOLE
        # Findings from the plugins' hook `gather`.
        self.found: tuple[Finding, ...] = ()
        self.wants = WantedFiles()
        # Whether the last run's records, which all still count, are still to be read.
        self._is_unread = False
        # Whether `gather` may answer otherwise, because files that plugins read have changed.
        self.is_retold = False
        # Whether some records are from a run that did not end regularly.
        self.is_resumed = False
        # Whether a plugin failed in `gather`, so that the next run must try again.
        self._is_untold = False

    # From the last run

    def sum_up(self, target: Target, known: Header | None = None) -> Header:
        """Make a header: digests of what all pages depend on, and the files that are copied.

        With `known`, its digests of programs, settings and files that plugins read are taken over.
        """
        site = self.site
        others = chain(filterfalse(may_be_page, site.files), site.links)
        return Header(
            __version__,
            self.manifest.where,
            known.code if known else fingerprint.code(site.settings),
            fingerprint.whole(site),
            fingerprint.around(target.following, site.walked, site),
            copied=() if self.output is None else tuple(others),
            read=known.read if known else fingerprint.read(site.settings),
        )

    def take_over(self, header: Header) -> frozenset[str]:
        """Take over the records that are still valid; return the pages that have left the site.

        `header` digests what all records depend on from now on. Pages whose records come from a run
        that did not end regularly need not be read again, but what that run gathered is unknown.
        """
        self.header = header
        last, site, pages = self.manifest.header, self.site, for_lookup(self.site.pages)
        shelf, here = None if self._dry else self.manifest.shelf(), self.partitions == WHOLE
        self.records = records_for(shelf, site.pages, header.basis(), is_here=here)
        self.shares, self.found = self.partitions.no_shares(), ()
        self.is_retold = last is not None and last.read != header.read
        gone = set[str]()
        for basis, records, is_late in self.manifest.left():
            self.wants.note(records.values())
            gone.update(path for path in records if path not in pages)
            counts = (basis.code, basis.site) == (header.code, header.site)
            if is_late:
                self.is_retold = self.is_resumed = True
                for path in records:
                    self.shares.pop(path, None)
            if counts:
                put(self.shares, remembered(records.values()))
            same = basis.around == header.around  # it has the names of pages, not their content
            asked = site.still_reads if same else site.still_answers
            for path in filter(pages.__contains__, records):
                record = records[path]
                is_good = counts and record.status != "failed"
                if is_good and asked(record.dependencies):
                    self.records[path] = record.kept()
                elif is_late:
                    self.records.pop(path, None)
        if isinstance(self.records, Records):
            self.records.arrange(site.pages)
        if last is not None and (last.code, last.site) == (header.code, header.site):
            self.found = last.gathered
        return frozenset(gone)

    def known(self) -> Mapping[str, Record]:
        """Return the records as they are now, for the jobs that work on pages."""
        records = self.records
        return records.shown() if isinstance(records, ShardedRecords) else records

    def leave(self) -> None:
        """Note that all is as the last run left it, without reading the records."""
        self.header, self._is_unread = self.manifest.header, True

    def recall(self) -> None:
        """Hold all records in a dict that can change; read them now if `leave` put that off."""
        if self._is_unread:
            self._is_unread = False
            self.records = {path: known.kept() for path, known in self.manifest.records().items()}
            self.shares = dict(remembered(self.records.values()))
            self.found = () if self.header is None else self.header.gathered
            self.wants.note(self.records.values())
        elif not isinstance(self.records, dict):
            self.records = dict(self.records)

    def miss_added(self, store: Store, there: Mapping[str, str]) -> None:
        """Forget the records of pages whose added files are missing, so that these are made again.

        `there` are the files at fixed addresses, with their digests.
        """
        for path in self.wants.lacking(there, self.records):
            del self.records[path]
        needed = {own: path for path, record in self.records.items() for own in record.own}
        for own, path in needed.items():
            if not store.has_own(own):
                self.records.pop(path, None)

    def stale(self, there: Walk, target: Target) -> Iterator[str]:
        """Yield the pages that are not as they were left, or their results in `there` are not."""
        stamps = (stamps_along(walk.files, self.site.pages) for walk in (self.site.walked, there))
        for path, *seen in zip(self.site.pages, *stamps, strict=True):
            record = self.records.get(path)
            if (
                record is None
                or [record.source.stamp, record.target.stamp] != seen
                or record.copies != target.stamps(path, there.files)
                or (record.revisions is None and path in target.precached)
            ):
                yield path

    def outdated(self) -> set[str]:
        """Return the pages to which the site gives other answers than when they were rendered."""
        whole = fingerprint.whole(self.site)
        if self.header is not None and whole != self.header.site:
            self.header = msgspec.structs.replace(self.header, site=whole)
            return set(self.records)
        asked = self.site.still_answers
        return {path for path, record in self.records.items() if not asked(record.dependencies)}

    # From this run

    def keep(self, record: Record) -> bool:
        """Keep a page's record; tell whether what it says to others has changed."""
        self.wants.note((record,))
        return keep(self.records, record)

    def surveys(self) -> Surveys:
        """Return what plugins said of all pages in `survey`."""
        return Surveys(self.records, self.site, self.partitions)

    def concerned(self, registry: Registry) -> Collection[str]:
        """Gather again what pages know of each other; return those whose shares have changed."""
        was = self.shares
        # In the order of the pages, not in that in which records came.
        if isinstance(self.records, Records | ShardedRecords):
            self.records.arrange(self.site.pages)
        else:
            known = self.records
            self.records = {path: known[path] for path in self.site.pages if path in known}
        none = self.partitions.no_shares()
        self.shares, findings, failures = gathered(self.surveys(), registry, none)
        self.found, self._is_untold = (*failures, *findings), bool(failures)
        return self.partitions.paths(
            path
            for path in differing(was, self.shares)
            if (record := self.records.get(path)) and record.status in {"changed", "unchanged"}
        )

    # For the next run

    def save(
        self, target: Target, header: Header, summary: Summary, *, is_all: bool = True
    ) -> None:
        """Write the manifest for the next run; `is_all`: `summary` has all findings."""
        there = anything_like(self.site.walked, target.root).walk()
        whole = is_all and all(one.severity < Severity.ERROR for one in summary.findings)
        whole = whole and next(self.stale(there, target), None) is None
        if not target.apart:  # nothing else may have changed meanwhile
            around = fingerprint.around(target.following, there, self.site)
            whole = whole and around == header.around
        done = msgspec.structs.replace(
            header,
            code=b"" if self._is_untold else header.code,
            found=self.folders(there).found() if whole else b"",
            pages=len(self.records),
            skips=dict(summary.skips),
            findings=tuple(summary.findings),
            gathered=self.found,
        )
        if folder := self.manifest.save(done, self.records):
            forget_gone(folder)

    def folders(self, there: Walk) -> fingerprint.Folders:
        """Return the folders of a run; `there` is a walk of the one that is written to."""
        walks = (self.site.walked, there) if self.output else (there,)
        return fingerprint.Folders(*walks)
