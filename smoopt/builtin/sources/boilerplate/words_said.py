"""Which texts several pages share: pure functions of the pages, whose results can be merged.

Pages are given by their paths, and what each says at the same place of another sequence.
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
    """When the same words are nobody's own: where three pages or more and a `part` of all say them.

    Where pages may have the site's words instead of none (`falls_back`), the home page's are as
    well, and those of an error page, which a theme writes.
    """

    falls_back: bool = False
    part: float = 0


NOBODYS = Repeats()


class Speakers(NamedTuple):
    """The pages that say the same.

    `number` is how many there are, and `counted` how many of them do not stand apart. Of these are
    `languages` and the deepest `folder` that holds them all, None where there is none of them.
    """

    number: int = 0
    counted: int = 0
    at_home: bool = False
    on_error: bool = False
    languages: Sequence[str] = ()
    folder: str | None = None


class Words(NamedTuple):
    """What is known of all pages: who says the words with a checksum, and who says any.

    `speaking` counts the latter by language, and `within` in a folder and those below it.
    """

    speakers: Callable[[bytes], Speakers]
    speaking: Mapping[str, int]
    within: Callable[[str], int]


def speaker(path: str, language: str, *, apart: bool) -> Speakers:
    """Describe one page."""
    on_error = kind_by_path(path) == "error"
    if apart:
        return Speakers(1, on_error=on_error)
    return Speakers(1, 1, path == HOME, on_error, (language,), dirname(path))


def joined(parts: Iterable[Speakers]) -> Speakers:
    """Describe pages of which some say the same as others."""
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
    """Tell who says which words, by their checksum; `each` describes the pages."""
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
    """Count the pages that say anything, by language."""
    return Counter(
        one.languages[0] for said, one in zip(sums, each, strict=True) if said and one.counted
    )


def within(sums: Sequence[bytes], each: Iterable[Speakers]) -> Counter[str]:
    """Count the pages that say anything in each folder, those below it too; not in the root."""
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
    """Tell pages whether so many say the same that it is nobody's own, where the guess is not.

    `SEVERAL` say it where there are enough by the `rule`. It is the theme's (`THEMES`) where three
    do beside the home page, and that does as well or most of those in the same language, or in the
    folder that holds them all; or where an error page does. Pages that stand apart do not count.
    """
    expected = checksum(guess)
    told: dict[bytes, int] = {}
    for said in {*sums} - {b""}:
        group = words.speakers(said)
        level = _level(group, words, rule) if group.number > 1 or said == expected else 0
        if level != (THEMES if said == expected else 0):
            told[said] = level
    for path, said in zip(pages, sums, strict=True) if told else ():
        # What the home page has is the home page's.
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
    """Take what pages say for what all do; none stands apart."""
    each = [
        speaker(path, language, apart=False)
        for path, language in zip(pages, languages, strict=True)
    ]
    found = by_words(sums, each)
    return Words(found.__getitem__, speaking(sums, each), within(sums, each).__getitem__)
