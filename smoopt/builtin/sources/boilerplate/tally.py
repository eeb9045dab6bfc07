"""Tallies the texts of all pages, and finds the pages for which the guess is wrong.

Pages are given by their paths, with their texts at the same index of another sequence. `tallied`
counts the records of some pages by key, `added` merges two values of a key, and the other functions
yield shares for pages.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from smoopt.builtin.sources.boilerplate.repeats import ARTICLE, NO_ARTICLE, guessed
from smoopt.builtin.sources.boilerplate.words_said import (
    Speakers,
    Words,
    by_words,
    joined,
    speaker,
    speaking,
    within,
)
from smoopt.site import title_votes
from smoopt.site.address_style import Votes, chosen_style, is_index
from smoopt.site.shared_titles import Said, of_language
from smoopt.site.site import Site
from smoopt.site.site_name import site_name
from smoopt.site.stated_address import HOME

SILENT = "?"  # a page states no address of its own
ODD = "!"  # its address is written in no known style
# Kinds of keys
_WORDS, _SPEAKING, _WITHIN, _TYPES, _HABITS = "words", "speaking", "within", "types", "habits"
Tally = Mapping[str, object]


class Surveyed(NamedTuple):
    """The records of pages, in order.

    `heads` are the beginnings and ends of their titles, `sums` the checksums of their texts for
    each key, `habits` how they write their address, and `aside` whether they are set apart.
    """

    pages: Sequence[str]
    heads: Sequence[Said]
    sums: Sequence[Sequence[bytes]]
    habits: Sequence[str]
    aside: Sequence[bool]
    types: Sequence[str]


def tallied(said: Surveyed) -> dict[str, object]:
    """Tally the records of some pages."""
    each = [
        speaker(path, head.language, apart=apart)
        for path, head, apart in zip(said.pages, said.heads, said.aside, strict=True)
    ]
    found: dict[str, object] = {}
    counted: dict[str, dict[str, list[int]]] = {_SPEAKING: {}, _WITHIN: {}}
    for number, column in enumerate(said.sums):
        for words, speakers in by_words(column, each).items():
            found[_key(number, words)] = speakers
        for kind, counts in ((_SPEAKING, speaking(column, each)), (_WITHIN, within(column, each))):
            for name, count in counts.items():
                counted[kind].setdefault(name, [0] * len(said.sums))[number] = count
    found[_SPEAKING] = counted[_SPEAKING]
    found |= {f"{_WITHIN} {folder}": counts for folder, counts in counted[_WITHIN].items()}
    found[_TYPES] = Counter(said.types)
    found[_HABITS] = _habits(said)
    return found | title_votes.title_votes(said.heads)


def added(key: str, values: Sequence[object]) -> object:
    """Merge the values of several parts for a key."""
    if title_votes.is_vote(key):
        return title_votes.added(key, values)
    if key.startswith(f"{_WORDS} "):
        return joined(_speakers(value) for value in values)
    return _summed(values)


def words_at(number: int, tally: Tally) -> Words:
    """Return which pages have which texts, for the key with this number."""
    speaking = cast("Mapping[str, Sequence[int]]", tally.get(_SPEAKING, {}))
    return Words(
        lambda said: _speakers(tally[_key(number, said)]),
        {language: counts[number] for language, counts in speaking.items()},
        lambda folder: cast("Sequence[int]", tally[f"{_WITHIN} {folder}"])[number],
    )


def _key(number: int, said: bytes) -> str:
    return f"{_WORDS} {number} {said.hex()}"


def _speakers(value: object) -> Speakers:
    number, counted, at_home, on_error, languages, folder = cast("Speakers", value)
    return Speakers(number, counted, at_home, on_error, (*languages,), folder)


def _summed(values: Sequence[object]) -> object:
    """Add numbers, and lists and mappings of numbers, element by element."""
    first = values[0]
    if isinstance(first, Mapping):
        maps = cast("Sequence[Mapping[str, object]]", values)
        keys = dict.fromkeys(key for one in maps for key in one)
        return {key: _summed([one[key] for one in maps if key in one]) for key in keys}
    if isinstance(first, Sequence):
        columns = zip(*cast("Sequence[Sequence[object]]", values), strict=True)
        return [_summed(column) for column in columns]
    return sum(cast("Sequence[int]", values))


def _habits(said: Surveyed) -> tuple[list[int], Counter[str], Counter[str]]:
    """Count how pages write their address: habits of index pages, and of others.

    The first item has the number of the others, and of index pages.
    """
    pages = [0, 0]
    indexes, suffixes = Counter[str](), Counter[str]()
    for path, habit in zip(said.pages, said.habits, strict=True):
        if habit and path != HOME:
            pages[is_index(path)] += 1
            if habit not in {SILENT, ODD}:
                (indexes if is_index(path) else suffixes)[habit] += 1
    return pages, indexes, suffixes


def titles(said: Surveyed, tally: Tally, site: Site) -> Iterator[tuple[str, list[str]]]:
    """Yield for pages what the titles in their language share, if the guess differs.

    The resulting name of the site is included, so that pages are rendered again if it changes.
    """
    guess = guessed(site).titles
    found = title_votes.by_language(tally, site.learnt.naming.title)
    if found == guess:
        return
    for path, page in zip(said.pages, said.heads, strict=True):
        shared = of_language(found, page.language)
        if shared != of_language(guess, page.language):
            name = site_name(site.learnt.naming, shared)
            yield path, [*shared, name.value if name else ""]


def right_types(said: Surveyed, tally: Tally) -> Iterator[tuple[str, bool]]:
    """Yield the pages that are no articles, on a site whose theme distinguishes articles.

    It does if more pages state `article` than state `website` against other evidence.
    """
    counts = Counter(cast("Mapping[str, int]", tally.get(_TYPES, {})))
    if counts[ARTICLE] > counts[NO_ARTICLE]:
        told = zip(said.pages, said.types, strict=True)
        yield from ((path, True) for path, stated in told if stated == NO_ARTICLE)


def styles(said: Surveyed, tally: Tally, site: Site) -> Iterator[tuple[str, list[str]]]:
    """Yield for pages how most write their address, if the guess differs.

    Pages in a sitemap that state no address know theirs already. Without a sitemap, pages also
    need the style of the pages that they refer to.
    """
    learnt, known = site.learnt, tally.get(_HABITS, ([0, 0], {}, {}))
    pages, indexes, suffixes = cast("tuple[list[int], Counter[str], Counter[str]]", known)
    stated = Votes(Counter(indexes), Counter(suffixes))
    counts = {False: pages[0], True: pages[1]}
    guess, style = learnt.own.style, chosen_style(site.settings.site, stated, learnt.others, counts)
    of_others = not learnt.addresses.known and style != guess
    for path, habit in zip(said.pages, said.habits, strict=True):
        of_index = is_index(path)
        differs = style.index != guess.index if of_index else style.suffix != guess.suffix
        differs |= of_others
        # Whether the home page may name its file depends on whether others show their style.
        differs |= path == HOME and habit == "keep" != style.index and bool(stated.indexes)
        if differs and (habit != SILENT or not learnt.addresses.known):
            yield path, [style.index, style.suffix]
