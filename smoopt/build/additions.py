"""`Additions`: the files that plugins give in a run, for pages and for the site as a whole."""

from collections.abc import Iterable, Iterator

from smoopt.build.failures import not_written
from smoopt.build.given_files import Given, conflicts, given, refusal
from smoopt.build.memory.memory import Memory
from smoopt.build.memory.records import Record
from smoopt.build.output.fixed_files import FixedFiles
from smoopt.build.output.target import Target
from smoopt.build.output.text_edits import TextEdits
from smoopt.build.site_files import given_for_site
from smoopt.build.summary import Summary
from smoopt.files.added_files import Digests
from smoopt.files.text_files import TextFiles
from smoopt.files.walk import order
from smoopt.html.skip import Skip
from smoopt.model.edits import OWN_FOLDER, File
from smoopt.model.errors import SiteError
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site


class Additions:
    """Files that plugins give: held until all are known, judged together, then written.

    `refused` maps each path at which no file may be added to the reason; `offered` holds what a dry
    run would write, by path and content, if it is still needed at the end.
    """

    def __init__(self, site: Site, registry: Registry, memory: Memory, *, dry: bool) -> None:
        """Start without files; with `dry`, nothing is written."""
        self._site = site
        self._registry = registry
        self._memory = memory
        self._dry = dry
        self.refused: dict[str, str] = {}
        # What plugins gave for the site as a whole: files (None: not asked yet), edits and
        # findings.
        self._of_site: list[File] | None = None
        self._edits: list[FileEdit] = []
        self.offered: dict[tuple[str, bytes], File] = {}
        self._said: list[Finding] = []
        self._is_asked = False
        self._digests = site.digests
        self._texts = site.texts
        self._has_begun = False

    @property
    def own(self) -> set[str]:
        """The files named by their content that the site as a whole needs."""
        named = {file.path for file in self._of_site or () if not file.fixed}
        return named | self.texts.own

    def begin(self, target: Target, summary: Summary) -> FixedFiles:
        """Read which files earlier runs added to the target; findings go to `summary`."""
        if not self._digests.are_of(target.opened):
            apart = target.apart
            self._digests = Digests(target.opened) if apart else self._site.digests
            self._texts = TextFiles(target.opened) if apart else self._site.texts
        self._target, self._summary = target, summary
        self.texts = TextEdits(self._site, target, self._texts, summary)
        self._fixed = FixedFiles(target.store, self._digests, self._site.folders)
        self._fixed.disown(path for path in self._fixed.there if self._site.has(path))
        if not self._has_begun:  # `judge` finds later refusals
            self._has_begun, self.refused = True, self._refusals()
        return self._fixed

    def take(self, record: Record, files: Iterable[File]) -> None:
        """Take in a page's record, and the files that plugins gave for it."""
        if record.skip == Skip.ADDED and not self._target.apart:
            self._fixed.adopt(record.path)
        for file in files:
            self._put(file)

    def ask(self) -> None:
        """Ask plugins for the files of the whole site, with what was surveyed of all pages."""
        self._of_site, self._edits, self._said = [], [], []
        self._is_asked = True
        for one in given_for_site(self._site, self._registry, self._memory.surveys()):
            match one:
                case FileEdit():
                    self._edits.append(one)
                case Finding():
                    self._said.append(one)
                case File():
                    self._of_site.append(one)
                    self._put(one)

    def is_lacking(self) -> bool:
        """Tell whether the files of the whole site are unknown, or one is missing or changed."""
        opened, there = self._target.opened, self._fixed.there
        wanted = [one for one in given(self._of_site or ()) if one.path not in self.refused]
        return (
            self._of_site is None
            or any(there.get(one.path) != one.digest for one in wanted)
            or not all(opened.status(file.path) for file in self._of_site if not file.fixed)
        )

    def _put(self, file: File) -> None:
        """Write a file that is named by its content; hold any other until all are known."""
        if self._dry:
            self.offered[file.path, file.content] = file
        if file.fixed:
            self._fixed.take(file)
        elif not self._dry:
            try:
                store = self._target.store
                self._summary.files_written += store.put(file.path, file.content)
            except (OSError, SiteError) as error:
                self._summary.findings.append(not_written(file.path, error))

    # All together

    def judge(self) -> list[str]:
        """Find out which files are refused; return the pages to render again because of that."""
        was, now = self.refused, self._refusals()
        self.refused = now
        differ = was.keys() ^ now.keys()
        concerned = (
            page
            for page, files in self.wanted().items()
            if page and not differ.isdisjoint(one.path for one in files)
        )
        return sorted(concerned, key=order)

    def _refusals(self) -> dict[str, str]:
        """Find the paths that are refused, because of an existing file or a conflict."""
        wanted = self.wanted()
        paths = sorted({one.path for files in wanted.values() for one in files})
        faults = {path: why for path in paths if (why := self._fixed.fault(path))}
        return dict(conflicts(wanted)) | faults

    def wanted(self) -> dict[str, tuple[Given, ...]]:
        """Return the files at fixed addresses by page, and under "" those of the whole site."""
        memory = self._memory
        of_pages = {
            page: files for page, files in memory.wants.by_page.items() if page in memory.records
        }
        return {**of_pages, "": given(self._of_site or ())}

    def settle(self) -> None:
        """Write the accepted files, remove those no longer wanted, and report the refused ones."""
        if self._is_asked:
            self.texts.settle(self._edits, dry=self._dry)
            self._is_asked = False
        self._summary.findings += self._said
        for one in given(self._of_site or ()):
            if why := self.refused.get(one.path):
                finding = refusal(one.plugin, one.path, why, self._site.place)
                self._summary.findings.append(finding)
        if self._dry:
            return
        # A stuck page may refer to any of these files.
        keep = self._fixed.there if self.is_stuck else ()
        touched = self._fixed.settle(dict(self.needed()), self._summary, keep)
        if not self._target.apart and (touched or self._summary.files_written):
            # So that it is noticed when these files go away.
            self._site.refresh((OWN_FOLDER, *touched))
            for path in touched.difference(self._site.pages):
                self._memory.records.pop(path, None)

    def stale(self) -> list[str]:
        """List the added files that are no longer needed."""
        needed = self._fixed.there.keys() if self.is_stuck else dict(self.needed()).keys()
        return sorted(self._fixed.there.keys() - needed)

    @property
    def is_stuck(self) -> bool:
        """Tell whether any page is stuck: it may refer to any added file."""
        return any(path in self._memory.records for path in self._memory.wants.stuck)

    def needed(self) -> Iterator[tuple[str, str]]:
        """Yield the paths of the files to write, with their digests."""
        for page, files in self.wanted().items():
            if any(one.path in self.refused for one in files) and page:
                continue
            yield from ((one.path, one.digest) for one in files if one.path not in self.refused)
