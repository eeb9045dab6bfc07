"""A page's focus phrase, by which it should be found, and where the page contains it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta

from smoopt.builtin.alike_pages import Alike, joined, of_pages
from smoopt.builtin.alike_pages import alike as alike_pages
from smoopt.builtin.keywords.focus import (
    Where,
    by_phrase,
    focus_phrase,
    looked_through,
    place_of,
    read_focus,
)
from smoopt.builtin.keywords.rules import RULES, SHARED, UNSTATED
from smoopt.builtin.keywords.suggestions import suggested
from smoopt.html.page import Page
from smoopt.model.extras import refuse_without
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.model.plain_text import alike, excerpt, tidy
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site
from smoopt.site.stated_address import names_another
from smoopt.site.titles import primary_language


class Keywords(Plugin, frozen=True):
    """Check that pages contain their focus phrase where it counts, and share none."""

    where: Annotated[
        tuple[Where, ...], Meta(description="The places to look for a page's focus phrase.")
    ] = ("title", "heading", "description", "address", "opening")
    suggest: Annotated[
        int,
        Meta(
            ge=0,
            le=10,
            description="The number of phrases to suggest for a page without a focus phrase.",
        ),
    ] = 0

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ValueError where YAKE is needed and missing."""
        if self.suggest:
            refuse_without("keywords", "suggest: phrases are found by YAKE", "yake")

    @hookimpl
    def findings(self, page: Page, facts: Facts) -> Iterator[Finding]:
        """Report where the page lacks the phrase."""
        phrase = focus_phrase(page, facts)
        if not phrase:
            yield from self._suggestions(page, facts)
            return
        for at in looked_through(page, facts, phrase, self.where):
            if not at.has_it:
                told = excerpt(tidy(at.said))
                yield at.rule.at(at.place, f"“{told}” does not have “{phrase}”")

    def _suggestions(self, page: Page, facts: Facts) -> Iterator[Finding]:
        """Suggest the phrases that a page of content is most about."""
        is_page = facts.kind is not None and facts.kind.value == "page"
        if not self.suggest or not is_page or facts.language is None:
            return
        language = facts.language.value.partition("-")[0].lower()
        if phrases := suggested(page, language, self.suggest):
            quoted = ", ".join(f"“{phrase}”" for phrase in phrases)
            message = f"it names no focus phrase; its text tells most of {quoted}"
            yield UNSTATED.at(place_of(page, page.content), message)

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> list[object] | None:
        """Return the page's phrase, if it is to be found under its own address, and where it is."""
        phrase = focus_phrase(page, facts)
        if not phrase or names_another(site, page):
            return None
        places = looked_through(page, facts, phrase, self.where)
        met = {at.where: at.has_it for at in places}
        return [primary_language(page), alike(phrase) or phrase, phrase, met]

    @hookimpl
    def reduce(self, records: Mapping[str, object]) -> dict[str, Alike]:
        """Group the pages with the same phrase."""
        groups = by_phrase(read_focus(records))
        return {
            f"{language} {phrase}": of_pages(dict.fromkeys(paths, (0, 0)))
            for (language, phrase), paths in groups.items()
        }

    @hookimpl
    def combine(self, values: Sequence[Alike]) -> Alike:
        """Merge the groups of several partitions."""
        return joined(Alike(*value) for value in values)

    @hookimpl
    def site_findings(self, reduced: Mapping[str, Alike]) -> Iterator[Finding]:
        """Report pages with the same phrase."""
        for pages in reduced.values():
            yield from alike_pages(SHARED, Alike(*pages), "focus phrase")

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on phrases."""
        return RULES
