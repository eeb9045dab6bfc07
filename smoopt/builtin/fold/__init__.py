"""Puts the bars after a page's text into one box that readers open."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from smoopt.builtin.fold.box import box, try_out
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import suggestion
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.installed import OWN, others
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site

UNKNOWN = Rule(
    id="fold-unknown",
    severity=Severity.WARNING,
    what="The option `plugins` of `fold` names a plugin that does not exist.",
    why="The name may be misspelt. The bar of the plugin that was meant stays outside the box.",
    source="",
    fix="Write the plugin's name as in its table.",
    of_build=True,
)


class Fold(Plugin, frozen=True):
    """Put the bars of other plugins after the text into one box, collapsed at first."""

    templates: ClassVar[str] = "smoopt.builtin.fold"

    plugins: Annotated[
        tuple[str, ...], Meta(description="The plugins whose bars go into the box.")
    ] = ("bookmarks", "markdown", "cite", "qr", "backlinks")
    is_open: Annotated[bool, Meta(description="Whether the box is open at first.")] = False

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on options without effect."""
        return UNKNOWN

    @hookimpl
    def site_findings(self, site: Site) -> Iterator[Finding]:
        """Report names of unknown plugins: nothing of theirs will be in the box."""
        known = {*OWN, *others(), *site.settings.plugins}
        for name in self.plugins:
            if name not in known:
                hint = suggestion(name, known, "'")
                yield UNKNOWN.at(site.place, f"plugins: no plugin is named {name!r}{hint}")

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError or ValueError for a template that is wrong."""
        if templates.replaced:
            try_out(templates, is_open=self.is_open)

    @hookimpl
    def edits(self, page: Page, facts: Facts, templates: Templates) -> Iterator[Edit]:
        """Put the box around the parts after the text, if there are several."""
        place = None if page.framework else slot(page, "content-end")
        if place is not None:
            language = facts.language.value if facts.language else ""
            begins, ends = box(language, templates, is_open=self.is_open)
            yield Edit(
                Span(place, place),
                begins,
                "box",
                f"several of {', '.join(self.plugins)} stand behind the text",
                order=2,
                closing=ends,
                around=self.plugins,
            )
