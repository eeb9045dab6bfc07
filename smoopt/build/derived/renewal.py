"""What becomes of a compressed copy, as a pure function of the copy and its page.

So that undo needs no memory, every copy that is written keeps one promise: from it, the original
page, and the copy's own file, if there is one, the original copy can be made again. Either the
settings that trial finds for the new copy also turn the original page into the original copy, or
the original copy is kept aside in that own file.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from smoopt.build.derived.compression import Coding, Way

_Write = Callable[[Way, bytes], bytes]


class Versions(NamedTuple):
    """A page's bytes before this run, after it, and without anything of smoopt's."""

    before: bytes
    after: bytes
    original: bytes


class Held(msgspec.Struct, frozen=True):
    """The bytes of a copy, compressed and decompressed."""

    copy: bytes
    content: bytes


class Renewal(msgspec.Struct, frozen=True):
    """What a copy becomes, and what must be kept aside for undo.

    `exact` is False where the original copy is unknown, so that undo compressed the page anew.
    """

    copy: bytes
    aside: bytes | None = None
    exact: bool = True


def renewed(coding: Coding, held: Held, versions: Versions, aside: bytes | None) -> Renewal:
    """Return what becomes of a copy that holds some version of its page.

    `aside` is the original copy, where an earlier run has kept it. The new copy is made with the
    settings that reproduce the present one, or if none do, with the likeliest by its header.
    """
    write: _Write = cache(lambda way, data: way(data))
    original = versions.original
    likely = next(coding.ways(held.copy, len(original)))
    was = held.copy if held.content == original else aside
    if was is None:
        was = _before_smoopt(coding, held, original, write)
    if versions.after == original:
        return Renewal(was or write(likely, original), None, was is not None)
    new = write(_way(coding, held, write) or likely, versions.after)
    found = _before_smoopt(coding, Held(new, versions.after), original, write)
    return Renewal(new, None if found == was else was)


def _before_smoopt(coding: Coding, held: Held, original: bytes, write: _Write) -> bytes | None:
    """Make the original copy with the settings found for a later copy; None if none are found."""
    way = _way(coding, held, write)
    return None if way is None else write(way, original)


def _way(coding: Coding, held: Held, write: _Write) -> Way | None:
    """Find settings that turn the content into the copy."""
    ways = coding.ways(held.copy, len(held.content))
    return next((way for way in ways if write(way, held.content) == held.copy), None)
