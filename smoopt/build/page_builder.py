"""`PageBuilder`: renders pages, those that must know of them, and the files that belong to them."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path

from smoopt.build.additions import Additions
from smoopt.build.build_job import BuildJob, Done
from smoopt.build.live_job import LiveJob
from smoopt.build.memory.memory import Memory
from smoopt.build.memory.partitions import partitions_for
from smoopt.build.memory.records import NOWHERE, Record
from smoopt.build.memory.sharded_records import ShardedRecords
from smoopt.build.memory.shares import Shares, among, put
from smoopt.build.memory.surveys import expected
from smoopt.build.output import beside_pages
from smoopt.build.output.target import Target
from smoopt.build.part_job import PartDone, PartJob, pages_of, part_tasks
from smoopt.build.processes import engine
from smoopt.build.processes.engine import Cluster, PagesDone, Task, Workers
from smoopt.build.summary import Summary
from smoopt.build.survey_job import SurveyJob
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site

# How often pages are rendered again for what others newly say: they may say something new
# themselves.
_ROUNDS = 3
# A page for which a plugin takes long is as much work as one of so many bytes.
_LONG = 200_000


class PageBuilder:
    """Builds one site into one output, page by page; the results are kept in `memory`."""

    def __init__(
        self,
        site: Site,
        registry: Registry,
        output: Path | None,
        memory: Memory,
        workers: Workers = 1,
        *,
        dry: bool = False,
    ) -> None:
        """Prepare to build in place, or into `output`; `dry` writes nothing."""
        self.site = site
        self.registry = registry
        self.output = output
        self.workers = workers
        self.dry = dry
        self.memory = memory
        memory.partitions = partitions_for(workers)
        self._added = Additions(site, registry, memory, dry=dry)
        # Files named by their content that service workers need.
        self._own: set[str] = set()
        self._known_target: Target | None = None
        # Whether to ask again for the files of the site as a whole, though pages say nothing new.
        self._asks_for_files = True
        # Whether any page said something new to others.
        self._has_news = False

    @property
    def added(self) -> Additions:
        """What plugins give beside the pages."""
        return self._added

    def _target(self) -> Target:
        """Return the target; it takes long to make, so it is kept while it is still right."""
        known = self._known_target
        if known is None or known.files is not self.site.files or known.has_workers:
            apart = self.output is not None and not self.dry
            output = beside_pages.usable(self.output) if self.output and apart else None
            self._known_target = known = Target(self.site, output)
        else:
            known.look_anew()
        return known

    def _render(
        self,
        paths: Collection[str],
        target: Target,
        pages_done: PagesDone,
        summary: Summary,
        *,
        news: bool = False,
    ) -> dict[str, None]:
        """Render pages, and then those that must know of them; return the latter.

        `news` says that pages may have to know something besides what these pages will say.
        """
        added, memory = self._added, self.memory
        added.begin(target, summary)
        for path in paths:
            known = memory.records.get(path)
            if known is not None and (kept := known.kept()) is not known:
                memory.records[path] = kept
        self._has_news = news
        is_untold = memory.is_resumed or not memory.records
        if paths and is_untold and self.registry.tells_most:
            shares = self._expected(paths)
            put(memory.shares, among(shares, paths).items())
        others = self._rounds(paths, target, pages_done)
        if self._has_news or self._asks_for_files:
            added.ask()
        for _ in range(_ROUNDS):
            if not (again := added.judge()):
                break
            target.look_anew()
            others |= dict.fromkeys(again) | self._rounds(again, target, lambda _: None)
            added.ask()
        added.settle()
        if target.has_workers and not self.dry:
            self._revise(target, summary)
        return others

    def _rounds(
        self, paths: Collection[str], target: Target, pages_done: PagesDone
    ) -> dict[str, None]:
        """Render pages, and those for which they have news, and so on; return the latter."""
        memory, news = self.memory, self._has_news
        told, again = dict[str, None](), paths
        for _ in range(_ROUNDS):
            others, workers = again, self.workers
            if isinstance(memory.records, ShardedRecords) and not isinstance(workers, int):
                others = unknown = list[str]()
                for part in self._parts_done(memory.records, workers, again, target):
                    news = self._take(part, memory.records, unknown) or news
                    pages_done(len(part.paths) if again is paths and part.written else 0)
            for record, files in self._done(others, target):
                news = memory.keep(record) or news
                self._added.take(record, files)
                pages_done(1 if again is paths else 0)
            self._has_news = self._has_news or news
            again = memory.concerned(self.registry) if news else []
            told |= dict.fromkeys(again)
            if not again:
                break
            news = False
            target.look_anew()  # this round has written what the next one finds
        return told

    def _parts_done(
        self, records: ShardedRecords, workers: Cluster, paths: Collection[str], target: Target
    ) -> Iterator[PartDone]:
        """Let a cluster work on pages, which are in order; yield runs of them as they are done."""
        if not paths:
            return
        known = records.shown()
        job = self._job(target, known, {})
        parts = PartJob(job, known, records.shelf.reserve(records.parts))
        self.registry.prepare()
        tasks = part_tasks(known, paths, self.memory.shares, self.site.walked.files)
        yield from engine.run_each(parts, tasks, workers)
        if not self.dry:
            lost = chain.from_iterable(map(pages_of, workers.interrupted()))
            target.store.sweep_beside(*lost)

    def _take(self, part: PartDone, records: ShardedRecords, unknown: list[str]) -> bool:
        """Take in what became of a run of pages; tell whether they have news for others.

        If the run of pages failed as a whole, they are added to `unknown`: any may be to blame.
        """
        if part.written is None:
            unknown += part.paths
            return False
        records.put(part.number, part.written)
        self.memory.wants.forget(part.paths)
        self.memory.wants.note(page.record for page in part.noted)
        for page in part.noted:
            self._added.take(*page)
        there = zip(part.paths, part.stamps, strict=False)
        self.site.walked.files.update((path, stamp) for path, stamp in there if stamp != NOWHERE)
        return part.has_news

    def _done(self, paths: Collection[str], target: Target) -> Iterator[Done]:
        """Work on pages, and yield their results."""
        shares = self.memory.shares
        if not isinstance(self.workers, int):
            shares = among(shares, paths)
        job = self._job(target, self.memory.known(), shares)
        stamps = self.site.walked.files
        tasks = self._tasks(paths, _LONG if self.registry.takes_long else 0)
        if engine.needs_workers(tasks, self.workers):
            self.registry.prepare()
        for done in engine.run(job, tasks, self.workers, apart=self.registry.is_apart):
            record = done.record
            if self.output is None and not self.dry and record.target.stamp != NOWHERE:
                stamps[record.path] = record.target.stamp
            yield done
        if not isinstance(self.workers, int) and not self.dry:
            target.store.sweep_beside(*self.workers.interrupted())

    def _job(self, target: Target, known: Mapping[str, Record], shares: Shares) -> BuildJob:
        make = BuildJob if target.apart or self.dry else LiveJob
        site, refused = self.site, self._added.refused
        if not isinstance(self.workers, int):
            site = site.for_workers()
            target = target.for_workers(site)
        return make(site, self.registry, target, known, shares, refused=refused, dry=self.dry)

    def _expected(self, paths: Collection[str]) -> Shares:
        """Predict what pages will know of each other, before any is rendered.

        Where they say something else when they are rendered, that counts as news.
        """
        rest = frozenset(paths)
        site = self.site if isinstance(self.workers, int) else self.site.for_workers()
        job, tasks = SurveyJob(site, self.registry), self._tasks(paths)
        said = engine.run(job, tasks, self.workers, apart=self.registry.is_apart)
        known = self.memory.records.items()
        others = ((path, record.surveyed) for path, record in known if path not in rest)
        return expected(chain(said, others), self.site, self.registry, self.memory.partitions)

    def _tasks(self, paths: Collection[str], more: int = 0) -> list[Task]:
        """Make a task of each page, with the work that it is in bytes."""
        stamps = self.site.walked.files
        return [Task(path, stamps.get(path, NOWHERE).size + more) for path in paths]

    def _revise(self, target: Target, summary: Summary) -> None:
        """Update the pages' revisions in service workers, and note own files needed for that."""
        revisions = {
            path: record.revisions
            for path, record in self.memory.records.items()
            if record.revisions
        }
        done = target.revise(revisions)
        summary.findings += done.findings
        self._own.update(done.kept)
