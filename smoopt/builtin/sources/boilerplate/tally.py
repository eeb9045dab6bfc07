"""What the words of all pages come to, and which pages do not know it: pure functions of these.

Pages are given by their paths, and what each says at the same place of another sequence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from posixpath import commonpath, dirname
from typing import NamedTuple

from smoopt.builtin.sources.boilerplate.repeats import ARTICLE, NO_ARTICLE, SEVERAL, THEMES, guessed
from smoopt.html.page_kind import kind_by_path
from smoopt.model.checksum import checksum
from smoopt.site.address_style import Votes, chosen_style, is_index
from smoopt.site.shared_titles import FEWEST, MOST, Said, by_language, of_language
from smoopt.site.site import Site
from smoopt.site.site_name import site_name
from smoopt.site.stated_address import HOME

SILENT = "?"  # a page says nothing of its address
ODD = "!"  # it names itself as no style of addresses does


class Repeats(NamedTuple):
    """When the same words are nobody's own: where three pages or more and a `part` of all say them.

    Where pages may have the site's words instead of none (`falls_back`), the home page's are as
    well, and those of an error page, which a theme writes.
    """

    falls_back: bool = False
    part: float = 0


NOBODYS = Repeats()


def levels(
    pages: Sequence[str],
    sums: Sequence[bytes],
    languages: Sequence[str],
    apart: set[str],
    guess: str = "",
    rule: Repeats = NOBODYS,
) -> Iterator[tuple[str, int]]:
    """Tell pages whether so many say the same that it is nobody's own, where the guess is not.

    `SEVERAL` say it where there are enough by the `rule`. It is the theme's (`THEMES`) where three
    do beside the home page, and that does as well or most of those in the same language, or in the
    folder that holds them all; or where an error page does. Pages that stand `apart` do not count.
    """
    counts = Counter(sums)
    del counts[b""]
    expected = checksum(guess)
    shared = {said for said, count in counts.items() if count > 1 or said == expected}
    groups: dict[bytes, list[tuple[str, str]]] = {}
    speaking, in_folder = Counter[str](), Counter[str]()
    for path, said, language in zip(pages, sums, languages, strict=True):
        speaking[language] += bool(said) and path not in apart
        if said in shared:
            groups.setdefault(said, []).append((path, language))
    for said, group in groups.items():
        alike = {path: language for path, language in group if path not in apart}
        at_home = HOME in alike
        enough = max(FEWEST, rule.part * speaking.total())
        on_error = rule.falls_back and any(kind_by_path(path) == "error" for path, _ in group)
        several = len(alike) >= enough or (at_home and rule.falls_back)
        all_of_them = sum(speaking[language] for language in set(alike.values()))
        enough_say_it = len(alike) - at_home >= FEWEST
        is_themes = enough_say_it and (at_home or len(alike) >= MOST * all_of_them)
        if enough_say_it and not is_themes and (folder := _folder_of(alike)):
            in_folder = in_folder or _by_folder(pages, sums, apart)
            is_themes = len(alike) >= MOST * in_folder[folder]
        level = THEMES if is_themes or on_error else SEVERAL if several else 0
        if level != (THEMES if said == expected else 0):
            # What the home page has is the home page's.
            yield from ((path, level) for path, _ in group if path != HOME)


def _folder_of(paths: Iterable[str]) -> str:
    """Give the deepest folder that holds all paths, with its slash; "" for the root."""
    folder = commonpath([dirname(path) for path in paths])
    return f"{folder}/" if folder else ""


def _by_folder(pages: Sequence[str], sums: Sequence[bytes], apart: set[str]) -> Counter[str]:
    """Count the pages that say something in each folder, those below it too."""
    found = Counter[str]()
    for path, said in zip(pages, sums, strict=True):
        if said and path not in apart:
            steps = path.split("/")[:-1]
            found.update(f"{'/'.join(steps[: end + 1])}/" for end in range(len(steps)))
    return found


def titles(said: Mapping[str, Said], site: Site) -> Iterator[tuple[str, list[str]]]:
    """Tell pages what the titles in their language share, where the guess is another.

    The name that this gives the site is told as well: pages are rendered again for another one.
    """
    guess = guessed(site).titles
    found = by_language(said.values(), site.learnt.naming.title)
    if found == guess:
        return
    for path, page in said.items():
        shared = of_language(found, page.language)
        if shared != of_language(guess, page.language):
            name = site_name(site.learnt.naming, shared)
            yield path, [*shared, name.value if name else ""]


def right_types(pages: Sequence[str], types: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Name the pages of which a theme that tells articles apart says that they are none.

    It does where more pages say `article` than say `website` against what else they say.
    """
    counts = Counter(types)
    if counts[ARTICLE] > counts[NO_ARTICLE]:
        told = zip(pages, types, strict=True)
        yield from ((path, True) for path, said in told if said == NO_ARTICLE)


def styles(
    pages: Sequence[str], habits: Sequence[str], site: Site
) -> Iterator[tuple[str, list[str]]]:
    """Tell pages how most write their address, where the guess is another.

    Those that a sitemap lists and that say nothing of it know theirs already. Without one, pages
    are told as well how those are written that they refer to.
    """
    learnt, stated, counts = site.learnt, Votes(Counter(), Counter()), Counter[bool]()
    for path, habit in zip(pages, habits, strict=True):
        if habit and path != HOME:
            counts[is_index(path)] += 1
            if habit not in {SILENT, ODD}:
                (stated.indexes if is_index(path) else stated.suffixes)[habit] += 1
    guess, style = learnt.own.style, chosen_style(site.settings.site, stated, learnt.others, counts)
    of_others = not learnt.addresses.known and style != guess
    for path, habit in zip(pages, habits, strict=True):
        of_index = is_index(path)
        differs = style.index != guess.index if of_index else style.suffix != guess.suffix
        differs |= of_others
        # That the home page may name its file depends on whether others tell how they do.
        differs |= path == HOME and habit == "keep" != style.index and bool(stated.indexes)
        if differs and (habit != SILENT or not learnt.addresses.known):
            yield path, [style.index, style.suffix]
