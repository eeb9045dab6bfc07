"""`Builder`: build a whole site, every page through the pipeline and to the disk."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from smoopt.build.memory.fingerprint import Folders, repeated
from smoopt.build.memory.header import Header
from smoopt.build.memory.manifest import Manifest
from smoopt.build.memory.memory import Memory
from smoopt.build.outcome import Outcome
from smoopt.build.output import beside_pages
from smoopt.build.output.target import Target
from smoopt.build.page_answers import gather
from smoopt.build.page_builder import PageBuilder
from smoopt.build.pipeline import transform
from smoopt.build.processes.engine import PagesDone, Workers
from smoopt.build.site_findings import SiteFindings
from smoopt.build.summary import Summary
from smoopt.files.stored_files import stamps_along
from smoopt.files.stored_walk import anything_like
from smoopt.files.walk import Walk
from smoopt.html.page import Page
from smoopt.model.facts import Facts
from smoopt.plugin.hooks import Shares
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site
from smoopt.site.unfit_settings import refuse_missing


class Builder(PageBuilder):
    """Builds one site into one output; `memory` carries what a run learns over to the next."""

    def __init__(
        self,
        site: Site,
        registry: Registry,
        output: Path | None,
        manifest: Manifest,
        workers: Workers = 1,
        *,
        dry: bool = False,
        otherwise: Folders | None = None,
    ) -> None:
        """Prepare to build in place, or into `output`; `dry` writes nothing.

        `otherwise` holds the folders as they were just seen, where they are not as the last run
        left them.
        """
        memory = Memory(site, output, manifest, dry=dry)
        super().__init__(site, registry, output, memory, workers, dry=dry)
        self._kept = site.keep_files_in(manifest.kept_files())
        self._otherwise = otherwise
        # Whether there were findings that neither the records nor `site_findings` would repeat.
        self._said_more = False
        self._of_site = SiteFindings(site, registry, self.memory.surveys)

    def build(self, pages_done: PagesDone) -> Summary:
        """Build every page that is not up to date.

        A page or file that cannot be written becomes a finding, and the build goes on.
        """
        is_new = self.dry or self._otherwise is not None
        there, last = self._there(), self.memory.manifest.header
        again = None if is_new else repeated(last, self.site.settings, self.memory.folders(there))
        if again is None:
            self.registry.check(self.site.pages)
            refuse_missing(self.site, self.registry.where)
            return self._build(there, last, pages_done)
        self.memory.leave()
        self._said_more = bool(again.findings)
        self._of_site.said = tuple(again.findings)
        pages_done(again.statuses.total())
        return again

    def _build(self, there: Walk, last: Header | None, pages_done: PagesDone) -> Summary:
        """Build what has changed since `last`; `there` is a walk of the output."""
        target, memory, summary = self._target(), self.memory, Summary()
        header = memory.sum_up(target)
        gone = memory.take_over(header)
        memory.miss_added(target.store, self._added.begin(target, summary).there)
        new = memory.stale(there, target) if memory.records else self.site.pages
        paths = memory.partitions.paths(new)
        pages_done(len(self.site.pages) - len(paths))
        if not self.dry:
            target.store.sweep(there.leftovers)
            # Before a new file or folder takes the place of one that has left the site.
            self._make_ready(chain(gone, last.copied if last else ()), there, target, summary)
            following = target.following | self._added.texts.followers()
            others = (path for path in header.copied if path not in following)
            beside_pages.copy(self.site, target.store, others, summary)
        news = memory.is_retold or bool(gone)
        self._render(paths, target, pages_done, summary, news=news)
        self._said_more = bool(summary.findings)
        self._of_site.look()
        summary.findings[:0] = (*self._of_site.said, *memory.found)
        for path in self.site.pages:
            if path in memory.records:  # else it became a page during the build
                summary.add(memory.records[path])
        if not self.dry:
            so_far = len(summary.findings)
            self._finish(target, summary)
            self._said_more = self._said_more or len(summary.findings) > so_far
        summary.judge(self.site.settings)
        if not self.dry:
            memory.save(target, header, summary)
        return summary

    def outcome(self, path: str, data: bytes) -> Outcome:
        """Render one page with what is known of the others, and write nothing."""
        return transform(path, data, self.site, self.registry, self._shares(path))

    def facts(self, page: Page) -> Facts:
        """Gather what is known of one page; raises PluginFailed if a plugin fails."""
        plugins = self.registry.for_page(page.path)
        return gather(page, self.site, plugins, self._shares(page.path))

    def _shares(self, path: str) -> Shares:
        """Return what plugins know of a page from others; builds the site first where needed."""
        memory = self.memory
        if not memory.records and self.registry.base.having("gather"):
            memory.take_over(memory.sum_up(self._target()))
            if path not in memory.records or memory.is_retold:
                self.build(lambda _: None)
        return memory.shares.get(path, {})

    # What is there

    def _there(self) -> Walk:
        """Return a walk of the folder that is written to, from the last look if there was one."""
        known, self._otherwise = self._otherwise, None  # as large as the site: let go of it
        if self.output is None:
            return self.site.walked
        if known is not None and known.output is not None:
            return known.output.walk()
        return anything_like(self.site.walked, self.output).walk()

    # What is done

    def _make_ready(
        self, earlier: Iterable[str], there: Walk, target: Target, summary: Summary
    ) -> None:
        """Remove what has left the site from the output, and list what is about to be added."""
        if self.output is None:
            return
        site, planned = self.site, self.memory.manifest.planned_files()
        earlier = chain(earlier, planned.left() if planned else ())
        gone = self._left(path for path in earlier if not site.holds(path))
        beside_pages.remove(target.store, gone, summary, keep=site.folders)
        if planned:
            stamps = stamps_along(there.files, site.files)
            files = (path for path, seen in zip(site.files, stamps, strict=True) if seen is None)
            planned.add(chain(files, (path for path in site.links if path not in there.links)))

    def _finish(self, target: Target, summary: Summary) -> None:
        """Match the output's folders, remove own files that nobody needs, and sync the rest."""
        if self.output is not None:
            beside_pages.match_folders(self.site, target.store, summary)
        self._tidy(target, summary)
        summary.findings += target.sync()

    def _tidy(self, target: Target, summary: Summary) -> None:
        """Remove smoopt's own files that are no longer needed, unless any page is stuck."""
        if not self._added.is_stuck:
            own = self._own | self._added.own
            for record in self.memory.records.values():
                own.update(record.own)
            beside_pages.remove(target.store, set(target.store.own_files()) - own, summary)
            if self._kept is not None:
                self._kept.keep_only(own)

    def _left(self, paths: Iterable[str]) -> set[str]:
        """Return the paths, but for those in unreadable folders: they may still be in the site."""
        closed = tuple(f"{folder}/" for folder in self.site.closed)
        return {path for path in paths if not path.startswith(closed)}


def build(site: Site, registry: Registry, output: Path | None, pages_done: PagesDone) -> Summary:
    """Build a site once, in this process, with nothing remembered."""
    return Builder(site, registry, output, Manifest(None, site.root, output)).build(pages_done)
