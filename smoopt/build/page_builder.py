"""`PageBuilder`: renders pages, those that have to know of them, and what belongs to them."""

from collections.abc import Iterator
from pathlib import Path

from smoopt.build.additions import Additions
from smoopt.build.build_job import BuildJob, Done, LiveJob
from smoopt.build.memory.memory import Memory
from smoopt.build.memory.records import NOWHERE
from smoopt.build.memory.surveys import Shares, expected
from smoopt.build.output import beside_pages
from smoopt.build.output.target import Target
from smoopt.build.processes import engine
from smoopt.build.processes.engine import PagesDone, Task, Workers
from smoopt.build.summary import Summary
from smoopt.build.survey_job import SurveyJob
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site

# Pages that are rendered again for others' new words may have new words themselves: a few times.
_ROUNDS = 3
# A page for which a plugin takes long is as much work as one of so many bytes.
_LONG = 200_000


class PageBuilder:
    """One site and where it is built to, page by page; what becomes of them is in `memory`."""

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
        """Find what follows the pages; that takes long enough to remember it while it may be."""
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
        paths: list[str],
        target: Target,
        pages_done: PagesDone,
        summary: Summary,
        *,
        news: bool = False,
    ) -> list[str]:
        """Render pages, and those that must know of it; give all of them.

        `news` says that pages may have to know more than these will say.
        """
        added, memory = self._added, self.memory
        added.begin(target, summary)
        for path in paths:
            if path in memory.records:
                memory.records[path] = memory.records[path].kept()
        self._has_news = news
        if paths and not memory.records and self.registry.tells_most:
            memory.shares = self._expected(paths)
        done = self._rounds(paths, target, pages_done)
        if self._has_news or self._asks_for_files:
            added.ask()
        for _ in range(_ROUNDS):
            again = added.judge()
            if not again:
                break
            target.look_anew()
            done |= self._rounds(again, target, lambda _: None)
            added.ask()
        added.settle()
        if target.has_workers and not self.dry:
            self._revise(target, summary)
        return list(done)

    def _rounds(self, paths: list[str], target: Target, pages_done: PagesDone) -> dict[str, None]:
        """Render pages, and those for which they have news, and so on; give all of them."""
        memory, news = self.memory, self._has_news
        done, again = dict.fromkeys(paths), paths
        for _ in range(_ROUNDS):
            for record, files in self._done(again, target):
                news = memory.keep(record) or news
                self._added.take(record, files)
                pages_done(1 if again is paths else 0)
            self._has_news = self._has_news or news
            again = memory.concerned(self.registry) if news else []
            done |= dict.fromkeys(again)
            if not again:
                break
            news = False
            target.look_anew()  # this round has written what the next one finds
        return done

    def _done(self, paths: list[str], target: Target) -> Iterator[Done]:
        """Work on pages, and give what becomes of them."""
        stamps, memory = self.site.walked.files, self.memory
        make = BuildJob if target.apart or self.dry else LiveJob
        known = memory.records, memory.shares
        refused = self._added.refused
        job = make(self.site, self.registry, target, *known, refused=refused, dry=self.dry)
        tasks = self._tasks(paths, _LONG if self.registry.takes_long else 0)
        if engine.needs_workers(tasks, self.workers):
            self.registry.prepare()
        for done in engine.run(job, tasks, self.workers, apart=self.registry.is_apart):
            record = done.record
            if self.output is None and not self.dry and record.target.stamp != NOWHERE:
                stamps[record.path] = record.target.stamp
            yield done
        if not isinstance(self.workers, int) and not self.dry:
            for path in self.workers.interrupted():
                target.store.sweep_beside(path)

    def _expected(self, paths: list[str]) -> Shares:
        """Find out what pages are going to know of each other, before any is rendered.

        Where they say otherwise when they are rendered, that is found out as ever.
        """
        job, tasks = SurveyJob(self.site, self.registry), self._tasks(paths)
        said = engine.run(job, tasks, self.workers, apart=self.registry.is_apart)
        return expected(said, self.site, self.registry)

    def _tasks(self, paths: list[str], more: int = 0) -> list[Task]:
        """Say how much work each page is, in bytes."""
        stamps = self.site.walked.files
        return [Task(path, stamps.get(path, NOWHERE).size + more) for path in paths]

    def _revise(self, target: Target, summary: Summary) -> None:
        """Tell service workers of the pages, and note what is needed for that."""
        revisions = {
            path: record.revisions
            for path, record in self.memory.records.items()
            if record.revisions
        }
        done = target.revise(revisions)
        summary.findings += done.findings
        self._own.update(done.kept)
