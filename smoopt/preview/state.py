"""`PreviewState`: the site as it is now, with the last settings that worked.

It replaces the builder of `smoopt watch`: it builds nothing, but keeps its data up to date, and
notifies open pages.
"""

import threading
import time
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from smoopt.build.builder import Builder
from smoopt.build.page_card import card_options, page_card
from smoopt.builtin.cards import Cards
from smoopt.builtin.cards.designs_by_name import names
from smoopt.check import known_rules
from smoopt.files.walk import Walk
from smoopt.model.errors import CannotRun, SmooptError
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.preview.event_stream import EventStream
from smoopt.preview.index.indexer import Indexer
from smoopt.preview.index.search import RuleCounts
from smoopt.preview.rendering import RenderedPage, RenderSetup, SiteOverlay, render
from smoopt.site.levels import Levels
from smoopt.site.site import Site
from smoopt.site.unfit_settings import refuse_missing
from smoopt.watch.updates import CommandLine, Updates

# More changed paths than this are reported as "everything".
_MOST_NAMED = 50
# Files whose changes do not affect how other pages are built
_SILENT = (".css", ".js", ".map", ".mjs", ".woff", ".woff2")


class PreviewState(Updates):
    """One site, rendered page by page; all methods may be called from any thread."""

    def __init__(self, root: Path, command_line: CommandLine) -> None:
        """Read settings and site; raises SmooptError if they cannot be used."""
        super().__init__(root, command_line)
        self.events = EventStream()
        self.indexer = Indexer(
            lambda done, of: self.events.send("index", {"done": done, "of": of}),
            self._take_files,
        )
        self.index = self.indexer.index
        self.rule_counts = RuleCounts(self.index)
        # What is wrong with the current settings, or ""
        self.fault = ""
        self.rules: Mapping[str, Rule] = {}
        self._lock = threading.RLock()
        self._open(command_line.open())

    def _open(self, builder: Builder) -> None:
        registry = builder.registry
        registry.check(builder.site.pages)
        rules = known_rules.known_rules(registry)
        known_rules.refuse_unknown(Levels(registry.settings), rules, registry)
        refuse_missing(builder.site, registry.where)
        _ = builder.site.learnt  # computed once, not once in every worker
        with self._lock:
            self.rules = rules
            self._setup = RenderSetup(builder.site, registry, builder.workers)
            self._overlay = SiteOverlay(builder.site)
        self.indexer.restart(self._setup)

    def _take_files(self, of_site: Mapping[str, bytes]) -> None:
        with self._lock:
            self._overlay.take(of_site)

    # Reading

    @property
    def site(self) -> Site:
        """The site as it is on disk."""
        return self._setup.site

    @property
    def where(self) -> str:
        """The file that the settings are from."""
        return self._setup.registry.where

    @property
    def overlay(self) -> SiteOverlay:
        """The site as it would be once built."""
        return self._overlay

    @property
    def walked(self) -> Walk:
        """What the last scan of the site has seen."""
        return self._setup.site.walked

    @property
    def pages(self) -> int:
        """The number of pages of the site."""
        return len(self._setup.site.pages)

    def file(self, path: str) -> Path:
        """Return the path on disk of a file of the site; raises OSError if a link is on the way."""
        root = self._setup.site.root.resolve()
        if (root / path).resolve() != root / path:
            raise FileNotFoundError(f"{path} is reached by a symbolic link, which is not followed")
        return root / path

    def render(self, path: str) -> RenderedPage:
        """Render one page with the current data; raises OSError if it has been deleted."""
        with self._lock:
            setup = self._setup
            data = setup.site.opened.read(path)
            shares = self.index.shares.get(path, {})
            return render(path, data, setup.site, setup.registry, shares, self._overlay)

    def card(self, path: str, design: str) -> bytes:
        """Draw the card of a page in a design, as PNG or JPEG.

        Raises OSError if the page has been deleted, and CannotRun with the reason if no
        card can be drawn.
        """
        rendered = self.render(path)
        with self._lock:
            site, registry, _ = self._setup
            shares = self.index.shares.get(path, {})
            card = page_card(rendered.outcome, rendered.original, site, registry, shares, design)
        if card.file is None:
            raise CannotRun("; ".join(message for _, message in card.problems))
        return card.file.content

    def designs(self, rendered: RenderedPage) -> tuple[list[str], str]:
        """Return the names of card designs, and the one set for a page; none without `cards`."""
        if Cards.missing():
            return [], ""
        site, registry, _ = self._setup
        path, facts = rendered.outcome.path, rendered.outcome.facts
        return names(site.settings.own_designs), card_options(registry, path, facts).design

    def findings(self, rendered: RenderedPage) -> tuple[Finding, ...]:
        """Return the findings of a page, including those that depend on other pages."""
        across = self.index.across.get(rendered.outcome.path, [])
        codes = {finding.code for finding in across}
        # The build reports some of them as well.
        return (*across, *(finding for finding in rendered.findings if finding.code not in codes))

    # Changing

    def renew(self) -> None:
        """Read settings and site again; if they cannot be used, the previous ones stay."""
        try:
            self._open(self._command_line.open())
        except SmooptError as error:
            self.fail(str(error))
            return
        self.fault = ""
        self._announce(self._settings_saved())

    def rebuild(self, paths: Set[str] | None) -> bool:
        """Check some paths of the site, or all of it; return whether anything has changed."""
        # Without the lock: readers see the site before or after.
        site = self._setup.site
        changes, asked = site.refresh(paths)
        if not (changes or asked):
            return False
        self._overlay.follow(site)
        written = changes.made | changes.written
        pages = sorted(filter(site.is_page, written))
        self._setup.registry.check(pages)
        files = (path for path in written | changes.gone if not site.is_page(path))
        others = asked and any(not path.endswith(_SILENT) for path in files)
        self._announce(self._saved(written), written | changes.gone)
        self.indexer.reread(pages, changes.gone, others=others)
        return True

    def fail(self, fault: str) -> None:
        """Keep the current state, and record the error."""
        self.fault = fault
        self._announce(self._settings_saved())

    def close(self) -> None:
        """Do nothing, because nothing was built."""

    def stop(self) -> None:
        """End the events and the indexer."""
        self.events.end()
        self.indexer.stop()

    def _announce(self, saved: int, paths: Set[str] | None = None) -> None:
        """Send an event on changed paths (None: all), and when they were saved, in nanoseconds."""
        few = sorted(paths) if paths is not None and len(paths) <= _MOST_NAMED else None
        self.events.send("change", {"paths": few, "saved": saved // 1_000_000})

    def _settings_saved(self) -> int:
        stamps = filter(None, self._command_line.settings().values())
        return max((stamp.modified for stamp in stamps), default=time.time_ns())

    def _saved(self, paths: Iterable[str]) -> int:
        files = self.walked.files
        saved = (files[path].modified for path in paths if path in files)
        return max(saved, default=time.time_ns())
