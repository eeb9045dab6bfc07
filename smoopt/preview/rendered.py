"""`Rendered`: one page as smoopt would write it, and all that there is to see of it."""

from collections.abc import Iterator
from typing import NamedTuple

from smoopt.build.pipeline import Outcome, transform
from smoopt.check.page_job import CheckJob
from smoopt.check.rules import PageSummary
from smoopt.html.diff import diff
from smoopt.html.marks import pristine
from smoopt.html.page import Page
from smoopt.html.source import Source
from smoopt.model.errors import PageError
from smoopt.model.finding import Finding
from smoopt.plugin.hooks import Shares
from smoopt.plugin.registry import Registry
from smoopt.preview.overlay import Overlay
from smoopt.site.levels import Levels
from smoopt.site.site import Site


class Rendered(NamedTuple):
    """What became of a page; `page` is the finished one, None where it cannot be read.

    `original` are the bytes without smoopt's additions, so that a site built in place shows what
    smoopt did to it.
    """

    outcome: Outcome
    original: bytes
    page: Page | None
    findings: tuple[Finding, ...]
    said: PageSummary | None = None

    @property
    def title(self) -> str:
        """What the page is called, "" where nothing tells."""
        fact = self.outcome.facts.title
        if fact is not None:
            return fact.value
        element = self.page and self.page.document.find("title")
        return " ".join(element.text.split()) if element else ""

    def changes(self) -> Iterator[str]:
        """Give the unified diff of the page."""
        return diff(self.outcome.path, self.original, self.outcome.data)


def look(
    path: str, data: bytes, site: Site, registry: Registry, shares: Shares, overlay: Overlay
) -> Rendered:
    """Render a page and read the result; never raises for what the page does."""
    outcome = transform(path, data, site, registry, shares)
    overlay.add(outcome.files)
    try:
        page = Page(path, outcome.data, built=True)
        original = pristine(Source(data))
    except PageError:
        return Rendered(outcome, data, None, outcome.findings)
    levels = Levels(registry.settings)
    checked = CheckJob(overlay.site, registry, levels).of(page)
    codes = {finding.code for finding in checked.findings}
    # What the build says and the audit does not: of the page as it was.
    built = (finding for finding in levels.kept(outcome.findings) if finding.code not in codes)
    return Rendered(outcome, original, page, (*checked.findings, *built), checked.said)
