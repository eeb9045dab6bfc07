"""The newest entries of each feed, which those of some pages and of others may be joined to."""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from heapq import nlargest
from typing import NamedTuple, cast

_FOLDER, _TAG = "folder ", "tag "
_BLANKS = re.compile(r"[\s_-]+")
_NO_NAME = re.compile(r"[\W_]+")
# Letters that have up to 4 bytes each make a name that file systems take.
_LONGEST = 40


class Entry(NamedTuple):
    """An article of a feed: its page, the tag as it was written, or "", and what `survey` said."""

    path: str
    tag: str
    said: object


def of_folder(folder: str) -> str:
    """Give the key of a folder's feed; "" is the whole site's."""
    return f"{_FOLDER}{folder}"


def folder_of(key: str) -> str | None:
    """Give the folder whose feed has a key; None for that of a tag."""
    return key.removeprefix(_FOLDER) if key.startswith(_FOLDER) else None


def tag_of(key: str) -> str:
    """Give the name of the tag whose feed has a key."""
    return key.removeprefix(_TAG)


def section_folder(section: str) -> str:
    """Give the folder of a section, with its slash."""
    return f"{section.strip('/')}/"


def entries_by_channel(
    records: Mapping[str, object], sections: Sequence[str], most: int, *, tags: bool
) -> dict[str, list[Entry]]:
    """Give the newest entries of each feed, by its key."""
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
    """Give so many entries, the newest first."""
    return nlargest(most, (Entry(*entry) for entry in entries), key=_newness)


def tag_name(tag: str) -> str:
    """Give the name of a tag's file, which no other tag has: "Water wheels" is `water-wheels`.

    Tags that differ in capitals or blanks alone are one. Where letters and digits are not all that
    there is, as in C++ and C#, a checksum tells them apart.
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
