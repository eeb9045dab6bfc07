"""`PageIndex`: the data on all pages so far, and what follows from all of them together.

The indexer fills it in from its own thread, while other threads may read it.
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
    """The entries of all pages by path, and the findings and shares that depend on other pages."""

    def __init__(self) -> None:
        """Begin empty."""
        self.entries: dict[str, IndexEntry] = {}
        # The text to search for each page: its path and, once known, its title, one per line,
        # casefolded
        self.texts: dict[str, str] = {}
        # Findings that depend on other pages, by path
        self.across: dict[str, list[Finding]] = {}
        self.shares: Shares = {}
        # Findings of plugins from gathering what pages need to know about each other
        self._gathered: tuple[Finding, ...] = ()
        # The files that plugins add for the site as a whole, by path
        self.of_site: Mapping[str, bytes] = {}
        # Increases with each change, so that derived results can be cached
        self.version = 0

    def counts(self, path: str) -> Counts:
        """Return the counts of a page's findings, including those that depend on other pages."""
        entry = self.entries.get(path)
        own = {} if entry is None else entry.counts
        return {**own, **counts_of(self.across[path])} if path in self.across else own

    def digests(self) -> dict[str, bytes]:
        """Return the digest of every page that is known, as it was read."""
        return {path: entry.digest for path, entry in self.entries.copy().items()}

    # Changing

    def restart(self, pages: Iterable[str]) -> None:
        """Forget everything but the given paths of pages."""
        self.entries, self.across, self.shares, self.of_site = {}, {}, {}, {}
        self.texts = {path: path.casefold() for path in pages}
        self.version += 1

    def expect(self, pages: Iterable[str]) -> None:
        """Add pages that can be found by their paths until they are read."""
        self.texts |= {path: path.casefold() for path in pages if path not in self.texts}

    def put(self, path: str, entry: IndexEntry) -> None:
        """Store the entry of a page."""
        self.entries[path] = entry
        self.texts[path] = f"{path.casefold()}\n{entry.title.casefold()}"
        self.version += 1

    def forget(self, paths: Iterable[str]) -> None:
        """Forget pages that have been deleted."""
        for path in paths:
            self.entries.pop(path, None)
            self.texts.pop(path, None)

    # What follows from all pages

    def gathered_shares(self, site: Site, registry: Registry) -> Shares:
        """Gather what pages need to know about each other."""
        shares, findings, failures = gathered(Surveys(self._records(), site), registry)
        self._gathered = (*failures, *findings)
        return shares

    def take_shares(self, shares: Shares) -> list[str]:
        """Store new shares; return the known pages whose shares have changed."""
        before, self.shares = self.shares, shares
        return [path for path in differing(before, shares) if path in self.entries]

    def given_for_site(self, site: Site, registry: Registry) -> dict[str, bytes]:
        """Return the files that plugins add for the site as a whole."""
        return contents_for_site(site, registry, Surveys(self._records(), site))

    def find_across(self, site: Site, registry: Registry) -> None:
        """Collect the findings that need all pages."""
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
        """Return a copy of the entries in the order of the site's pages."""
        entries = self.entries.copy()
        return [(path, entries[path]) for path in site.pages if path in entries]
