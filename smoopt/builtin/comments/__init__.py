"""Comments by a system of the author's choice, which loads nothing before a reader asks for it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, NamedTuple, cast

from msgspec import Meta

from smoopt.builtin.comments.comment_section import (
    SectionLook,
    comment_languages,
    comments_sheet,
    refused,
    section,
    section_assets,
    section_pattern,
)
from smoopt.builtin.comments.comments_there import has_comments
from smoopt.builtin.comments.on_github import Giscus, Utterances
from smoopt.builtin.comments.on_servers import Cusdis, Hyvor, Isso, Remark42
from smoopt.builtin.comments.system import OF_PAGES, System, comments_script
from smoopt.builtin.conversation.talk_place import outside_text
from smoopt.builtin.share.bar.place import (
    ELSEWHERE,
    ChosenPlace,
    WantedPlace,
    existing,
    placed,
)
from smoopt.builtin.share.bar.shown_how import (
    HideOption,
    SelectorOption,
    SlotOption,
    WhereOption,
    refuse_wrong_place,
)
from smoopt.builtin.share.bar.site_notes import (
    SELECTOR_UNUSED,
    TellsSelector,
    selector_found,
    unused,
)
from smoopt.html.page import Page
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.config import FILE_NAME
from smoopt.site.settings import matches
from smoopt.site.site import Site

REFUSED = Rule(
    id="comments-refused",
    severity=Severity.WARNING,
    what="The page's Content-Security-Policy blocks what the comments need.",
    why="The button would do nothing, so smoopt adds none.",
    source="https://www.w3.org/TR/CSP3/",
    fix="Add the sources that the message names to the policy.",
    of_build=True,
)
UNNAMED = Rule(
    id="comments-unnamed",
    severity=Severity.WARNING,
    what="The plugin `comments` is on, but no comment system is configured.",
    why="Pages get no comments.",
    source="",
    fix="Add a table such as `[plugins.comments.giscus]`.",
    of_build=True,
)
_ARTICLE = "article"
_MEMO = "comments"


class _Given(NamedTuple):
    """What a page gets: the system, what the page's policy refuses of it, and the place."""

    system: System
    refused: str
    place: ChosenPlace


class Comments(TellsSelector, frozen=True):
    """Let readers load the comments at the end of an article."""

    templates: ClassVar[str] = "smoopt.builtin.comments"

    giscus: Annotated[Giscus | None, Meta(description="Comments in GitHub Discussions.")] = None
    utterances: Annotated[Utterances | None, Meta(description="Comments in GitHub issues.")] = None
    isso: Annotated[Isso | None, Meta(description="Comments on your own server, with Isso.")] = None
    remark42: Annotated[
        Remark42 | None, Meta(description="Comments on your own server, with Remark42.")
    ] = None
    cusdis: Annotated[
        Cusdis | None, Meta(description="Comments on your own server, with Cusdis.")
    ] = None
    hyvor: Annotated[Hyvor | None, Meta(description="Comments with Hyvor Talk.")] = None
    show: Annotated[
        tuple[str, ...],
        Meta(
            description="Pages that get comments although they are no articles, as patterns "
            "like those of .gitignore."
        ),
    ] = ()
    hide: HideOption = ()
    slot: SlotOption = "auto"
    selector: SelectorOption = ""
    where: WhereOption = "end"

    def __post_init__(self) -> None:
        """Raise ValueError for several systems, and for a place that is none."""
        if len(self._systems) > 1:
            names = ", ".join(type(each).__name__ for each in self._systems)
            raise ValueError(f"expected the table of one system, found {names}")
        refuse_wrong_place(self.selector, (*self.show, *self.hide))

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if templates.replaced:
            for language in comment_languages():
                for has_page in (False, True):
                    section_pattern(SectionLook(language, "", "", has_page, OF_PAGES), templates)

    @property
    def _systems(self) -> list[System]:
        known = (
            *(self.giscus, self.utterances, self.isso),
            *(self.remark42, self.cusdis, self.hyvor),
        )
        return [each for each in known if each is not None]

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on what may keep comments from a page."""
        return REFUSED, UNNAMED, SELECTOR_UNUSED, ELSEWHERE

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, templates: Templates
    ) -> Iterator[Edit | Finding]:
        """Insert the section, and what it needs into the head."""
        given = self._given(page, site, facts)
        if given is None:
            return
        if given.refused:
            message = f"the policy has no {given.refused}; there are no comments"
            yield REFUSED.at(page.place(), message)
            return
        system, place = given.system, given.place
        yield from place.findings
        # Where the conversation is shown: outside what parsers of microformats take for the text
        position = outside_text(page, place)
        if position is None:
            return
        url = facts.address.value if facts.address else ""
        title = facts.title.value if facts.title else ""
        language = facts.language.value if facts.language else ""
        text = section(system, url, title, language, templates)
        at = Span(position, position)
        yield Edit(at, text, "comments", f"an article; placed at {place.rule}", order=9)
        yield from section_assets(page, site, system)

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts) -> Iterator[File]:
        """Yield the style sheet and the script."""
        given = self._given(page, site, facts)
        if given is None or given.refused or given.place.position is None:
            return
        yield comments_sheet()
        yield comments_script(given.system)

    @hookimpl
    def survey(self, page: Page) -> list[object] | None:
        """Return whether the selector matches anything."""
        return selector_found(page, self.selector)

    @hookimpl
    def site_findings(self, reduced: Mapping[str, object]) -> Iterator[Finding]:
        """Report options that have no effect."""
        if not self._systems:
            yield UNNAMED.at(Place(FILE_NAME), "plugins.comments: expected the table of a system")
        yield from unused("comments", reduced)

    def _given(self, page: Page, site: Site, facts: Facts) -> _Given | None:
        """Return what a page gets, cached for all hooks; None for a page without comments."""
        if _MEMO not in page.memo:
            page.memo[_MEMO] = self._worked_out(page, site, facts)
        return cast("_Given | None", page.memo[_MEMO])

    def _worked_out(self, page: Page, site: Site, facts: Facts) -> _Given | None:
        """Return what a page gets, computed each time.

        Comments are for articles, which are pages with a date of publication, and for pages
        that `show` matches; but not where a framework or AMP is used, where `hide` matches,
        or where the page has comments.
        """
        systems = self._systems
        kind = facts.type.value if facts.type else ""
        is_article = facts.kind_or_page == "page" and (kind == _ARTICLE or bool(facts.published))
        if not systems or not (is_article or matches(self.show, page.path)):
            return None
        if page.framework or page.amp or matches(self.hide, page.path) or has_comments(page):
            return None
        there = existing(page, "comments")
        if there.bar is not None:
            return None
        wish = WantedPlace(self.slot, self.selector, self.where)
        place = placed(page, "comments", there.holder, wish)
        return _Given(systems[0], refused(page, site, systems[0]), place)
