"""`PageIndex`: the data about all pages so far, and what follows from all of them together.

The indexer fills it in from a thread of its own, and everybody may read it meanwhile.
"""

from collections.abc import Iterable, Mapping
from itertools import chain

from smoopt.build.memory.partitions import Surveys
from smoopt.build.memory.records import Record
from smoopt.build.memory.shares import Shares, differing
from smoopt.build.memory.surveys import gathered
from smoopt.build.site_files import contents_for_site
from smoopt.build.site_findings import of_plugins
from smoopt.check.page_job import found_across
from smoopt.model.finding import Finding
from smoopt.plugin.registry import Registry
from smoopt.preview.index.index_entry import Counts, IndexEntry, counts_of
from smoopt.site.levels import Levels
from smoopt.site.site import Site


class PageIndex:
    """The entries of all pages by path, and what pages have to do with each other."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.entries: dict[str, IndexEntry] = {}
        # What pages are found by: path and, once it is known, title, a line each, case folded.
        self.texts: dict[str, str] = {}
        # Findings that other pages bring about.
        self.across: dict[str, list[Finding]] = {}
        self.shares: Shares = {}
        # What plugins found when they brought together what pages say.
        self._gathered: tuple[Finding, ...] = ()
        # The files that plugins give for the site as a whole, by path.
        self.of_site: Mapping[str, bytes] = {}
        # Goes up whenever anything changes, so that what follows from it can be kept.
        self.version = 0

    def counts(self, path: str) -> Counts:
        """Count the findings of a page, its own and those that other pages bring about."""
        entry = self.entries.get(path)
        own = {} if entry is None else entry.counts
        return {**own, **counts_of(self.across[path])} if path in self.across else own

    def digests(self) -> dict[str, bytes]:
        """Give the digest of every page that is known, as it was read."""
        return {path: entry.digest for path, entry in self.entries.copy().items()}

    # What changes

    def restart(self, pages: Iterable[str]) -> None:
        """Forget everything but the paths of pages."""
        self.entries, self.across, self.shares, self.of_site = {}, {}, {}, {}
        self.texts = {path: path.casefold() for path in pages}
        self.version += 1

    def expect(self, pages: Iterable[str]) -> None:
        """Let pages be found by their paths until they are read."""
        self.texts |= {path: path.casefold() for path in pages if path not in self.texts}

    def put(self, path: str, entry: IndexEntry) -> None:
        """Take what was found out of a page."""
        self.entries[path] = entry
        self.texts[path] = f"{path.casefold()}\n{entry.title.casefold()}"
        self.version += 1

    def forget(self, paths: Iterable[str]) -> None:
        """Forget pages that have gone."""
        for path in paths:
            self.entries.pop(path, None)
            self.texts.pop(path, None)

    # What follows from all pages

    def gathered_shares(self, site: Site, registry: Registry) -> Shares:
        """Gather what pages need to know of each other."""
        shares, findings, failures = gathered(Surveys(self._records(), site), registry)
        self._gathered = (*failures, *findings)
        return shares

    def take_shares(self, shares: Shares) -> list[str]:
        """Take new shares, and list the known pages that need to know something else now."""
        before, self.shares = self.shares, shares
        return [path for path in differing(before, shares) if path in self.entries]

    def given_for_site(self, site: Site, registry: Registry) -> dict[str, bytes]:
        """Ask plugins for the files of the site as a whole."""
        return contents_for_site(site, registry, Surveys(self._records(), site))

    def find_across(self, site: Site, registry: Registry) -> None:
        """Find what shows only when all pages are known."""
        said = {
            path: entry.summary for path, entry in self._in_order(site) if entry.summary is not None
        }
        found: dict[str, list[Finding]] = {}
        by_plugins = of_plugins(site, registry, Surveys(self._records(), site))
        everything = chain(found_across(said, site), self._gathered, by_plugins)
        for finding in Levels(site.settings).kept(everything):
            found.setdefault(finding.place.path, []).append(finding)
        self.across = found
        self.version += 1

    def _records(self) -> dict[str, Record]:
        entries = self.entries.copy().items()
        return {
            path: Record(path, entry.status, surveyed=entry.surveyed) for path, entry in entries
        }

    def _in_order(self, site: Site) -> list[tuple[str, IndexEntry]]:
        """Give the entries as they are at this moment, in the order of the site's pages."""
        entries = self.entries.copy()
        return [(path, entries[path]) for path in site.pages if path in entries]
