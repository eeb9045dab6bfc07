"""The whole site: every page through the pipeline, to disk, or back again."""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from pathlib import Path

import msgspec

from smoopt import __version__, beside, engine, fingerprint
from smoopt.edits import OWN_FOLDER
from smoopt.engine import Task
from smoopt.finding import Severity
from smoopt.job import BuildJob, UndoJob
from smoopt.live_job import LiveJob
from smoopt.manifest import Header, Manifest
from smoopt.pipeline import Outcome, transform
from smoopt.plugins import Registry
from smoopt.record import NOWHERE, Record
from smoopt.records import Records
from smoopt.remarks import closed_folders, site_findings
from smoopt.repeat import Folders, repeated
from smoopt.report import Summary
from smoopt.site import Site
from smoopt.survey import Shares, gathered, remembered
from smoopt.target import Target
from smoopt.walk import Walk, nothing, walk

# Is told how many more pages are done.
Watcher = Callable[[int], None]
# Pages that are rendered again for others' new words may have new words themselves: a few times.
_ROUNDS = 3


class Builder:
    """One site and where it is built to; what a run learns serves the next.

    `records` has what became of every page, `shares` what pages know of each other.
    """

    def __init__(
        self,
        site: Site,
        registry: Registry,
        output: Path | None,
        manifest: Manifest,
        workers: int = 1,
        *,
        dry: bool = False,
        otherwise: Folders | None = None,
    ) -> None:
        """Prepare to build in place, or into `output`; `dry` writes nothing.

        `otherwise` is what was seen just now, where that is not as the last run left it.
        """
        self.site = site
        self.registry = registry
        self.output = output
        self.manifest = manifest
        self.workers = workers
        self.dry = dry
        self._otherwise = otherwise
        self.records: MutableMapping[str, Record] = Records()
        self.shares: Shares = {}
        self._own: set[str] = set()
        self._known_target: Target | None = None
        # What all records depend on; None until `build` has run.
        self._last: Header | None = None
        # Whether the records are still to be read, and whether they are still to be written.
        self._unread = self._unsaved = False
        # Whether a plugin failed to tell pages of each other, which the next run must try again.
        self._is_untold = False
        # Whether something was said that neither records nor `site_findings` would say again.
        self._said_more = False

    def build(self, seen: Watcher) -> Summary:
        """Build every page that is not as it should be.

        A page or file that cannot be written is a finding, and the others go on.
        """
        known, self._otherwise = self._otherwise, None
        there, last = self._there(known), self.manifest.header
        is_new = self.dry or known is not None
        del known  # as large as the site
        again = None if is_new else repeated(last, self.site.settings, self._folders(there))
        if again is not None:
            seen(again.statuses.total())
            self._last, self._unread, self._said_more = last, True, bool(again.findings)
            return again
        self.registry.check(self.site.pages)
        target = self._target()
        header = self._last = self._header(fingerprint.code(self.site.settings), target)
        before = self._load(header)
        self._miss_own(target)
        paths = [path for path in self.site.pages if not self._is_fresh(path, there, target)]
        seen(len(self.site.pages) - len(paths))
        summary, remarks = Summary(), tuple(site_findings(self.site, self.registry))
        if not self.dry:
            target.store.sweep(there.leftovers)
            # Before anything takes the place of what has left, be it a folder or a file.
            self._clear(before.union(last.copied if last else ()), target, summary)
            others = (path for path in header.copied if path not in target.following)
            beside.copy(self.site, target.store, others, summary)
        gone = bool(before - frozenset(self.site.pages))
        self._render(paths, target, seen, summary, gone=gone)
        self._said_more = bool(summary.findings)
        summary.findings[:0] = remarks
        for path in self.site.pages:
            summary.add(self.records[path])
        if not self.dry:
            so_far = len(summary.findings)
            self._finish(target, summary)
            self._said_more = self._said_more or len(summary.findings) > so_far
            self._save(target, header, summary)
        return summary

    def outcome(self, path: str, data: bytes) -> Outcome:
        """Render one page with what is known of the others, and write nothing."""
        if not self.records and self.registry.base.having("gather"):
            self._load(self._header(fingerprint.code(self.site.settings), self._target()))
            if path not in self.records:
                self.build(lambda _: None)
        return transform(path, data, self.site, self.registry, self.shares.get(path, {}))

    # What is there, and what is known of it

    def _target(self) -> Target:
        """Find what follows the pages; that takes long enough to remember it while it may be."""
        known = self._known_target
        if known is None or known.files is not self.site.files or known.has_workers:
            apart = self.output is not None and not self.dry
            output = beside.usable(self.output) if self.output and apart else None
            self._known_target = known = Target(self.site, output)
        return known

    def _changing(self, target: Target) -> Iterator[str]:
        """Name the files that a run may write: those of the site that say nothing to pages."""
        yield from self.site.pages
        yield from target.following

    def _there(self, known: Folders | None) -> Walk:
        """Give what lies in the folder that is written to, by the last look if it is `known`."""
        if self.output is None:
            return self.site.walked
        if known is not None and known.output is not None:
            return known.output.walk()
        return walk(self.output) if self.output.is_dir() else nothing()

    def _folders(self, there: Walk) -> Folders:
        return Folders(self.site.walked, there) if self.output else Folders(there)

    def _header(self, code: bytes, target: Target) -> Header:
        """Sum up what all pages depend on, and list what is copied beside them."""
        site, pages = self.site, frozenset(self.site.pages)
        others = (path for path in (*site.files, *site.links) if path not in pages)
        return Header(
            __version__,
            self.manifest.where,
            code,
            fingerprint.whole(site),
            fingerprint.around(self._changing(target), site.walked),
            copied=() if self.output is None else tuple(others),
        )

    def _load(self, header: Header) -> frozenset[str]:
        """Take over the records that still count; give the pages that the last run had."""
        last, site = self.manifest.header, self.site
        self.records, self.shares = Records(), {}
        if last is None:
            return frozenset()
        records = self.manifest.records()
        if (last.code, last.site) == (header.code, header.site):
            same = last.around == header.around
            self.shares = remembered(records.values())
            for path in site.pages:
                record = records.get(path)
                if record and record.status != "failed" and (same or site.answers(record.asked)):
                    self.records[path] = record.kept()
        return frozenset(records)

    def _miss_own(self, target: Target) -> None:
        """Forget a page for each file of smoopt's own that is lost: that page brings it back."""
        needed = {own: path for path, record in self.records.items() for own in record.own}
        for own, path in needed.items():
            if not target.store.has_own(own):
                self.records.pop(path, None)

    def _is_fresh(self, path: str, there: Walk, target: Target) -> bool:
        """Tell whether a page and its result are as the last run left them."""
        record = self.records.get(path)
        return (
            record is not None
            and record.source.stamp == self.site.walked.files.get(path)
            and record.target.stamp == there.files.get(path)
            and record.copies == target.stamps(path, there.files)
            and (record.revisions is not None or path not in target.precached)
        )

    # What is done

    def _render(
        self,
        paths: list[str],
        target: Target,
        seen: Watcher,
        summary: Summary,
        *,
        gone: bool = False,
    ) -> list[str]:
        """Render pages, and those that must know of it; give all of them."""
        added = beside.Added(target.store, summary, dry=self.dry)
        for path in paths:
            if path in self.records:
                self.records[path] = self.records[path].kept()
        done, again, news = dict.fromkeys(paths), paths, gone
        for _ in range(_ROUNDS):
            target.look_anew()
            make = BuildJob if target.apart or self.dry else LiveJob
            job = make(self.site, self.registry, target, self.records, self.shares, dry=self.dry)
            tasks = [Task(path, self.site.walked.files.get(path, NOWHERE).size) for path in again]
            for record, files in engine.run(job, tasks, self.workers):
                news = self._keep(record) or news
                for file in files:
                    added.put(file, record.path)
                seen(1 if again is paths else 0)
            again = self._concerned(summary) if news else []
            done |= dict.fromkeys(again)
            if not again:
                break
            news = False
        for file in beside.site_files(self.site, self.registry, summary):
            added.put(file, "")
            self._own.add(file.path)
        if summary.files_written and not target.apart:
            self.site.refresh((OWN_FOLDER,))  # or it would not be noticed if they went away
        if target.has_workers and not self.dry:
            self._revise(target, summary)
        return list(done)

    def _revise(self, target: Target, summary: Summary) -> None:
        """Tell service workers of the pages, and note what is needed for that."""
        revisions = {
            path: record.revisions for path, record in self.records.items() if record.revisions
        }
        done = target.revise(revisions)
        summary.findings += done.findings
        self._own.update(done.kept)

    def _keep(self, record: Record) -> bool:
        """Keep what became of a page; tell whether others may have to know of it."""
        earlier = self.records.get(record.path)
        self.records[record.path] = record if earlier is None else record.after(earlier)
        if self.output is None and not self.dry and record.target.stamp != NOWHERE:
            self.site.walked.files[record.path] = record.target.stamp
        return record.surveyed != ({} if earlier is None else earlier.surveyed)

    def _concerned(self, summary: Summary) -> list[str]:
        """Gather anew what pages know of each other, and list those that now know otherwise."""
        was = self.shares
        # In the order of the pages, whenever they came.
        if isinstance(self.records, Records):
            self.records.arrange(self.site.pages)
        else:
            known = self.records
            self.records = {path: known[path] for path in self.site.pages if path in known}
        so_far = len(summary.findings)
        self.shares = gathered(self.records, self.site, self.registry, summary.findings)
        self._is_untold = len(summary.findings) > so_far
        differ = (path for path in was | self.shares if was.get(path) != self.shares.get(path))
        return [
            path
            for path in differ
            if path in self.records and self.records[path].status in {"changed", "unchanged"}
        ]

    def _clear(self, earlier: frozenset[str], target: Target, summary: Summary) -> None:
        """Remove what has left the site from the output."""
        if self.output is not None:
            gone = self._left(earlier - {*self.site.files, *self.site.links})
            beside.remove(target.store, gone, summary, keep=self.site.folders)

    def _finish(self, target: Target, summary: Summary) -> None:
        """Match the output's folders, and remove smoopt's own files that are needed no more."""
        store = target.store
        if self.output is not None:
            beside.match_folders(self.site, store, summary)
        if not summary.failed:
            own = self._own.union(*(record.own for record in self.records.values()))
            beside.remove(store, set(store.own_files()) - own, summary)

    def _left(self, paths: Iterable[str]) -> set[str]:
        """Give those that have left the site: what a closed folder holds nobody knows."""
        closed = tuple(f"{folder}/" for folder in self.site.closed)
        return {path for path in paths if not path.startswith(closed)}

    def _save(
        self, target: Target, header: Header, summary: Summary, *, is_all: bool = True
    ) -> None:
        """Write the manifest for the next run; `is_all`: there is no more to say than this."""
        there = walk(target.root)
        failed = any(finding.severity is Severity.ERROR for finding in summary.findings)
        whole = is_all and not failed
        whole = whole and all(self._is_fresh(path, there, target) for path in self.site.pages)
        if not target.apart:  # nothing else may have changed meanwhile
            whole = whole and fingerprint.around(self._changing(target), there) == header.around
        done = msgspec.structs.replace(
            header,
            code=b"" if self._is_untold else header.code,
            found=self._folders(there).found() if whole else b"",
            pages=len(self.records),
            skips=dict(summary.skips),
            findings=tuple(summary.findings),
        )
        self.manifest.save(done, self.records)


def build(site: Site, registry: Registry, output: Path | None, seen: Watcher) -> Summary:
    """Build a site once, in this process, with nothing remembered."""
    return Builder(site, registry, output, Manifest(None, site.root, output)).build(seen)


def outcomes(site: Site, registry: Registry) -> Iterator[Outcome]:
    """Render every page of a site in order, and write nothing; raises OSError."""
    builder = Builder(site, registry, None, Manifest(None, site.root, None), dry=True)
    for path in site.pages:
        yield builder.outcome(path, (site.root / path).read_bytes())


def undo(site: Site, seen: Watcher, workers: int = 1) -> Summary:
    """Give every page its original bytes back, and remove the files that smoopt added."""
    target, summary = Target(site, None), Summary()
    target.store.sweep(site.walked.leftovers)
    summary.findings += closed_folders(site)
    rewound = target.rewind()
    summary.findings += rewound.findings
    kept = set(rewound.kept)
    tasks = [Task(path, site.walked.files[path].size) for path in site.pages]
    for record, _ in engine.run(UndoJob(target), tasks, workers):
        summary.add(record)
        kept.update(record.own)
        seen(1)
    if not summary.failed:
        beside.remove(target.store, set(target.store.own_files()) - kept, summary)
    return summary
