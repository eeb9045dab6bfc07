"""Titles and descriptions by patterns: `{title} · {site}`, filled in from a page's facts."""

import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Annotated, Any

from msgspec import Meta

from smoopt.html.page import Page
from smoopt.model.facts import Fact, Facts, Person
from smoopt.model.plain_text import tidy
from smoopt.model.wording import suggestion
from smoopt.plugin.hooks import Plugin, hookimpl

_NAME = re.compile(r"\{(\w+)\}")
_Known = tuple[str, str] | None
# Of a time in ISO 8601.
_DAY = itemgetter(slice(10))


class Titles(Plugin, frozen=True):
    """Word titles and descriptions by patterns, such as `{title} · {site}`."""

    title: Annotated[
        str, Meta(description="What og:title and twitter:title say: {title} · {site}.")
    ] = ""
    description: Annotated[
        str, Meta(description="What og:description and twitter:description say.")
    ] = ""
    document: Annotated[
        bool,
        Meta(description="Whether the meta description says what `description` does as well."),
    ] = False
    only_missing: Annotated[
        bool, Meta(description="Whether pages that have such a tag of their own keep it.")
    ] = False

    def __post_init__(self) -> None:
        """Raise ValueError for a pattern with a name that nothing has."""
        for option in ("title", "description"):
            for name in _NAME.findall(getattr(self, option)):
                if name not in _VALUES:
                    otherwise = f"expected one of {', '.join(_VALUES)}"
                    hint = suggestion(name, _VALUES, otherwise=otherwise)
                    raise ValueError(f"{option}: there is no value {{{name}}}{hint}")

    @hookimpl
    def worded(self, page: Page, facts: Facts) -> Facts:
        """Fill the patterns in; where a value is not known, there is none."""
        title = self._filled("title", self.title, facts, facts.title)
        said = self._filled("description", self.description, facts, facts.description)
        searched = said if self.document else None
        return Facts(
            share_title=self._wanted(page, title, "og:title", "twitter:title"),
            share_description=self._wanted(page, said, "og:description", "twitter:description"),
            search_description=self._wanted(page, searched, "description"),
        )

    def _filled(
        self, option: str, pattern: str, facts: Facts, stated: Fact[str] | None
    ) -> Fact[str] | None:
        """Fill a pattern in; what the author states of the page itself goes before it."""
        names = _NAME.findall(pattern)
        if not pattern or (stated is not None and stated.is_stated and option not in names):
            return None
        found = {name: _VALUES[name](facts) for name in names}
        known = {name: value for name, value in found.items() if value is not None}
        if len(known) < len(found) or _says_twice(known):
            return None
        text = tidy(_NAME.sub(lambda name: known[name[1]][0], pattern))
        rules = [f"option {option}", *(rule for _, rule in known.values())]
        return Fact(text, "; ".join(rules)) if text else None

    def _wanted(self, page: Page, fact: Fact[str] | None, *keys: str) -> Fact[str] | None:
        return None if self.only_missing and page.has_tag(keys) else fact


def _of(field: str, written: Callable[[Any], str] = str) -> Callable[[Facts], _Known]:
    """Read a fact, as a text and with its reason."""

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


def _says_twice(known: Mapping[str, tuple[str, str]]) -> bool:
    """Tell a page that is called as its site is, where both are printed."""
    title, site = known.get("title"), known.get("site")
    return title is not None and site is not None and title[0].casefold() == site[0].casefold()
