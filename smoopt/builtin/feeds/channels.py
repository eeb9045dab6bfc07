"""Which feeds there are: of the whole site, of its sections, of its tags."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from smoopt.builtin.feeds.article import Article
from smoopt.site.site import Site

_BLANKS = re.compile(r"[\s_-]+")
_NO_NAME = re.compile(r"[\W_]+")
# Letters that have up to 4 bytes each make a name that file systems take.
_LONGEST = 40


class Channel(msgspec.Struct, frozen=True):
    """A feed: its path without a suffix, its title, the folder of its pages, what it has.

    `folder` is None for the feed of a tag, whose pages are in no folder of its own.
    """

    path: str
    title: str
    folder: str | None
    articles: Sequence[Article]


def channels(
    site: Site,
    known: Mapping[str, Article],
    sections: Sequence[str],
    *,
    tags: bool,
    name: str,
) -> Iterator[Channel]:
    """Give the feeds that have an entry, the newest entry first in each."""
    if not known:
        return
    ordered = sorted(known.items(), key=_newness, reverse=True)
    for folder in ("", *map(section_folder, sections)):
        found = [article for path, article in ordered if path.startswith(folder)]
        if found:
            yield Channel(f"{folder}{name}", title_of(site, folder.rstrip("/")), folder, found)
    for tag, found in _by_tag(ordered).items() if tags else ():
        yield Channel(f"{name}s/{tag_name(tag)}", title_of(site, tag), None, found)


def section_folder(section: str) -> str:
    """Give the folder of a section, with its slash."""
    return f"{section.strip('/')}/"


def title_of(site: Site, part: str) -> str:
    """Name a feed by its site, and by the folder or tag that it is about; "" is the whole site."""
    title = site.name.value if site.name else site.url
    return f"{title}: {part}" if part else title


def _newness(item: tuple[str, Article]) -> tuple[datetime, str]:
    path, article = item
    return datetime.fromisoformat(article.published), path


def _by_tag(ordered: Sequence[tuple[str, Article]]) -> dict[str, list[Article]]:
    """Sort articles by tag; tags that differ in capitals or blanks alone are one."""
    names: dict[str, str] = {}
    found: dict[str, list[Article]] = {}
    for _, article in ordered:
        for tag in dict.fromkeys(article.tags):
            known = names.setdefault(tag_name(tag), tag)
            found.setdefault(known, []).append(article)
    return found


def tag_name(tag: str) -> str:
    """Give the name of a tag's file, which no other tag has: "Water wheels" is `water-wheels`.

    Where letters and digits are not all that there is, as in C++ and C#, a checksum tells them
    apart.
    """
    words = _BLANKS.sub("-", tag.casefold()).strip("-")
    letters = _NO_NAME.sub("-", words).strip("-")
    if letters == words and len(letters) <= _LONGEST:
        return letters
    return f"{letters[:_LONGEST]}-{zlib.crc32(words.encode()):08x}".lstrip("-")
