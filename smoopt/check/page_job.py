"""`CheckJob`: the audit of one page, in any process."""

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
    """The findings on one page, its summary, and why it was skipped, if it was.

    `said` is its summary for the built-in rules, `surveyed` its packed records for plugins, by
    their names.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    said: PageSummary | None = None
    skip: str = ""
    failed: bool = False
    surveyed: Mapping[str, bytes] = {}


class CheckJob(ReadingJob[Checked]):
    """Reads a page as it was built, and applies all rules and plugins to it."""

    doing = "check"

    def __init__(self, site: Site, registry: Registry, levels: Levels) -> None:
        """Prepare; findings that `levels` excludes are dropped here."""
        self.site = site
        self.registry = registry
        self.levels = levels

    @property
    def folder(self) -> Folder:
        """The folder from which pages are read."""
        return self.site.opened

    def __call__(self, path: str) -> Checked:
        """Check one page; never raises for errors in the page, a rule or a plugin."""
        try:
            data = self.site.opened.read(path)
        except OSError as error:
            return self._lost(page_unreadable(path, error))
        checked = guarded(
            lambda: self.of(Page(path, data, built=True)), lambda error: self.raised(path, error)
        )
        self.site.dependencies()  # recorded dependencies are not needed here
        return checked

    def of(self, page: Page) -> Checked:
        """Check a page that has been read; never raises for errors in a rule or a plugin."""
        said, fault = self._said(page)
        by_plugins, surveyed = self._asked(page)
        found = [*coverage.of_bytes(page), *self._ruled(page), *by_plugins, *fault]
        findings = tuple(self.levels.kept(found))
        failed = any(finding.code == PLUGIN_FAILED.id for finding in findings)
        return Checked(page.path, findings, said, page.skip or "", failed, surveyed)

    def lost(self, path: str, death: Death) -> Checked:
        """Return the finding that a worker died of a page."""
        self.registry.blame(death, Place(path))
        return self._lost(worker_lost(path, death, self.registry.strangers))

    def raised(self, path: str, error: BaseException) -> Checked:
        """Return the finding on an exception that a page raised."""
        return self._lost(page_failed(path, error))

    def _lost(self, finding: Finding) -> Checked:
        return Checked(finding.place.path, tuple(self.levels.kept([finding])), failed=True)

    def _ruled(self, page: Page) -> Iterator[Finding]:
        """Apply the built-in rules."""
        found = contained(_FINDINGS, page.place(), (page, self.site))
        yield from found_by(found)

    def _asked(self, page: Page) -> tuple[list[Finding], dict[str, bytes]]:
        """Call the plugins for their findings on a page and for its records."""
        if page.skip is not None:
            return [], {}
        plugins = self.registry.for_page(page.path)
        off = turned_off(page, plugins)
        # Most records from `survey` are for the build only.
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
        """Return the summary of a page for the rules across pages, or the failure to make one."""
        answer = contained(_SURVEY, page.place(), (page, self.site))
        if isinstance(answer, Failure):
            return None, [answer.finding]
        said = answer.results[0] if answer else None
        return said if isinstance(said, PageSummary) else None, []


def found_across(said: Mapping[str, PageSummary], site: Site) -> Iterator[Finding]:
    """Yield the findings of built-in rules that need all pages."""
    yield from found_by(contained(_SITE_FINDINGS, site.place, (said, site)))


def found_by(answer: Answer | Failure | None) -> Iterator[Finding]:
    """Yield a hook's findings, marked with the plugin's name, or the one that the plugin failed."""
    if isinstance(answer, Failure):
        yield answer.finding
    elif answer is not None:
        for finding in answer.results:
            if isinstance(finding, Finding):
                own = answer.plugin == NAME
                yield finding if own else msgspec.structs.replace(finding, plugin=answer.plugin)
