"""Decompresses bodies up to a limit, however large they would become."""

import zlib
from importlib.util import find_spec
from typing import NamedTuple

_GZIP, _RAW = 31, -15  # window sizes of zlib for gzip and for deflate without its wrapper
# The encodings that can be unpacked: https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1; Brotli
# needs the library of the extra `copies`.
UNPACKED = ("gzip", "deflate", *(("br",) if find_spec("brotli") else ()))


class Unpacked(NamedTuple):
    """The bytes of a body, whether it was cut, and why it could not be unpacked, or ""."""

    body: bytes
    is_cut: bool = False
    fault: str = ""


def unpacked(data: bytes, coding: str, most: int, *, is_whole: bool) -> Unpacked:
    """Decompress at most `most` bytes of a body with a `Content-Encoding`.

    `is_whole` means that all of its data was read.
    """
    name = coding.strip().lower().removeprefix("x-")
    if name in {"", "identity"}:
        return Unpacked(data[:most], len(data) > most)
    if name == "br" and name in UNPACKED:
        return _brotli(data, most, is_whole=is_whole)
    if name not in {"gzip", "deflate"}:
        return Unpacked(b"", fault=f"Content-Encoding: {coding.strip()}")
    found = _zlib(data, _GZIP if name == "gzip" else zlib.MAX_WBITS, name, most, is_whole=is_whole)
    if found.fault and not found.body and name == "deflate":  # many omit the wrapper
        return _zlib(data, _RAW, name, most, is_whole=is_whole)
    return found


def _zlib(data: bytes, form: int, name: str, most: int, *, is_whole: bool) -> Unpacked:
    unpacking = zlib.decompressobj(form)
    try:
        body = unpacking.decompress(data, most + 1)
    except zlib.error:
        return Unpacked(b"", fault=f"what is called {name} is none")
    is_cut = len(body) > most
    is_broken = is_whole and not is_cut and not unpacking.eof
    return Unpacked(body[:most], is_cut, f"its {name} breaks off" if is_broken else "")


def _brotli(data: bytes, most: int, *, is_whole: bool) -> Unpacked:
    import brotli  # noqa: PLC0415 - an extra

    unpacking = brotli.Decompressor()
    try:
        body: bytes = unpacking.process(data, output_buffer_limit=most + 1)
    except brotli.error:
        return Unpacked(b"", fault="what is called br is none")
    is_cut = len(body) > most
    is_broken = is_whole and not is_cut and not unpacking.is_finished()
    return Unpacked(body[:most], is_cut, "its br breaks off" if is_broken else "")
