"""What the words of all pages come to, and which pages do not know it: pure functions of these.

Pages are given by their paths, and what each says at the same place of another sequence.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import xxhash

from smoopt.site.address_style import Votes, chosen_style, is_index
from smoopt.site.common_wording import FEWEST, usual_ending
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME

SILENT = "?"  # a page says nothing of its address
ODD = "!"  # it names itself as no style of addresses does


@lru_cache(maxsize=256)
def checksum(text: str) -> bytes:
    """Sum up a text: eight bytes, b"" for nothing."""
    data = text.encode("utf-8", "surrogateescape")
    return xxhash.xxh3_64_digest(data) if text else b""


def repeats(
    pages: Sequence[str],
    sums: Sequence[bytes],
    apart: set[str],
    guess: str,
    *,
    copies_home: bool,
) -> Iterator[tuple[str, bool]]:
    """Tell pages whether so many have the same that it is nobody's own, where the guess is not."""
    counts = Counter(sums)
    del counts[b""]
    expected = checksum(guess)
    shared = {said for said, count in counts.items() if count > 1 or said == expected}
    groups: dict[bytes, list[str]] = {}
    for path, said in zip(pages, sums, strict=True):
        if said in shared:
            groups.setdefault(said, []).append(path)
    for said, group in groups.items():
        alike = [path for path in group if path not in apart]
        common = len(alike) >= FEWEST or (HOME in alike and copies_home)
        if common != (said == expected):
            # What the home page has is the home page's.
            yield from ((path, common) for path in group if path != HOME)


def endings(
    pages: Sequence[str], titles: Sequence[bytes], lasts: Sequence[bytes], guess: str
) -> Iterator[tuple[str, bool]]:
    """Tell pages whether most titles end as theirs, where the guess is another."""
    usual, expected = usual_ending(titles, lasts, b"") or b"", checksum(guess)
    if usual != expected:
        for path, ending in zip(pages, lasts, strict=True):
            if ending and ending in {usual, expected}:
                yield path, ending == usual


def styles(
    pages: Sequence[str], habits: Sequence[str], site: Site
) -> Iterator[tuple[str, list[str]]]:
    """Tell pages how most write their address, where the guess is another.

    Those that a sitemap lists and that say nothing of it know theirs already.
    """
    learnt, stated, counts = site.learnt, Votes(Counter(), Counter()), Counter[bool]()
    for path, habit in zip(pages, habits, strict=True):
        if habit and path != HOME:
            counts[is_index(path)] += 1
            if habit not in {SILENT, ODD}:
                (stated.indexes if is_index(path) else stated.suffixes)[habit] += 1
    guess, style = learnt.own.style, chosen_style(site.settings.site, stated, learnt.others, counts)
    for path, habit in zip(pages, habits, strict=True):
        of_index = is_index(path)
        differs = style.index != guess.index if of_index else style.suffix != guess.suffix
        # That the home page may name its file depends on whether others tell how they do.
        differs |= path == HOME and habit == "keep" != style.index and bool(stated.indexes)
        if differs and (habit != SILENT or not learnt.addresses.known):
            yield path, [style.index, style.suffix]
