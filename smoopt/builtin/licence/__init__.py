"""The licence of the pages: under what terms others may copy, translate and remix them."""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.per_page import PerPage
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import is_of_the_web
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates

# https://creativecommons.org/share-your-work/cclicenses/ (2026-12-01)
_CC = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<terms>by(?:-nc)?(?:-sa|-nd)?)"
    r"|publicdomain/(?P<zero>zero))/(?P<version>\d\.\d)/(?:[a-z]{2,3}/)?(?:deed\.[\w-]+|legalcode)?"
)
# https://html.spec.whatwg.org/multipage/links.html#link-type-license (2026-12-01)
_STATED = "link[rel~=license], a[rel~=license], area[rel~=license]"

_EXAMPLE = "https://creativecommons.org/licenses/by/4.0/"
MISSING = Rule(
    id="licence-missing",
    severity=Severity.WARNING,
    what="The plugin `licence` is on and is told no licence.",
    why="It adds nothing: under which terms others may use the pages, only their author can say.",
    source="",
    fix="Give the address of the licence as `url`, or turn the plugin off.",
    of_build=True,
)


class Licence(Plugin, frozen=True):
    """Say under which licence the pages are, where they do not say it themselves."""

    templates: ClassVar[str] = "smoopt.builtin.licence"

    url: Annotated[str, Meta(description="The address of the licence.")] = ""
    name: Annotated[
        str,
        Meta(description="What it is called; those of Creative Commons are known: CC BY-SA 4.0."),
    ] = ""
    notice: Annotated[
        bool, Meta(description="Whether pages of their own content show it behind their text.")
    ] = True

    def __post_init__(self) -> None:
        """Raise ValueError for what is no address, or a licence without a name to show."""
        if not self.url:
            return
        if not is_of_the_web(self.url):
            raise ValueError(f"url: {self.url!r} is no address; expected one like {_EXAMPLE}")
        if self.notice and not self._shown:
            raise ValueError(f"name: expected what {self.url} is called, which pages show")

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if self.url and self.notice and templates.replaced:
            self._notice(templates)

    @hookimpl
    def rules(self) -> Rule:
        """Describe what the configuration may lack."""
        return MISSING

    @hookimpl
    def site_findings(self) -> Iterator[Finding]:
        """Say that no licence is named."""
        if not self.url:
            yield MISSING.at(Place(""), f'expected url = "{_EXAMPLE}" or the like')

    @hookimpl
    def edits(self, page: Page, facts: Facts, templates: Templates) -> Iterator[Edit]:
        """Name the licence in the head, and on the page."""
        kind = facts.kind_or_page
        if not self.url or kind == "error" or page.document.select_one(_STATED) is not None:
            return
        because = "option url"
        if (head := slot(page, "head")) is not None:
            link = markup.link("license", self.url, xhtml=page.xhtml)
            yield Edit(Span(head, head), link, "licence link", because)
        place = slot(page, "content-end") if self.notice and kind == "page" else None
        if place is not None:
            yield Edit(Span(place, place), self._notice(templates), "licence", because, order=3)

    @property
    def _shown(self) -> str:
        """What pages show: the given name, else that of a Creative Commons licence."""
        found = _CC.fullmatch(self.url)
        if self.name or found is None:
            return self.name
        if found["zero"]:
            return f"CC0 {found['version']}"
        return f"CC {found['terms'].upper()} {found['version']}"

    def _notice(self, templates: Templates) -> str:
        pattern = templates.pattern("licence.html.j2", url=PerPage("url"), name=PerPage("name"))
        return pattern.fill(url=self.url, name=self._shown)
