"""Byte offsets of the code points of a decoded text; invalid bytes are surrogates."""

import codecs
from collections.abc import Iterable
from itertools import accumulate, pairwise


def in_utf8(text: str, size: int, positions: Iterable[int]) -> list[int]:
    """Turn ascending code point positions in `text`, of `size` bytes, into byte positions.

    The widest gap between two is not counted: it has the bytes that the others leave.
    """
    gaps = list(pairwise([0, *positions, len(text)]))
    widest = max(range(len(gaps)), key=[end - start for start, end in gaps].__getitem__)
    sizes = [
        0 if number == widest else len(text[start:end].encode("utf-8", "surrogateescape"))
        for number, (start, end) in enumerate(gaps)
    ]
    sizes[widest] = size - sum(sizes)
    return list(accumulate(sizes[:-1]))


def of_all(data: bytes, codec: str, length: int) -> list[int]:
    """Return the byte offset of each of `length` code points, and of the end (rare encodings).

    That is found by decoding byte by byte.
    """
    decoder = codecs.getincrementaldecoder(codec)("surrogateescape")
    emitted = [len(decoder.decode(data[i : i + 1])) for i in range(len(data))]
    ends = [i + 1 for i, count in enumerate(emitted) for _ in range(count)]
    missing = length - len(ends)
    return [0, *ends, *[len(data)] * missing]
