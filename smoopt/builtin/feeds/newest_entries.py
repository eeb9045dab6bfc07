"""The newest entries of each feed, which can be merged from several partitions."""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from heapq import nlargest
from typing import NamedTuple, cast

_FOLDER, _TAG = "folder ", "tag "
_BLANKS = re.compile(r"[\s_-]+")
_NO_NAME = re.compile(r"[\W_]+")
# So many letters of up to 4 bytes each make a name that file systems accept.
_LONGEST = 40


class Entry(NamedTuple):
    """An article in a feed: its page, the tag as written, or "", and its record from `survey`."""

    path: str
    tag: str
    said: object


def of_folder(folder: str) -> str:
    """Return the key of a folder's feed; "" is the whole site."""
    return f"{_FOLDER}{folder}"


def folder_of(key: str) -> str | None:
    """Return the folder of a feed's key; None for the feed of a tag."""
    return key.removeprefix(_FOLDER) if key.startswith(_FOLDER) else None


def tag_of(key: str) -> str:
    """Return the tag's name in a feed's key."""
    return key.removeprefix(_TAG)


def section_folder(section: str) -> str:
    """Return the folder of a section, with a trailing slash."""
    return f"{section.strip('/')}/"


def entries_by_channel(
    records: Mapping[str, object], sections: Sequence[str], most: int, *, tags: bool
) -> dict[str, list[Entry]]:
    """Return the newest entries of each feed, by its key."""
    found: dict[str, list[Entry]] = {}
    folders = dict.fromkeys(("", *map(section_folder, sections)))
    for path, said in records.items():
        for folder in folders:
            if path.startswith(folder):
                found.setdefault(of_folder(folder), []).append(Entry(path, "", said))
        spelled: dict[str, str] = {}
        for tag in _tags(said) if tags else ():
            spelled.setdefault(tag_name(tag), tag)
        for name, tag in spelled.items():
            found.setdefault(f"{_TAG}{name}", []).append(Entry(path, tag, said))
    return {key: newest(entries, most) for key, entries in found.items()}


def newest(entries: Iterable[Entry], most: int) -> list[Entry]:
    """Return at most `most` entries, the newest first."""
    return nlargest(most, (Entry(*entry) for entry in entries), key=_newness)


def tag_name(tag: str) -> str:
    """Return the unique name of a tag's file: "Water wheels" is `water-wheels`.

    Tags that differ only in case or spaces are the same. Where a tag has other characters than
    letters and digits, as C++ and C#, a checksum makes its name unique.
    """
    words = _BLANKS.sub("-", tag.casefold()).strip("-")
    letters = _NO_NAME.sub("-", words).strip("-")
    if letters == words and len(letters) <= _LONGEST:
        return letters
    return f"{letters[:_LONGEST]}-{zlib.crc32(words.encode()):08x}".lstrip("-")


def _newness(entry: Entry) -> tuple[datetime, str]:
    return datetime.fromisoformat(cast("str", _member(entry.said, "published"))), entry.path


def _tags(said: object) -> Sequence[str]:
    return cast("Sequence[str]", _member(said, "tags") or ())


def _member(said: object, name: str) -> object:
    return cast("Mapping[str, object]", said).get(name)
