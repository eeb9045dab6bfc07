"""The licence of the pages: on which terms others may copy, translate and remix them."""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from smoopt.builtin.sources.schema_org.node import main_node, nodes, read_scripts
from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.per_page import PerPage
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Fact, Facts
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import is_of_the_web
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site

# https://creativecommons.org/share-your-work/cclicenses/ (2026-12-01)
_CC = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<terms>by(?:-nc)?(?:-sa|-nd)?)"
    r"|publicdomain/(?P<zero>zero))/(?P<version>\d\.\d)/(?:[a-z]{2,3}/)?(?:deed\.[\w-]+|legalcode)?"
)
# https://html.spec.whatwg.org/multipage/links.html#link-type-license (2026-12-01)
_STATED = "link[rel~=license], a[rel~=license], area[rel~=license]"
_IN_HEAD = "license"

_EXAMPLE = "https://creativecommons.org/licenses/by/4.0/"
MISSING = Rule(
    id="licence-missing",
    severity=Severity.WARNING,
    what="The plugin `licence` is on, but no licence is set.",
    why="It adds nothing: only the author can say under which terms others may use the pages.",
    source="",
    fix="Set `url` to the address of the licence, or turn the plugin off.",
    of_build=True,
)


class Licence(Plugin, frozen=True):
    """State the licence of pages that do not state one themselves."""

    templates: ClassVar[str] = "smoopt.builtin.licence"

    url: Annotated[str, Meta(description="The address of the licence.")] = ""
    name: Annotated[
        str,
        Meta(description="The name of the licence; known for Creative Commons: CC BY-SA 4.0."),
    ] = ""
    usage: Annotated[
        str,
        Meta(
            description="The address of a page with terms of use: how to quote, to link, to ask "
            "for more rights."
        ),
    ] = ""
    usage_name: Annotated[
        str, Meta(description="The text of the link to that page; without it there is no link.")
    ] = ""
    notice: Annotated[
        bool, Meta(description="Whether content pages show the licence after their text.")
    ] = True

    def __post_init__(self) -> None:
        """Raise ValueError for what is not an address, or a licence without a name to show."""
        for option, address in (("url", self.url), ("usage", self.usage)):
            if address and not is_of_the_web(address):
                raise ValueError(
                    f"{option}: {address!r} is not an address; expected one like {_EXAMPLE}"
                )
        if self.url and self.notice and not self._shown:
            raise ValueError(f"name: expected what {self.url} is called, which pages show")

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if self._has_notice and templates.replaced:
            self._notice(templates)

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on what the configuration may lack."""
        return MISSING

    @hookimpl
    def site_findings(self) -> Iterator[Finding]:
        """Report that no licence is named."""
        if not (self.url or self.usage):
            yield MISSING.at(Place(""), f'expected url = "{_EXAMPLE}" or the like')

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts | None:
        """Return the licence: 1. the one that the page's head names; 2. the option."""
        if not _is_stated(page):
            usage = Fact(self.usage, "option usage") if self.usage else None
            licence = Fact(self.url, "option url") if self.url else None
            return Facts(licence=licence, usage_info=usage)
        # In the body it may be the licence of a picture.
        named = page.tags(_IN_HEAD)
        url = site.resolve(page, named[0].value) if len(named) == 1 else ""
        if not is_of_the_web(url):
            return None
        return Facts(licence=page.fact(url, "link license", named[0].element))

    @hookimpl
    def edits(self, page: Page, facts: Facts, templates: Templates) -> Iterator[Edit]:
        """Name the licence on the page, and in the head if the page shows none."""
        kind = facts.kind_or_page
        if kind == "error" or _is_stated(page):
            return
        because = "option url" if self.url else "option usage"
        place = slot(page, "content-end") if self._has_notice and kind == "page" else None
        if place is not None:
            yield Edit(Span(place, place), self._notice(templates), "licence", because, order=3)
        # The notice has `rel=license` as well, unless a site's own template leaves it out.
        is_said = place is not None and not templates.replaced
        if self.url and not is_said and (head := slot(page, "head")) is not None:
            link = markup.link("license", self.url, xhtml=page.xhtml)
            yield Edit(Span(head, head), link, "licence link", because)

    @property
    def _has_notice(self) -> bool:
        return self.notice and bool(self.url or (self.usage and self.usage_name))

    @property
    def _shown(self) -> str:
        """The licence's name: the given one, else that of a Creative Commons licence."""
        found = _CC.fullmatch(self.url)
        if self.name or found is None:
            return self.name
        if found["zero"]:
            return f"CC0 {found['version']}"
        return f"CC {found['terms'].upper()} {found['version']}"

    def _notice(self, templates: Templates) -> str:
        pattern = templates.pattern(
            "licence.html.j2",
            has_licence=bool(self.url),
            url=PerPage("url"),
            name=PerPage("name"),
            has_usage=bool(self.usage and self.usage_name),
            usage=PerPage("usage"),
            usage_name=PerPage("usage_name"),
        )
        return pattern.fill(
            url=self.url, name=self._shown, usage=self.usage, usage_name=self.usage_name
        )


def _is_stated(page: Page) -> bool:
    """Return whether a page states its licence, or that of something in it."""
    if "licence" not in page.memo:
        read = (node for script in read_scripts(page).read for node in nodes(script.value))
        about = main_node(page, read)
        is_linked = page.document.select_one(_STATED) is not None
        page.memo["licence"] = is_linked or (about is not None and "license" in about)
    return page.memo["licence"] is True
