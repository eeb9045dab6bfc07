"""The author's exported files, each read in its own format."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from smoopt.builtin.conversation.exports import (
    bluesky,
    hacker_news,
    lobsters,
    mastodon,
    webmentions,
)
from smoopt.builtin.conversation.exports.webmentions import Mention
from smoopt.builtin.conversation.responses import Response, Thread
from smoopt.builtin.conversation.strangers_text import web_link
from smoopt.files.named_files import is_file, is_folder, named_files
from smoopt.files.stamp import Stamp, stamp
from smoopt.model.errors import ConfigError
from smoopt.model.plain_text import cut, visible
from smoopt.site.json_file import read_json_file

_FORMATS = (mastodon, bluesky, lobsters, hacker_news)
_THREADS = "expected a thread of Mastodon, Bluesky, Lobsters or Hacker News, as JSON"
_MENTIONS = "expected webmentions as webmention.io exports them: mentions.jf2"
# A reply to a reply takes two levels. Strangers decide how deep a thread goes.
_LEVELS = 600
# The most characters that say where a response was found
_ORIGIN = 200


class ThreadFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exported thread, and what the export does not contain."""

    file: Annotated[
        str,
        Meta(
            description="The exported thread, or a folder of such files, relative to "
            "smoopt.toml: threads/bread.json."
        ),
    ]
    page: Annotated[
        str,
        Meta(
            description="The page of the thread, as a path or an address, if the post does not "
            "link to it: posts/bread/."
        ),
    ] = ""
    url: Annotated[
        str,
        Meta(description="The address of the thread, if the export does not contain it."),
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what is not an address."""
        if not self.file:
            raise ValueError("file: it is empty; expected the path of an exported thread")
        if self.url and not web_link(self.url):
            raise ValueError(f"url: {self.url!r} is not an address; expected https://…")


class FoundThread(NamedTuple):
    """A thread, the name of its file, and the page that the author says it is about, or ""."""

    thread: Thread
    file: str
    page: str


class Received(NamedTuple):
    """Webmentions by the names of their files, and threads."""

    mentions: tuple[tuple[str, tuple[Mention, ...]], ...]
    threads: tuple[FoundThread, ...]


def read(mentions: str, threads: Iterable[ThreadFile], longest: int) -> Received:
    """Read all files; raises ConfigError for a faulty file, ValueError for a missing one."""
    files = tuple(_files("mentions", mentions)) if mentions else ()
    named = tuple((file, each) for each in threads for file in _files("threads", each.file))
    stamps = tuple(stamp(file) for file in (*files, *(file for file, _ in named)))
    return _read(files, named, longest, stamps)


# Cached, as several hooks need it; the stamps detect changed files.
@lru_cache(maxsize=2)
def _read(
    mentions: tuple[Path, ...],
    threads: tuple[tuple[Path, ThreadFile], ...],
    longest: int,
    _: tuple[Stamp | None, ...],
) -> Received:
    return Received(
        tuple((visible(file.name), tuple(_mentions(file, longest))) for file in mentions),
        tuple(_thread(file, named, longest) for file, named in threads),
    )


def _files(option: str, name: str) -> list[Path]:
    path = Path(name)
    if not (is_file(path) or is_folder(path)):
        raise ValueError(f"{option}: there is no file or folder {name}")
    return named_files(path, ".json")


def _mentions(file: Path, longest: int) -> list[Mention]:
    value = read_json_file(file, _LEVELS)
    if not isinstance(value, dict) or not webmentions.knows(value):
        raise ConfigError(f"{file}: {_MENTIONS}")
    return [
        each._replace(response=_from(each.response, file.name))
        for each in webmentions.read(value, longest, str(file))
    ]


def _thread(file: Path, named: ThreadFile, longest: int) -> FoundThread:
    value = read_json_file(file, _LEVELS)
    known = [each for each in _FORMATS if isinstance(value, dict) and each.knows(value)]
    if not isinstance(value, dict) or not known:
        raise ConfigError(f"{file}: {_THREADS}")
    found = known[0].read(value, longest)
    replies = tuple(_from(each, file.name) for each in found.replies)
    url = web_link(named.url) or found.url
    thread = msgspec.structs.replace(found, url=url, replies=replies)
    return FoundThread(thread, visible(file.name), named.page)


def _from(response: Response, file: str) -> Response:
    origin = visible(cut(f"{file}, entry {response.origin}", _ORIGIN))
    return msgspec.structs.replace(response, origin=origin)
