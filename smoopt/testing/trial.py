"""A site on trial: it is built in a temporary folder in several ways, which must come to the same.

What a single hook does wrong is found by asking it (asking.py), before anything is built.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from smoopt.build.builder import Builder
from smoopt.build.failures import PAGE_FAILED
from smoopt.build.memory.manifest import Manifest
from smoopt.build.undo import undo
from smoopt.check.known_rules import known_rules
from smoopt.check.run import audit
from smoopt.files.added_files import LIST
from smoopt.html.source_text import Source
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.plugin.call import PLUGIN_FAILED
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from smoopt.testing.asking import Asking, failure
from smoopt.testing.differing import differing_files
from smoopt.testing.given_case import Case

# pytest shows a failure without the frames of this module.
__tracebackhide__ = True
# In how many builds the pages come that come one after another.
_STEPS = 4
_FAILURES = frozenset({PLUGIN_FAILED.id, PAGE_FAILED.id})


class Trial:
    """One case, built in a folder; what came of it is held until it is asked for."""

    def __init__(self, case: Case, folder: Path) -> None:
        """Write the site, and make the plugins; raises ConfigError or PluginError."""
        self._case = case
        self._folder = folder
        self._root = folder / "site"
        self._registry = case.registry()
        self.findings: tuple[Finding, ...] = ()
        self._built: dict[str, bytes] = {}
        self.facts: dict[str, Facts] = {}
        self.skipped: dict[str, str] = {}
        _write(self._root, case.files, case.files)

    # The laws

    def hold_laws(self) -> None:
        """Build the site and try every law; raises AssertionError for the first that is broken."""
        case = self._case
        # First each hook by itself: a build would stumble over what a hook does to the tree.
        asking = Asking(Site(self._root, case.settings), self._registry, case.names)
        asking.pages(case.pages, {})
        builder = self._builder(self._root)
        self.findings = self._said(builder.build(_unseen).findings)
        if builder.memory.shares:
            asking.pages(case.pages, builder.memory.shares)
        asking.whole(builder.memory.records)
        self._note(builder)
        self._build_again()
        self._build_in_steps()
        self._undo()

    def _note(self, builder: Builder) -> None:
        """Hold what came of the build."""
        self._built = _contents(self._root)
        for path in self._case.pages:
            outcome = builder.outcome(path, self._built[path])
            self.facts[path] = outcome.facts
            if outcome.skip is not None:
                self.skipped[path] = outcome.skip.value

    def _said(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings of the plugins on trial; raises AssertionError for forbidden ones."""
        rules, own = known_rules(self._registry), []
        for finding in findings:
            if finding.code in _FAILURES:
                raise failure(finding)
            if finding.plugin not in self._case.names:
                continue
            if finding.code not in rules and not finding.code.startswith(f"{finding.plugin}-"):
                raise AssertionError(
                    f"{finding.place}: the plugin {finding.plugin!r} finds {finding.code!r}, "
                    "which its hook 'rules' does not describe; expected a Rule with this id, or "
                    f"an id that begins with '{finding.plugin}-'"
                )
            own.append(finding)
        return tuple(own)

    def _build_again(self) -> None:
        self._builder(self._root).build(_unseen)
        _refuse_other("a second build changed", self._built, _contents(self._root))

    def _build_in_steps(self) -> None:
        """Build a site to which the pages come one after another, the last first."""
        root, memory = self._folder / "steps", self._folder / "manifest"
        files, pages = self._case.files, [*reversed(self._case.pages)]
        _write(root, files, files.keys() - set(pages))
        size = max(1, -(-len(pages) // _STEPS))
        for first in range(0, len(pages), size):
            _write(root, files, pages[first : first + size])
            self._builder(root, memory).build(_unseen)
        known = "built as pages came one after another, the last first, the site is another, in"
        _refuse_other(known, self._built, _contents(root))

    def _undo(self) -> None:
        root = self._folder / "undone"
        _write(root, self._built, self._built)
        undo(Site(root, Settings()), _unseen)
        _refuse_other("undo did not give the site back:", self._case.files, _contents(root))

    # What came of it

    def pages(self) -> dict[str, str]:
        """Give the text of every page."""
        return {path: Source(self._built[path]).text for path in self._case.pages}

    def added(self) -> dict[str, bytes]:
        """Give every file that was added, or added to, but the list that smoopt makes of them."""
        files, pages = self._case.files, {*self._case.pages, LIST}
        return {
            path: content
            for path, content in self._built.items()
            if path not in pages and files.get(path) != content
        }

    def audited(self) -> tuple[Finding, ...]:
        """Give what the plugins find in the finished site; raises AssertionError."""
        site = Site(self._root, self._case.settings, built=True)
        return self._said(audit(site, self._registry, 1, _unseen).findings)

    def _builder(self, root: Path, memory: Path | None = None) -> Builder:
        """Give what a run has that remembers nothing, or what stands in `memory`."""
        site = Site(root, self._case.settings)
        return Builder(site, self._case.registry(), None, Manifest(memory, root, None))


def _unseen(_: int) -> None:
    """Show no progress."""


def _write(root: Path, files: Mapping[str, bytes], paths: Iterable[str]) -> None:
    root.mkdir(exist_ok=True)
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files[path])


def _contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def _refuse_other(what: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    if differs := differing_files(before, after):
        raise AssertionError(f"{what} {differs}")
