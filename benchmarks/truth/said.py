"""What smoopt says of the pages of a site, with the rule and the place of each value."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from smoopt.build.project import Project
from smoopt.model.facts import Fact, Facts, Image, Person


class Said(NamedTuple):
    """The values that smoopt gives a field of a page, and why."""

    values: tuple[str, ...]
    because: str


Page = dict[str, Said]


def said_of(root: Path, url: str, paths: Iterable[str]) -> Iterator[tuple[str, Page]]:
    """Build a site without writing, and give what is said of some of its pages.

    Pages that smoopt leaves alone, such as redirects, are left out.
    """
    builder = Project(root, None, url).builder(jobs=1, dry=True, remembers=False)
    builder.build(lambda _: None)
    for path in paths:
        outcome = builder.outcome(path, (root / path).read_bytes())
        if outcome.status in {"changed", "unchanged"}:
            yield path, _page(outcome.facts)


def _page(facts: Facts) -> Page:
    known = {name: getattr(facts, name) for name in facts.__struct_fields__}
    known["image"] = known.pop("images")
    return {name: Said(_values(fact), _because(fact)) for name, fact in known.items() if fact}


def _values(fact: Fact[object]) -> tuple[str, ...]:
    every = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    values = tuple(map(_text, every))
    return values[:1] if isinstance(every[0], Image) else values


def _text(value: object) -> str:
    match value:
        case Image():
            return value.url
        case Person():
            return value.name
    return str(value)


def _because(fact: Fact[object]) -> str:
    place = f":{fact.place.line}" if fact.place and fact.place.line else ""
    return f"{fact.rule} ({fact.plugin or 'smoopt'}{place})"
