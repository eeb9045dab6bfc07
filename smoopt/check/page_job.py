"""`CheckJob`: what the audit does with one page, in any process."""

from collections.abc import Iterator, Mapping

import msgspec

from smoopt.build.failures import PluginFailed, page_unreadable, worker_lost
from smoopt.build.page_answers import answered, gather, turned_off
from smoopt.build.page_faults import page_failed
from smoopt.build.pipeline import surveyed
from smoopt.build.processes.job import ReadingJob
from smoopt.check import rules
from smoopt.check.rules import PageSummary, coverage
from smoopt.files.folder import Folder
from smoopt.html.page import Page
from smoopt.model.errors import PageError
from smoopt.model.facts import Facts
from smoopt.model.faults import guarded
from smoopt.model.finding import Finding, Place
from smoopt.plugin.call import PLUGIN_FAILED, Answer, Call, Failure, contained
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death
from smoopt.site.levels import Levels
from smoopt.site.site import Site

NAME = "audit"
# The built-in rules are called as a plugin's hooks are.
_FINDINGS = Call(NAME, "findings", rules.of_page)
_SITE_FINDINGS = Call(NAME, "site_findings", rules.of_site)
_SURVEY = Call(NAME, "survey", rules.said)


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """What was found on one page, what it says to others, and why it is no usual page.

    `said` is for the built-in rules, `surveyed` for plugins, by their names and packed.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    said: PageSummary | None = None
    skip: str = ""
    failed: bool = False
    surveyed: Mapping[str, bytes] = {}


class CheckJob(ReadingJob[Checked]):
    """Read a page as it was built, and ask all rules and plugins what is wrong with it."""

    doing = "check"

    def __init__(self, site: Site, registry: Registry, levels: Levels) -> None:
        """Prepare; what `levels` leaves unsaid is dropped where it is found."""
        self.site = site
        self.registry = registry
        self.levels = levels

    @property
    def folder(self) -> Folder:
        """What pages are read from."""
        return self.site.opened

    def __call__(self, path: str) -> Checked:
        """Check one page; never raises for what the page, a rule or a plugin does."""
        try:
            data = self.site.opened.read(path)
        except OSError as error:
            return self._lost(page_unreadable(path, error))
        checked = guarded(
            lambda: self.of(Page(path, data, built=True)), lambda error: self.raised(path, error)
        )
        self.site.dependencies()  # what was asked need not be kept
        return checked

    def of(self, page: Page) -> Checked:
        """Check a page that was read already; never raises for what a rule or a plugin does."""
        said, fault = self._said(page)
        by_plugins, surveyed = self._asked(page)
        found = [*coverage.of_bytes(page), *self._ruled(page), *by_plugins, *fault]
        findings = tuple(self.levels.kept(found))
        failed = any(finding.code == PLUGIN_FAILED.id for finding in findings)
        return Checked(page.path, findings, said, page.skip or "", failed, surveyed)

    def lost(self, path: str, death: Death) -> Checked:
        """Say that a page's worker died of it."""
        self.registry.blame(death, Place(path))
        return self._lost(worker_lost(path, death, self.registry.strangers))

    def raised(self, path: str, error: BaseException) -> Checked:
        """Say what was raised for a page."""
        return self._lost(page_failed(path, error))

    def _lost(self, finding: Finding) -> Checked:
        return Checked(finding.place.path, tuple(self.levels.kept([finding])), failed=True)

    def _ruled(self, page: Page) -> Iterator[Finding]:
        """Ask the built-in rules."""
        found = contained(_FINDINGS, page.place(), (page, self.site))
        yield from found_by(found)

    def _asked(self, page: Page) -> tuple[list[Finding], dict[str, bytes]]:
        """Call the plugins for findings about a page, and for its records."""
        if page.skip is not None:
            return [], {}
        plugins = self.registry.for_page(page.path)
        off = turned_off(page, plugins)
        # Most of them say in `survey` what only the build needs.
        telling = {
            *plugins.taking("site_findings", "records"),
            *plugins.taking("site_findings", "reduced"),
        } - off
        wanted = plugins.taking("findings", "facts") or telling & {
            *plugins.taking("survey", "facts")
        }
        findings: list[Finding] = []
        try:
            facts = gather(page, self.site, plugins) if wanted else Facts()
            known = {"page": page, "site": self.site, "facts": facts, "shares": {}}
            answers = plugins.call_each("findings", page.place(), known, off)
            findings += (finding for answer in answers for finding in found_by(answer))
            said = answered(plugins, "survey", page, {*plugins.plugins} - telling, known)
            return findings, dict(surveyed(said, page.place()))
        except PluginFailed as error:
            return [*findings, *error.findings], {}
        except PageError as error:
            return [*findings, page_failed(page.path, error)], {}

    def _said(self, page: Page) -> tuple[PageSummary | None, list[Finding]]:
        """Sum up a page for the others."""
        answer = contained(_SURVEY, page.place(), (page, self.site))
        if isinstance(answer, Failure):
            return None, [answer.finding]
        said = answer.results[0] if answer else None
        return said if isinstance(said, PageSummary) else None, []


def found_across(said: Mapping[str, PageSummary], site: Site) -> Iterator[Finding]:
    """Give what built-in rules find only where all pages are known; in the order of the pages."""
    yield from found_by(contained(_SITE_FINDINGS, site.place, (said, site)))


def found_by(answer: Answer | Failure | None) -> Iterator[Finding]:
    """Give what was found, with the plugin's name, or that the plugin failed."""
    if isinstance(answer, Failure):
        yield answer.finding
    elif answer is not None:
        for finding in answer.results:
            if isinstance(finding, Finding):
                own = answer.plugin == NAME
                yield finding if own else msgspec.structs.replace(finding, plugin=answer.plugin)
