"""Titles and descriptions from patterns: `{title} · {site}`, filled in with a page's facts."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Annotated, Any

from msgspec import Meta

from smoopt.html import markup
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Fact, Facts, Person
from smoopt.model.finding import Finding
from smoopt.model.plain_text import tidy
from smoopt.model.rule import Fault
from smoopt.model.wording import suggestion
from smoopt.plugin.head_tags import TAG_OVERRIDDEN
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.replaced_tags import Right, replaced
from smoopt.site.titles import retitle, title_element

_NAME = re.compile(r"\{(\w+)\}")
# Scripts without spaces between words
_DENSE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u9fff]")
_Known = tuple[str, str] | None
# The day of an ISO 8601 time
_DAY = itemgetter(slice(10))


class Titles(Plugin, frozen=True):
    """Write titles and descriptions from patterns, such as `{title} · {site}`."""

    title: Annotated[
        str, Meta(description="The pattern of og:title and twitter:title: {title} · {site}.")
    ] = ""
    document_title: Annotated[
        str, Meta(description="The pattern of `<title>`, for tabs, bookmarks and search results.")
    ] = ""
    description: Annotated[
        str, Meta(description="The pattern of og:description and twitter:description.")
    ] = ""
    document: Annotated[
        bool,
        Meta(description="Whether the meta description also follows `description`."),
    ] = False
    only_missing: Annotated[
        bool, Meta(description="Whether pages keep such tags of their own.")
    ] = False

    def __post_init__(self) -> None:
        """Raise ValueError for a pattern with a name that nothing has."""
        for option in ("title", "document_title", "description"):
            for name in _NAME.findall(getattr(self, option)):
                if name not in _VALUES:
                    otherwise = f"expected one of {', '.join(_VALUES)}"
                    hint = suggestion(name, _VALUES, otherwise=otherwise)
                    raise ValueError(f"{option}: there is no value {{{name}}}{hint}")

    @hookimpl
    def worded(self, page: Page, facts: Facts) -> Facts:
        """Fill in the patterns; if a value is unknown, there is no text."""
        title = self._filled("title", self.title, facts, facts.title)
        whole = self._filled("document_title", self.document_title, facts, facts.title)
        if self.only_missing and title_element(page).text:
            whole = None
        # A built page is judged by what it has.
        if whole is not None and not (page.framework or page.built):
            retitle(page, whole.value)
        said = self._filled("description", self.description, facts, facts.description)
        searched = said if self.document else None
        return Facts(
            share_title=self._wanted(page, title, "og:title", "twitter:title"),
            share_description=self._wanted(page, said, "og:description", "twitter:description"),
            search_description=self._wanted(page, searched, "description"),
            document_title=whole,
        )

    @hookimpl
    def edits(self, page: Page, facts: Facts) -> Iterator[Edit | Finding]:
        """Replace `<title>`, or add a missing one."""
        if facts.document_title is not None:
            yield from _titled(page, facts.document_title)

    def _filled(
        self, option: str, pattern: str, facts: Facts, stated: Fact[str] | None
    ) -> Fact[str] | None:
        """Fill in a pattern; what the author states for the page itself takes precedence."""
        names = _NAME.findall(pattern)
        field = option.removeprefix("document_")
        if not pattern or (stated is not None and stated.is_stated and field not in names):
            return None
        found = {name: _VALUES[name](facts) for name in names}
        known = {name: value for name, value in found.items() if value is not None}
        if len(known) < len(found) or _says_twice(pattern, facts):
            return None
        text = tidy(_NAME.sub(lambda name: known[name[1]][0], pattern))
        rules = [f"option {option}", *(rule for _, rule in known.values())]
        return Fact(text, "; ".join(rules)) if text else None

    def _wanted(self, page: Page, fact: Fact[str] | None, *keys: str) -> Fact[str] | None:
        return None if self.only_missing and page.has_tag(keys) else fact


def _of(field: str, written: Callable[[Any], str] = str) -> Callable[[Facts], _Known]:
    """Return a function that reads a fact, as a text and with its reason."""

    def value(facts: Facts) -> _Known:
        fact = getattr(facts, field)
        return None if fact is None else (written(fact.value), fact.because)

    return value


def _names(people: Sequence[Person]) -> str:
    return ", ".join(person.name for person in people)


_VALUES: Mapping[str, Callable[[Facts], _Known]] = {
    "title": _of("title"),
    "description": _of("description"),
    "site": _of("site_name"),
    "section": _of("section"),
    "author": _of("authors", _names),
    "date": _of("published", _DAY),
    "modified": _of("modified", _DAY),
    "tags": _of("tags", ", ".join),
    "words": _of("words"),
    "language": _of("language"),
}


def _says_twice(pattern: str, facts: Facts) -> bool:
    """Return whether a page's title already has the site's name that the pattern adds."""
    if facts.title is None or facts.site_name is None or "{title}" not in pattern:
        return False
    name, title = facts.site_name.value, facts.title.value
    is_printed = "{site}" in pattern or _has_name(_NAME.sub(" ", pattern), name)
    return is_printed and _has_name(title, name)


def _has_name(text: str, name: str) -> bool:
    """Return whether a text has a name as whole words; some scripts have no spaces."""
    looked_for = re.escape(name.casefold())
    if name.isascii() or not _DENSE.search(name):
        looked_for = rf"(?<!\w){looked_for}(?!\w)"
    return re.search(looked_for, text.casefold()) is not None


def _titled(page: Page, fact: Fact[str]) -> Iterator[Edit | Finding]:
    """Replace `<title>` reversibly, or report it; add it to a page without one."""
    element, said = title_element(page)
    if element is None:
        head = slot(page, "head")
        if head is not None and not page.framework and page.document.find("title") is None:
            new = _written({}, fact.value)
            yield Edit(Span(head, head), new, "title", fact.because)
    elif said != fact.value:
        attributes = {name: element.attr(name) for name in element.attrs}
        new = _written(attributes, fact.value)
        right = Right("title", fact.value, fact.because)
        fault = Fault(TAG_OVERRIDDEN, "its author asks for another")
        yield from replaced(page, HeadTag(element, ("title",), said), right, new, fault)


def _written(attributes: Mapping[str, str | None], title: str) -> markup.Markup:
    return markup.Markup(markup.element("title", attributes, markup.text(title)))
