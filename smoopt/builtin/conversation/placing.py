"""Maps responses to pages of the site, and selects those that a page shows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from smoopt.builtin.conversation.places import place_at
from smoopt.builtin.conversation.received import FoundThread, Received
from smoopt.builtin.conversation.responses import Kind, Place, Response, Talk
from smoopt.model.finding import Finding, Severity
from smoopt.model.finding import Place as FilePlace
from smoopt.model.plain_text import visible
from smoopt.model.rule import Rule
from smoopt.model.web_address import host_of
from smoopt.model.wording import counted
from smoopt.site.site import Site

UNPLACED = Rule(
    id="conversation-unplaced",
    severity=Severity.WARNING,
    what="A response or a thread is about a page that the site does not have.",
    why="No page shows it, and readers who follow its link get an error page.",
    source="https://www.w3.org/Provider/Style/URI",
    fix="Redirect the address to the right page, or name that page in `threads` of the plugin "
    "`conversation`.",
    read="2026-12-01",
)
_BLUESKY_POST = re.compile(r"https://bsky\.app/profile/[^/#?]+/post/(\w+)")
_KINDS: tuple[Kind, ...] = ("reply", "like", "repost", "bookmark", "mention")


class _OfPage(msgspec.Struct):
    """What is collected for a page; each response once, by its address.

    `numbers` counts the responses of a kind that posts at a host have, whether or not each is
    known.
    """

    responses: dict[tuple[Kind, str], Response]
    numbers: Counter[tuple[Kind, str]]
    places: list[Place]
    files: list[str]
    again: list[str]

    def add(self, response: Response) -> None:
        """Add a response; if it is known, note the address by which it came again."""
        first = self.responses.setdefault((response.kind, _key(response.url)), response)
        if first.url != response.url:
            self.again.append(response.url)


class Lost(NamedTuple):
    """Entries for no page of the site: the file, the address or "", and how many entries."""

    file: str
    target: str
    entries: int


class Placed(NamedTuple):
    """The responses to each page, by path, and those that belong to no page."""

    by_page: dict[str, Talk]
    lost: tuple[Lost, ...]


def placed(received: Received, site: Site, most: int) -> Placed:
    """Assign responses to pages; of each kind, a page shows at most so many.

    Threads come first, as they record which reply is to which: the same reply may have come as
    a webmention as well.
    """
    pages: dict[str, _OfPage] = {}
    lost = [*_place_threads(received.threads, site, pages)]
    lost += _place_mentions(received, site, pages)
    return Placed({path: _talk(found, most) for path, found in pages.items()}, tuple(lost))


def unplaced(lost: Iterable[Lost]) -> Iterator[Finding]:
    """Report each address that no page has once."""
    for each in lost:
        if each.target:
            what = f"{counted(each.entries, 'response')} to {visible(each.target)}"
            message = f"{what}, which is not a page of this site"
        else:
            message = "the thread links to no page of this site; name its page in `threads`"
        yield UNPLACED.at(FilePlace(each.file), message)


def _page(target: str, site: Site) -> str | None:
    place = site.file(None, target)
    return None if place is None else site.behind(place)


def _of(pages: dict[str, _OfPage], path: str) -> _OfPage:
    return pages.setdefault(path, _OfPage({}, Counter(), [], [], []))


def _key(url: str) -> str:
    """Return the key of a response: its address, on Bluesky only the post's part.

    An account has two names there, so its posts have two addresses.
    """
    found = _BLUESKY_POST.fullmatch(url)
    return url if found is None else found[1]


def _place_threads(
    threads: Iterable[FoundThread], site: Site, pages: dict[str, _OfPage]
) -> Iterator[Lost]:
    for thread, file, named in threads:
        targets = [named] if named else thread.about
        path = next((path for path in (_page(each, site) for each in targets) if path), None)
        if path is None:
            yield Lost(file, named, len(thread.replies))
            continue
        found = _of(pages, path)
        found.files.append(file)
        if thread.url:
            found.places.append(place_at(thread.url, f"the thread in {file}"))
        host = host_of(thread.url)
        found.numbers["like", host] += thread.likes
        found.numbers["repost", host] += thread.reposts
        for response in thread.replies:
            found.add(response)


def _place_mentions(received: Received, site: Site, pages: dict[str, _OfPage]) -> Iterator[Lost]:
    for file, mentions in received.mentions:
        lost: dict[str, int] = {}
        # By day; those without one keep the order of the file.
        for target, response in sorted(mentions, key=lambda each: each.response.published):
            # Responses from this site's own pages are left out.
            if site.file(None, response.url) is not None:
                continue
            path = _page(target, site)
            if path is None:
                place = site.file(None, target)
                if place is None or not site.passes_on(place):
                    lost[target] = lost.get(target, 0) + 1
                continue
            found = _of(pages, path)
            if file not in found.files:
                found.files.append(file)
            found.add(response)
        yield from (Lost(file, target, count) for target, count in lost.items())


def _talk(found: _OfPage, most: int) -> Talk:
    by_kind: Mapping[Kind, list[Response]] = {kind: [] for kind in _KINDS}
    for response in found.responses.values():
        by_kind[response.kind].append(response)
    # Bridgy sends as webmentions what the export of a thread counts as well.
    known = Counter((each.kind, host_of(each.url)) for each in found.responses.values())
    counts = Counter[Kind]()
    for (kind, _), count in (known | found.numbers).items():
        counts[kind] += count
    return Talk(
        responses=tuple(one for each in by_kind.values() for one in each[:most]),
        counts={kind: counts[kind] for kind in _KINDS if counts[kind]},
        places=tuple(dict.fromkeys(found.places)),
        files=tuple(found.files),
        again=tuple(found.again),
    )
