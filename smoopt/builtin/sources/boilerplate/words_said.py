"""Which texts several pages share: pure functions of the pages, whose results can be merged.

Pages are given by their paths, with their texts at the same index of another sequence.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from posixpath import commonpath, dirname
from typing import NamedTuple

from smoopt.builtin.sources.boilerplate.repeats import SEVERAL, THEMES
from smoopt.html.page_kind import kind_by_path
from smoopt.model.checksum import checksum
from smoopt.site.shared_titles import FEWEST, MOST
from smoopt.site.stated_address import HOME


class Repeats(NamedTuple):
    """When a shared text is nobody's own: if at least three pages and a `part` of all have it.

    Where pages may use the site's text for lack of their own (`falls_back`), so is a text of
    the home page, and one of an error page, which a theme writes.
    """

    falls_back: bool = False
    part: float = 0


NOBODYS = Repeats()


class Speakers(NamedTuple):
    """The pages with the same text.

    `number` is how many there are, and `counted` how many of them are not set apart.
    `languages` and the deepest common `folder` are those of the latter; None without any.
    """

    number: int = 0
    counted: int = 0
    at_home: bool = False
    on_error: bool = False
    languages: Sequence[str] = ()
    folder: str | None = None


class Words(NamedTuple):
    """The data on all pages: which pages have a text, by its checksum, and how many have any.

    `speaking` counts the latter by language, and `within` by folder, including subfolders.
    """

    speakers: Callable[[bytes], Speakers]
    speaking: Mapping[str, int]
    within: Callable[[str], int]


def speaker(path: str, language: str, *, apart: bool) -> Speakers:
    """Return the data on one page."""
    on_error = kind_by_path(path) == "error"
    if apart:
        return Speakers(1, on_error=on_error)
    return Speakers(1, 1, path == HOME, on_error, (language,), dirname(path))


def joined(parts: Iterable[Speakers]) -> Speakers:
    """Merge the data on pages with the same text."""
    counts = Counter(parts)
    languages = {language for part in counts for language in part.languages}
    folders = [part.folder for part in counts if part.folder is not None]
    return Speakers(
        sum(part.number * times for part, times in counts.items()),
        sum(part.counted * times for part, times in counts.items()),
        any(part.at_home for part in counts),
        any(part.on_error for part in counts),
        (*sorted(languages),),
        commonpath(folders) if folders else None,
    )


def by_words(sums: Sequence[bytes], each: Sequence[Speakers]) -> dict[bytes, Speakers]:
    """Return the pages with each text, by its checksum; `each` has the data on the pages."""
    counts, groups = Counter(sums), dict[bytes, list[Speakers]]()
    found: dict[bytes, Speakers] = {}
    for said, one in zip(sums, each, strict=True):
        if counts[said] == 1:
            found[said] = one
        elif said:
            groups.setdefault(said, []).append(one)
    found.pop(b"", None)
    return found | {said: joined(group) for said, group in groups.items()}


def speaking(sums: Sequence[bytes], each: Iterable[Speakers]) -> Counter[str]:
    """Count the pages with any text, by language."""
    return Counter(
        one.languages[0] for said, one in zip(sums, each, strict=True) if said and one.counted
    )


def within(sums: Sequence[bytes], each: Iterable[Speakers]) -> Counter[str]:
    """Count the pages with any text in each folder and its subfolders, except the root."""
    folders = Counter(one.folder for said, one in zip(sums, each, strict=True) if said)
    found = Counter[str]()
    for folder, number in folders.items():
        inner = folder or ""
        while inner:
            found[inner] += number
            inner = dirname(inner)
    return found


def levels(
    pages: Sequence[str],
    sums: Sequence[bytes],
    words: Words,
    guess: str = "",
    rule: Repeats = NOBODYS,
) -> Iterator[tuple[str, int]]:
    """Yield the pages whose text is too common to be their own, if the guess is another.

    It is common to `SEVERAL` if there are enough by the `rule`. It is the theme's (`THEMES`) if
    three pages besides the home page have it, and the home page as well or most pages in the
    same language or in their common folder; or if an error page has it. Pages set apart do not
    count.
    """
    expected = checksum(guess)
    told: dict[bytes, int] = {}
    for said in {*sums} - {b""}:
        group = words.speakers(said)
        level = _level(group, words, rule) if group.number > 1 or said == expected else 0
        if level != (THEMES if said == expected else 0):
            told[said] = level
    for path, said in zip(pages, sums, strict=True) if told else ():
        # The home page's text is its own.
        if said in told and path != HOME:
            yield path, told[said]


def _level(group: Speakers, words: Words, rule: Repeats) -> int:
    enough = max(FEWEST, rule.part * sum(words.speaking.values()))
    several = group.counted >= enough or (group.at_home and rule.falls_back)
    all_of_them = sum(words.speaking[language] for language in group.languages)
    enough_say_it = group.counted - group.at_home >= FEWEST
    is_themes = enough_say_it and (group.at_home or group.counted >= MOST * all_of_them)
    if enough_say_it and not is_themes and group.folder:
        is_themes = group.counted >= MOST * words.within(group.folder)
    return THEMES if is_themes or (rule.falls_back and group.on_error) else several * SEVERAL


def words_of(pages: Sequence[str], sums: Sequence[bytes], languages: Sequence[str]) -> Words:
    """Return the data on pages, none of them set apart."""
    each = [
        speaker(path, language, apart=False)
        for path, language in zip(pages, languages, strict=True)
    ]
    found = by_words(sums, each)
    return Words(found.__getitem__, speaking(sums, each), within(sums, each).__getitem__)
