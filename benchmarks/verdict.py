"""Whether a peer did the work on a page, and whether it left the rest of the page alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import turbohtml

_NAMES = frozenset(
    (
        *("og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale"),
        *("og:image", "og:image:alt"),
        *("twitter:card", "twitter:title", "twitter:description", "twitter:image"),
    )
)


class Verdict(NamedTuple):
    """Shares of all pages, between 0 and 1."""

    worked: float
    kept: float


def judge(site: Path, out: Path, base: str) -> Verdict:
    """Compare every page of a site with what a peer made of it."""
    both = list(_pages(site, out))
    worked = [did_the_work(was, now, base + path) for path, was, now in both]
    kept = [kept_the_rest(was, now) for _, was, now in both]
    return Verdict(sum(worked) / len(both), sum(kept) / len(both))


def _pages(site: Path, out: Path) -> Iterator[tuple[str, bytes, bytes]]:
    for file in site.rglob("*.html"):
        path = file.relative_to(site)
        made = out / path
        yield path.as_posix(), file.read_bytes(), made.read_bytes() if made.is_file() else b""


def did_the_work(was: bytes, now: bytes, address: str) -> bool:
    """Tell whether the result, parsed as browsers do, has all that was to be put in."""
    page, old = turbohtml.parse(now), turbohtml.parse(was)
    title = old.find("title")
    given = {
        str(tag.attrs.get("property") or tag.attrs.get("name")): str(tag.attrs.get("content"))
        for tag in page.select("meta")
    }
    links = [tag.attrs.get("href") for tag in page.select("link[rel=canonical]")]
    known = [tag.attrs.get("href") for tag in old.select("link[rel=canonical]")] or [address]
    words = " ".join(title.text.split()) if title is not None else ""
    return (
        given.keys() >= _NAMES
        and given["og:title"] == words
        and links == known
        and page.select_one("body nav.peer-bar svg") is not None
    )


def kept_the_rest(was: bytes, now: bytes) -> bool:
    """Tell whether taking at most two pieces out of the result gives the page's own bytes.

    What both have in common at the beginning and at the end is set aside: the middle of the page,
    between the two additions, must then stand in the result in one piece.
    """
    start = _common(was, now)
    end = min(_common(was[::-1], now[::-1]), len(was) - start)
    return len(now) >= len(was) and was[start : len(was) - end] in now[start : len(now) - end]


def _common(one: bytes, other: bytes) -> int:
    """Count the bytes that both begin with, by halving: a page may have millions."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[:middle] == other[:middle]:
            least = middle
        else:
            most = middle - 1
    return least
