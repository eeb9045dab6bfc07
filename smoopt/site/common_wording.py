"""`Usual`: titles and tags that most pages of a site share, guessed from a sample.

What most pages share is known for sure only when all are read, and then pages that were handled
with another guess must be handled again. A good guess before the first page avoids that.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import islice

import msgspec

from smoopt.files.folder import Folder
from smoopt.html.page import Page, page_of
from smoopt.site.shared_titles import FEWEST, MOST, Shared
from smoopt.site.title_votes import by_language, title_votes
from smoopt.site.titles import DESCRIPTIONS, TITLES, stated, title_said

# What pages may have in common: `<title>` and tags.
COMMON = ("title", *TITLES, *DESCRIPTIONS, "og:image")
# How many pages are read for the guess, out of how many candidates (some are redirects), and how
# many bytes of each.
SAMPLE, _CANDIDATES, _HEAD_BYTES = 40, 80, 1 << 16
_HEAD_END = re.compile(rb"</head\b", re.IGNORECASE)


class Usual(msgspec.Struct, frozen=True):
    """What most pages have: what their titles share, by language, and the same words in a tag."""

    titles: Mapping[str, Shared] = {}
    words: Mapping[str, str] = {}


def most(votes: Counter[str]) -> str:
    """Return what three voters or more and three fifths of all agree on, or ""."""
    if not votes:
        return ""
    ((value, count),) = votes.most_common(1)
    return value if count >= FEWEST and count >= MOST * votes.total() else ""


def usual(pages: Sequence[Page], home: Sequence[str]) -> Usual:
    """Return what most of some pages share; `home` are the parts of the home page's title."""
    titles = by_language(title_votes(map(title_said, pages)), home)
    votes = {key: Counter(filter(None, (stated(page, key) for page in pages))) for key in COMMON}
    words = {key: value for key, said in votes.items() if (value := most(said))}
    return Usual(titles, words)


def sample(opened: Folder, files: Iterable[str]) -> list[Page]:
    """Read the heads of a few pages from all over a site.

    They are chosen by a checksum of their paths, so that one page more or less changes at most one.
    """
    paths = (path for path in files if path.endswith((".html", ".htm", ".xhtml")))
    chosen = nsmallest(_CANDIDATES, paths, key=_checksum)
    return list(islice(_heads(opened, chosen), SAMPLE))


def _heads(opened: Folder, paths: Iterable[str]) -> Iterator[Page]:
    """Read pages up to the end of their head; files that are not pages are skipped."""
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
