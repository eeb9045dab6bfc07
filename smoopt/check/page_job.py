"""`CheckJob`: what the audit does with one page, in any process."""

from collections.abc import Iterator

import msgspec

from smoopt.build.pipeline import PluginFailed, gather, turned_off
from smoopt.check import rules
from smoopt.check.levels import Levels
from smoopt.check.rules import PageSummary, coverage
from smoopt.html.page import Page
from smoopt.model.errors import PageError, reason
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.plugin.call import Answer, Failure, contained
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site

NAME = "audit"
PLUGIN_FAILED = "plugin-failed"


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """What was found on one page, what it says to others, and why it is no usual page."""

    path: str
    findings: tuple[Finding, ...] = ()
    said: PageSummary | None = None
    skip: str = ""
    failed: bool = False


class CheckJob:
    """Read a page as it was built, and ask all rules and plugins what is wrong with it."""

    def __init__(self, site: Site, registry: Registry, levels: Levels) -> None:
        """Prepare; what `levels` leaves unsaid is dropped where it is found."""
        self.site = site
        self.registry = registry
        self.levels = levels
        self._root = str(site.root)

    def __call__(self, path: str) -> Checked:
        """Check one page; never raises for what the page, a rule or a plugin does."""
        try:
            with open(f"{self._root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - twice as fast
                page = Page(path, file.readall(), built=True)
        except OSError as error:
            return self._lost(coverage.unreadable(path, reason(error)))
        except PageError as error:
            return self._lost(coverage.failed(path, str(error)))
        checked = self.of(page)
        self.site.dependencies()  # what was asked need not be kept
        return checked

    def of(self, page: Page) -> Checked:
        """Check a page that was read already; never raises for what a rule or a plugin does."""
        findings = [*self.levels.kept(self._found(page))]
        said, fault = self._said(page)
        findings += self.levels.kept(fault)
        failed = any(finding.code == PLUGIN_FAILED for finding in findings)
        return Checked(page.path, tuple(findings), said, page.skip or "", failed)

    def lost(self, path: str) -> Checked:
        """Say that a page's worker died of it."""
        why = "the process that worked on it was ended, as systems do where memory runs out"
        return self._lost(coverage.failed(path, why))

    def _lost(self, finding: Finding) -> Checked:
        return Checked(finding.place.path, tuple(self.levels.kept([finding])), failed=True)

    def _found(self, page: Page) -> Iterator[Finding]:
        """Ask the built-in rules, then the plugins."""
        yield from coverage.of_bytes(page)
        yield from found_by(
            contained(NAME, "findings", page.place(), rules.of_page, (page, self.site))
        )
        if page.skip is not None:
            return
        plugins = self.registry.for_page(page.path)
        off = turned_off(page, plugins)
        wanted = plugins.asks("findings", "facts")
        try:
            facts = gather(page, self.site, plugins) if wanted else Facts()
        except PluginFailed as error:
            yield from error.findings
            return
        known = {"page": page, "site": self.site, "facts": facts, "shares": {}}
        for answer in plugins.call_each("findings", page.place(), off, **known):
            yield from found_by(answer)

    def _said(self, page: Page) -> tuple[PageSummary | None, list[Finding]]:
        """Sum up a page for the others."""
        answer = contained(NAME, "survey", page.place(), rules.said, (page, self.site))
        if isinstance(answer, Failure):
            return None, [answer.finding]
        said = answer.results[0] if answer else None
        return said if isinstance(said, PageSummary) else None, []


def found_by(answer: Answer | Failure | None) -> Iterator[Finding]:
    """Give what was found, with the plugin's name, or that the plugin failed."""
    if isinstance(answer, Failure):
        yield answer.finding
    elif answer is not None:
        for finding in answer.results:
            if isinstance(finding, Finding):
                own = answer.plugin == NAME
                yield finding if own else msgspec.structs.replace(finding, plugin=answer.plugin)
