"""The digest of a walk, in 16 bytes, computed without all of it in memory."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

import xxhash

T = TypeVar("T")
# How many files are digested at once.
_AT_ONCE = 2_000


def sum_of(*kinds: Iterable[str | bytes]) -> bytes:
    """Digest each kind by itself, in parts of any size, and then the digests."""
    whole = xxhash.xxh3_128()
    for kind in kinds:
        summed = xxhash.xxh3_128()
        for part in kind:
            # File names need not be valid Unicode.
            summed.update(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
        whole.update(summed.digest())
    return whole.digest()


def joined(paths: Iterable[str]) -> Iterator[str]:
    """Write paths, each with a null behind it."""
    return ("\0".join((*part, "")) for part in in_parts(paths))


def packed(stamps: Iterable[Iterable[int]]) -> Iterator[bytes]:
    """Write the numbers of stamps in 8 bytes each."""
    return (array("q", chain.from_iterable(part)).tobytes() for part in in_parts(stamps))


def in_parts(every: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Yield items in batches, in order."""
    rest = iter(every)
    while part := tuple(islice(rest, _AT_ONCE)):
        yield part
