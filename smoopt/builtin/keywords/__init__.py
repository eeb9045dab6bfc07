"""The phrase that a page is to be found by, and whether the page has it where it counts."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Annotated, Literal, cast
from urllib.parse import unquote

import msgspec
from msgspec import Meta
from turbohtml import Element

from smoopt.builtin.duplicates import alike as alike_pages
from smoopt.builtin.keywords.phrases import has_phrase, in_address
from smoopt.builtin.keywords.rules import (
    ADDRESS,
    DESCRIPTION,
    HEADING,
    OPENING,
    RULES,
    SHARED,
    TITLE,
    UNSTATED,
)
from smoopt.builtin.keywords.suggestions import suggested
from smoopt.builtin.sources.shown_title import heading_text
from smoopt.html.content import opening
from smoopt.html.head import OVERRIDE
from smoopt.html.page import Page
from smoopt.model.errors import PageError
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding, Place
from smoopt.model.plain_text import alike, excerpt, tidy
from smoopt.model.rule import Rule
from smoopt.model.web_address import path_of
from smoopt.plugin.extras import refuse_without
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site
from smoopt.site.stated_address import names_another
from smoopt.site.titles import document_title, primary_language, title_element

Where = Literal["title", "heading", "description", "address", "opening"]
_ASIDE = frozenset({"error", "search"})
# What has more characters is no phrase.
_LONGEST = 100


class _Focus(msgspec.Struct, frozen=True, array_like=True):
    """What others need to know: the language and the phrase, in letters that are compared."""

    language: str
    phrase: str


class Keywords(Plugin, frozen=True):
    """Audit whether pages have their focus phrase where it counts, and no other page has it."""

    where: Annotated[
        tuple[Where, ...], Meta(description="Where a page's focus phrase is looked for.")
    ] = ("title", "heading", "description", "address", "opening")
    suggest: Annotated[
        int,
        Meta(
            ge=0,
            le=10,
            description="How many phrases of its text are suggested to a page that names none.",
        ),
    ] = 0

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ValueError where YAKE is needed and missing."""
        if self.suggest:
            refuse_without("yake", "keywords", "suggest: phrases are found by YAKE")

    @hookimpl
    def findings(self, page: Page, facts: Facts) -> Iterator[Finding]:
        """Look for the phrase in the page."""
        phrase = _focus(page, facts)
        if not phrase:
            yield from self._suggestions(page, facts)
            return
        for where, rule, said, place in _places(page, facts):
            finds = in_address if where == "address" else has_phrase
            if where in self.where and said and not finds(said, phrase):
                told = excerpt(tidy(said))
                yield rule.at(place, f"“{told}” does not have “{phrase}”")

    def _suggestions(self, page: Page, facts: Facts) -> Iterator[Finding]:
        """Name phrases that a page of its own content tells most of."""
        is_page = facts.kind is not None and facts.kind.value == "page"
        if not self.suggest or not is_page or facts.language is None:
            return
        language = facts.language.value.partition("-")[0].lower()
        if phrases := suggested(page, language, self.suggest):
            quoted = ", ".join(f"“{phrase}”" for phrase in phrases)
            message = f"it names no focus phrase; its text tells most of {quoted}"
            yield UNSTATED.at(_place(page, page.content), message)

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> list[str] | None:
        """Say by which phrase the page is to be found, under its own address."""
        phrase = _focus(page, facts)
        if not phrase or names_another(site, page):
            return None
        return [primary_language(page), alike(phrase) or phrase]

    @hookimpl
    def site_findings(self, records: Mapping[str, object]) -> Iterator[Finding]:
        """Name pages that have the same phrase."""
        groups: dict[_Focus, list[str]] = {}
        for path, record in records.items():
            groups.setdefault(msgspec.convert(record, _Focus), []).append(path)
        for paths in groups.values():
            yield from alike_pages(SHARED, dict.fromkeys(paths, (0, 0)), "focus phrase")

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe what is found."""
        return RULES


def _focus(page: Page, facts: Facts) -> str:
    """Give the phrase of a page that is there to be found, or "".

    The page as it was built has no meta for smoopt any more: it is read as its author wrote it.
    """
    if facts.kind_or_page in _ASIDE:
        return ""
    if "focus" not in page.memo:
        stated = "" if facts.focus is None else facts.focus.value
        if "focus" not in page.overrides and page.source.has(f"{OVERRIDE}focus"):
            with suppress(PageError):
                tag = Page(page.path, page.source.data).overrides.get("focus")
                stated = (tidy(tag.value) if tag else "") or stated
        page.memo["focus"] = stated if len(stated) <= _LONGEST else ""
    return cast("str", page.memo["focus"])


def _places(page: Page, facts: Facts) -> Iterator[tuple[Where, Rule, str, Place]]:
    """Give each place of a page where the phrase should be: its rule, what it says, where it is."""
    title, tag = title_element(page).element, page.first_tag("description", "og:description")
    yield "title", TITLE, document_title(page, facts), _place(page, title)
    yield "heading", HEADING, heading_text(page), _place(page, page.heading)
    described = "" if facts.description is None else facts.description.value
    yield "description", DESCRIPTION, described, _place(page, tag.element if tag else None)
    # That of the front page is its host alone.
    path = "" if facts.address is None else unquote(path_of(facts.address.value)).strip("/")
    if facts.kind_or_page != "home":
        yield "address", ADDRESS, path, page.place()
    content = page.content or page.body
    said = "" if content is None else opening(content)
    yield "opening", OPENING, said, _place(page, content)


def _place(page: Page, element: Element | None) -> Place:
    return page.place(element if element is not None else page.head)
