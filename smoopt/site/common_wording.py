"""`Usual`: what most pages of a site say, and is therefore no page's own: guessed from a few.

What holds for all pages is known only when all are read; but then those that were taken to be
otherwise must be read again. A good guess before the first page leaves none of these.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple, TypeVar

from smoopt.files.open_folder import OpenFolder
from smoopt.html.page import Page, page_of
from smoopt.site.titles import description_tag, stated_ending, stated_title

T = TypeVar("T")
# Fewer say nothing of the others, and a smaller part is not the site's.
FEWEST, _MOST = 3, 0.6
# How many pages are read for the guess, of how many candidates (some are redirects), how far.
SAMPLE, _CANDIDATES, _HEAD_BYTES = 40, 80, 1 << 16
_HEAD_END = re.compile(rb"</head\b", re.IGNORECASE)


class Usual(NamedTuple):
    """What most pages have: the end of their title (" - Rust"), a title, a description; or ""."""

    ending: str = ""
    title: str = ""
    description: str = ""


def most(votes: Counter[T], nothing: T) -> T | None:
    """Give what three voters or more and three fifths of all agree on, unless that is `nothing`."""
    if not votes:
        return None
    ((value, count),) = votes.most_common(1)
    agreed = count >= FEWEST and count >= _MOST * votes.total()
    return value if agreed and value != nothing else None


def usual_ending(titles: Iterable[T], endings: Iterable[T], nothing: T) -> T | None:
    """Tell how most titles end; the same title again and again is no sign of an ending."""
    said = [(title, ending) for title, ending in zip(titles, endings, strict=True) if title]
    found = most(Counter(ending for _, ending in said), nothing)
    different: set[T] = set()
    for title, ending in said:
        if ending == found:
            different.add(title)
            if len(different) >= FEWEST:
                return found
    return None


def usual(pages: Iterable[Page], name: str) -> Usual:
    """Tell what most of some pages say."""
    titles: list[str] = []
    endings: list[str] = []
    descriptions: Counter[str] = Counter()
    for page in pages:
        titles.append(stated_title(page, name))
        endings.append(stated_ending(page, name))
        if tag := description_tag(page):
            descriptions[tag.value] += 1
    return Usual(
        usual_ending(titles, endings, "") or "",
        most(Counter(filter(None, titles)), "") or "",
        most(descriptions, "") or "",
    )


def sample(opened: OpenFolder, files: Sequence[str]) -> list[Page]:
    """Read the heads of a few pages from all over a site.

    They are chosen by a checksum of their paths, so that a page more or less changes one of them.
    """
    paths = [path for path in files if path.endswith((".html", ".htm", ".xhtml"))]
    chosen = nsmallest(_CANDIDATES, paths, key=_checksum)
    return list(islice(_heads(opened, chosen), SAMPLE))


def _heads(opened: OpenFolder, paths: Iterable[str]) -> Iterator[Page]:
    """Read pages up to the end of their head; what is no page is passed over."""
    for path in paths:
        try:
            with opened.open(path) as file:
                data = file.read(_HEAD_BYTES)
        except OSError:
            continue
        end = _HEAD_END.search(data)
        page = page_of(path, data[: end.start()] if end else data)
        if page is not None and page.skip is None:
            yield page


def _checksum(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogateescape"))
