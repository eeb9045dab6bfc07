"""The data of a card, as passed to designs."""

from collections.abc import Collection, Mapping
from math import ceil
from typing import Literal, NamedTuple, TypedDict, cast

from langcodes import Language

from smoopt.builtin.cards.scripts import initials, setting
from smoopt.builtin.structured.main_node import Known
from smoopt.builtin.structured.structured_options import StructuredOptions
from smoopt.builtin.structured.trail import trail
from smoopt.html.page import Page
from smoopt.model.facts import Facts, Person
from smoopt.model.local_date import local_date
from smoopt.plugin.hooks import Shares
from smoopt.plugin.translations import local_words
from smoopt.site.site import Site

Part = Literal["description", "author", "date", "reading", "tags"]
PARTS: tuple[Part, ...] = ("description", "author", "date", "reading", "tags")
# Longer texts would be cut anyway.
_LONGEST_TITLE, _LONGEST, _LONGEST_NAME, _MOST_TAGS, _MOST_AUTHORS = 300, 500, 80, 6, 3
# A page with fewer words is read sooner than its reading time.
_FEWEST_WORDS = 120


class Said(TypedDict):
    """The texts of a card; unknown or hidden ones are empty."""

    title: str
    description: str
    site: str
    author: str
    initials: str
    date: str
    reading: str
    tags: list[str]
    trail: list[str]
    address: str


class Set(TypedDict):
    """How the texts are set: see `Setting`; region and script are None where they do not matter."""

    language: str
    region: str | None
    script: str | None
    direction: str
    leading: float
    spaced: bool
    tracking: float


class Asked(NamedTuple):
    """A page, and its site and facts."""

    page: Page
    site: Site
    facts: Facts
    shares: Shares


def said(asked: Asked, show: Collection[Part], reading_speed: int, *, has_trail: bool) -> Said:
    """Collect the texts of a card; `has_trail` includes the path of pages to this one."""
    facts = asked.facts
    title = facts.share_title or facts.title
    described = (facts.share_description or facts.description) if "description" in show else None
    people = authors(asked) if "author" in show else ()
    names = ", ".join(_cut(person.name, _LONGEST_NAME) for person in people)
    is_page = facts.kind_or_page == "page"
    dated = facts.published if "date" in show and is_page else None
    heading = _cut(title.value, _LONGEST_TITLE) if title else ""
    named = _cut(_site_s(asked), _LONGEST_NAME) or _shown_address(facts).partition("/")[0]
    return Said(
        title=heading,
        description=_cut(described.value, _LONGEST) if described else "",
        site="" if named == heading else named,
        author=names,
        initials=initials(people[0].name) if people else "",
        date=local_date(dated.value, _tag(facts)) if dated else "",
        reading=_reading(facts, reading_speed) if "reading" in show and is_page else "",
        tags=_tags(facts) if "tags" in show and is_page else [],
        trail=_trail(asked) if has_trail else [],
        address=_shown_address(facts),
    )


def authors(asked: Asked) -> tuple[Person, ...]:
    """Return the first few authors of a page of content."""
    facts = asked.facts
    if facts.kind_or_page != "page" or facts.authors is None:
        return ()
    return facts.authors.value[:_MOST_AUTHORS]


def set_as(said: Said, facts: Facts) -> tuple[Set, tuple[str, ...]]:
    """Return how texts are set, and the font families after the chosen one."""
    others = " ".join((*texts(said),))
    found = setting(said["title"], others, _tag(facts))
    language = Language.get(_tag(facts) or "und")
    is_chinese = language.language == "zh"
    script = (language.maximize().script or "").lower() if is_chinese else ""
    territory = language.territory or ""
    return Set(
        language=language.language or "und",
        region=territory if territory.isalpha() else None,
        script=script or None,
        direction=found.direction,
        leading=found.leading,
        spaced=found.spaced,
        tracking=found.tracking,
    ), found.families


def texts(said: Said) -> list[str]:
    """Return all texts of a card."""
    return [
        text
        for value in cast("Mapping[str, str | list[str]]", said).values()
        for text in (value if isinstance(value, list) else [value])
    ]


def _site_s(asked: Asked) -> str:
    """Return the site's name."""
    name = asked.facts.site_name or asked.site.name
    return name.value if name else ""


def _tag(facts: Facts) -> str:
    return facts.language.value if facts.language else ""


def _cut(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]


def _reading(facts: Facts, speed: int) -> str:
    """Return the reading time in words, if there are words for it in the page's language."""
    if facts.words is None or facts.words.value < _FEWEST_WORDS:
        return ""
    found = local_words(_tag(facts), {})
    minutes = str(ceil(facts.words.value / speed))
    return "" if found.language else found.words.minutes.replace("{minutes}", minutes)


def _tags(facts: Facts) -> list[str]:
    words = facts.tags.value if facts.tags else ()
    return [_cut(word, _LONGEST_NAME) for word in words[:_MOST_TAGS]]


def _trail(asked: Asked) -> list[str]:
    """Return the titles on the way to a page, without the home page and the page itself."""
    found = trail(Known(*asked, StructuredOptions()))
    items = found.node["itemListElement"] if found else []
    steps = (
        [item["name"] for item in items if isinstance(item, dict)]
        if isinstance(items, list)
        else []
    )
    return [_cut(str(name), _LONGEST_NAME) for name in steps[:-1] if name != _site_s(asked)]


def _shown_address(facts: Facts) -> str:
    """Return the page's address as people write it."""
    if facts.address is None:
        return ""
    return facts.address.value.partition("://")[2].removesuffix("/")[:_LONGEST_NAME]
